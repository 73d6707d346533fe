import type { CodeState, ObjectKind } from '../../../contract/register.ts'
import type { Risk } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { literal } from '../desk/store-words.ts'
import type { ObjectLine, Registered } from './types.ts'

/** What is asked of the register; `areas` are path prefixes inside the caller's own. */
export type Wanted = {
  areas: readonly string[]
  kind?: string | undefined
  risk?: Risk | undefined
  /** kinds whose risk is reckoned, where a level is asked for */
  rated?: readonly string[] | undefined
  ownerKind?: 'owned' | 'ownerless' | undefined
  coded?: CodeState | undefined
  q?: string | undefined
  view: 'in-force' | 'ended'
}

const entryColumns = `o.id, o.pack, o.kind, o.code, o.name, o.area, o.lon, o.lat, o.address, o.owner, o.owner_kind as "ownerKind", o.duty_unit as "dutyUnit",
  o.maintainer_unit as "maintainerUnit", case when o.rated then o.risk end as risk, o.details, o.version, o.valid_from as "from", o.valid_to as "to"`
const lineColumns = `${entryColumns}, o.code_state as "codeState", du.name as "dutyUnitName", mu.name as "maintainerUnitName", concat_ws(' ', d.name, t.name, c.name) as "areaName"`
const named = `left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)
  left join areas c on c.code = split_part(o.area, '/', 4) left join units du on du.id = o.duty_unit left join units mu on mu.id = o.maintainer_unit`

export const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** Where clause on `o` (objects). */
export function whereOf({ areas, kind, risk, ownerKind, coded, q, view, rated }: Wanted, values: unknown[]): string {
  const clauses = [scopeSql('o.area', areas, values), `o.valid_to is ${view === 'ended' ? 'not null' : 'null'}`]
  if (kind) clauses.push(`o.kind = ${add(values, kind)}`)
  // What nobody has rated has no level: green is only what its row began with.
  if (risk) clauses.push(`o.rated and o.risk = ${add(values, risk)}`)
  if (rated) clauses.push(`o.kind = any(${add(values, rated)})`)
  if (ownerKind) clauses.push(`o.owner_kind = ${add(values, ownerKind)}`)
  if (coded) clauses.push(`o.code_state = ${add(values, coded)}`)
  if (q) {
    const [anywhere, front] = [add(values, `%${literal(q)}%`), add(values, `${literal(q)}%`)]
    // Chinese has no case, and without it the comparison costs half.
    const like = /[a-z]/i.test(q) ? 'ilike' : 'like'
    clauses.push(`(o.name ${like} ${anywhere} or o.address ${like} ${anywhere} or o.code ilike ${front})`)
  }
  return clauses.join(' and ')
}

/** A page of the register by code. The names beside it are looked up for the page alone. */
export function readLines(
  db: Db,
  wanted: Wanted,
  { after, limit }: { after: string | null; limit: number },
): Promise<ObjectLine[]> {
  const values: unknown[] = []
  const where = whereOf(wanted, values)
  const behind = after === null ? '' : ` and o.code > ${add(values, after)}`
  return db.query<ObjectLine>(
    `select ${lineColumns} from (select * from objects o where ${where}${behind} order by o.code limit ${add(values, limit)}) o ${named} order by o.code`,
    values,
  )
}

/** The first page of words somebody looks for, with how many hold them: no index finds words inside names, so all are read once for both. */
export async function findLines(db: Db, wanted: Wanted, limit: number): Promise<{ lines: ObjectLine[]; total: number }> {
  const values: unknown[] = []
  const rows = await db.query<ObjectLine & { total: number }>(
    `with found as materialized (select o.id, o.code from objects o where ${whereOf(wanted, values)}),
       page as (select id from found order by code limit ${add(values, limit)})
     select ${lineColumns}, (select count(*)::int from found) as total from objects o join page on page.id = o.id ${named} order by o.code`,
    values,
  )
  return { lines: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 }
}

export async function countLines(db: Db, wanted: Wanted): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(`select count(*)::int as n from objects o where ${whereOf(wanted, values)}`, values)
  return row!.n
}

/** How many there are of each kind in some areas: in force by risk and by their codes, and ended. */
export async function countKinds(
  db: Db,
  areas: readonly string[],
): Promise<Map<string, Pick<ObjectKind, 'objects' | 'ended' | 'risks' | 'coded' | 'posted'>>> {
  const values: unknown[] = []
  const rows = await db.query<{ kind: string; risk: Risk | null; ended: boolean; state: CodeState; n: number }>(
    `select o.kind, case when o.rated then o.risk end as risk, o.valid_to is not null as ended, o.code_state as state, count(*)::int as n
     from objects o where ${scopeSql('o.area', areas, values)} group by 1, 2, 3, 4`,
    values,
  )
  const sum = (some: typeof rows) => some.reduce((all, { n }) => all + n, 0)
  return new Map(
    [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, some]) => {
      const live = some.filter(({ ended }) => !ended)
      const risks = Object.fromEntries(
        [...Map.groupBy(live, ({ risk }) => risk)].flatMap(([risk, lines]) => (risk ? [[risk, sum(lines)]] : [])),
      ) as ObjectKind['risks']
      const posted = sum(live.filter(({ state }) => state === 'posted'))
      const coded = posted + sum(live.filter(({ state }) => state === 'issued'))
      return [kind, { objects: sum(live), ended: sum(some) - sum(live), risks, coded, posted }]
    }),
  )
}

/** One object of some areas, ended ones too; null where there is none. */
export async function readLine(db: Db, areas: readonly string[], id: string): Promise<ObjectLine | null> {
  const values: unknown[] = [id]
  const [row] = await db.query<ObjectLine>(
    `select ${lineColumns} from objects o ${named} where o.id = $1 and ${scopeSql('o.area', areas, values)}`,
    values,
  )
  return row ?? null
}

/** Objects of some areas, locked in the order of their ids. Those outside are missing, as if they did not exist. */
export function lockObjects(tx: Tx, areas: readonly string[], ids: readonly string[]): Promise<Registered[]> {
  const values: unknown[] = [ids]
  return tx.query<Registered>(
    `select ${entryColumns} from objects o where o.id = any($1) and ${scopeSql('o.area', areas, values)} order by o.id for update of o`,
    values,
  )
}

/** Registered objects by code, wherever they lie: a code is taken once. */
export function objectsByCode(db: Db, codes: readonly string[]): Promise<Registered[]> {
  return db.query<Registered>(`select ${entryColumns} from objects o where o.code = any($1)`, [codes])
}

export type UnitThere = { id: string; name: string; paths: string[] }
/** Units in force by id or by name, with the areas they answer for. */
export function unitsNamed(db: Db, words: readonly string[], now: Date): Promise<UnitThere[]> {
  return db.query<UnitThere>(
    `select u.id, u.name, array(select ua.path from unit_areas ua where ua.unit = u.id) as paths from units u
     where (u.id = any($1) or u.name = any($1)) and u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2) order by u.id`,
    [words, now],
  )
}

export type Hanging = {
  devices: { id: string; name: string; state: 'online' | 'maintenance' | 'retired'; lastAt: Date | null }[]
  openEvents: number
}
/** What hangs on an object: its devices, and how many cases of it are open, whoever may see them. */
export async function readHanging(db: Db, object: string): Promise<Hanging> {
  const devices = await db.query<Hanging['devices'][number]>(
    `select d.id, d.name, d.state, s.last_received as "lastAt" from devices d left join device_states s on s.device = d.id where d.object = $1 order by d.id`,
    [object],
  )
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from events e where e.object = $1 and not e.exercise and e.state in ${openStates}`,
    [object],
  )
  return { devices, openEvents: row!.n }
}
