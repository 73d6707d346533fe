import type { Details, DetailValues } from '../../../contract/detail.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { Db } from '../../kernel/spine.ts'

/** A kind whose entries name others by a detail. */
export type Naming = { kind: string; detail: string }
export type Named = { kind: string; code: string }

/** The kinds whose details name objects of a kind. */
export const namingOf = (packs: readonly Pack[], of: string): Naming[] =>
  packs.flatMap(({ objects }) =>
    objects.flatMap(({ kind, details }) =>
      Object.entries(details).flatMap(([detail, one]) => (one.kind === 'object' && one.of === of ? [{ kind, detail }] : [])),
    ),
  )

/** What an entry names, by detail. */
export const namedIn = (details: Details, values: DetailValues): (Named & { detail: string })[] =>
  Object.entries(details).flatMap(([detail, one]) => {
    const code = one.kind === 'object' ? values[detail] : undefined
    return one.kind === 'object' && typeof code === 'string' ? [{ detail, kind: one.of, code }] : []
  })

/** Those of some named objects that are in force, as `kind code`. */
export async function readNamed(db: Db, named: readonly Named[]): Promise<Set<string>> {
  if (named.length === 0) return new Set()
  const rows = await db.query<Named>(
    `select o.kind, o.code from objects o join (select distinct * from unnest($1::text[], $2::text[]) as n(kind, code)) n using (kind, code)
     where o.valid_to is null`,
    [named.map(({ kind }) => kind), named.map(({ code }) => code)],
  )
  return new Set(rows.map(keyOfNamed))
}
export const keyOfNamed = ({ kind, code }: Named): string => `${kind} ${code}`

/** How many entries in force name an object. */
export async function countNaming(db: Db, naming: readonly Naming[], code: string): Promise<number> {
  if (naming.length === 0) return 0
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from objects o join unnest($1::text[], $2::text[]) as n(kind, detail) on n.kind = o.kind
     where o.valid_to is null and o.details ->> n.detail = $3`,
    [naming.map(({ kind }) => kind), naming.map(({ detail }) => detail), code],
  )
  return row!.n
}

export type NamingLine = { id: string; kind: string; code: string; name: string; details: DetailValues }

/** The entries in force that name an object, by kind and code. */
export async function readNaming(db: Db, naming: readonly Naming[], code: string, limit: number): Promise<NamingLine[]> {
  if (naming.length === 0) return []
  return db.query<NamingLine>(
    `select distinct o.id, o.kind, o.code, o.name, o.details from objects o join unnest($1::text[], $2::text[]) as n(kind, detail) on n.kind = o.kind
     where o.valid_to is null and o.details ->> n.detail = $3 order by o.kind, o.code limit $4`,
    [naming.map(({ kind }) => kind), naming.map(({ detail }) => detail), code, limit],
  )
}
