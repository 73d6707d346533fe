import type { Risk } from '../../../contract/scales.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** A change by hand of what the model of an object looks at, with the indicators and floors it feeds. `fact`: the `object.changed` it stands in. */
export type Edit = { object: string; at: Date; fact: string; indicators: string[]; floors: string[] }
/** What came of it with the next rating; `better`: the level got better by it. */
export type Settled = Pick<Edit, 'object' | 'at' | 'fact'> & { was: Risk | null; level: Risk; better: boolean }

export async function insertEdits(tx: Tx, edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return
  await tx.query(
    `insert into risk_edits (object, at, fact, indicators, floors)
     select object, at, fact, array(select jsonb_array_elements_text(indicators)), array(select jsonb_array_elements_text(floors))
     from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::jsonb[], $5::jsonb[]) as n(object, at, fact, indicators, floors)
     on conflict do nothing`,
    [
      ...[edits.map(({ object }) => object), edits.map(({ at }) => at), edits.map(({ fact }) => fact)],
      ...[edits.map(({ indicators }) => JSON.stringify(indicators)), edits.map(({ floors }) => JSON.stringify(floors))],
    ],
  )
}

/** Changes of some objects no rating has come after. The objects are locked: what is seen here the rating has seen too. */
export const openEdits = (db: Db, objects: readonly string[]): Promise<Edit[]> =>
  db.query<Edit>(
    'select object, at, fact::text as fact, indicators, floors from risk_edits where object = any($1) and settled_at is null',
    [objects],
  )

export async function settleEdits(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  await tx.query(
    `update risk_edits e set was = n.was, level = n.level, better = n.better, settled_at = $1
     from unnest($2::text[], $3::timestamptz[], $4::bigint[], $5::text[], $6::text[], $7::boolean[]) as n(object, at, fact, was, level, better)
     where e.object = n.object and e.at = n.at and e.fact = n.fact`,
    [
      ...[tx.now, settled.map(({ object }) => object), settled.map(({ at }) => at), settled.map(({ fact }) => fact)],
      ...[settled.map(({ was }) => was), settled.map(({ level }) => level), settled.map(({ better }) => better)],
    ],
  )
}

/** Which objects of a kind some papers name, paper by paper. */
export const objectsByPaper = (
  db: Db,
  papers: readonly string[],
  { of, names, kind }: { of: string; names: string; kind: string },
): Promise<{ paper: string; object: string }[]> =>
  db.query(
    `select p.id as paper, o.id as object from objects p join objects o on o.code = p.details ->> $3 and o.kind = $4 and o.valid_to is null
     where p.id = any($1) and p.kind = $2`,
    [papers, of, names, kind],
  )

/** Objects of a kind in force by their codes. */
export const objectsByCodes = (db: Db, kind: string, codes: readonly string[]): Promise<{ code: string; id: string }[]> =>
  db.query('select code, id from objects where kind = $1 and code = any($2) and valid_to is null', [kind, codes])
