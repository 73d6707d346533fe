import type { VitalDefinition } from '../../../../contract/vital.ts'
import { gathered } from '../../../../contract/vital-boards.ts'
import type { VitalState } from '../../../../contract/vital-kinds.ts'
import type { Words } from '../../../../contract/words.ts'
import { wordsTyped } from '../../../city/area/words-typed.ts'
import { gramsSql } from '../../../city/spelling/store.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** A vital as the registry holds it; `id`: its number in values and families. */
/** `home`: the area whose registry it stands in; null: the city's. */
export type VitalRecord = {
  id: number
  code: string
  state: VitalState
  version: number
  definition: VitalDefinition
  home: string | null
}

const names = ['id', 'code', 'state', 'version', 'definition', 'home']
const columns = names.join(', ')
const columnsOf = (table: string): string => names.map((name) => `${table}.${name}`).join(', ')

export async function vitalByCode(db: Db, code: string): Promise<VitalRecord | null> {
  return (await db.query<VitalRecord>(`select ${columns} from vitals where code = $1`, [code]))[0] ?? null
}

/** The vitals with these codes, by code; unknown ones are left out. */
export async function vitalsByCode(db: Db, codes: readonly string[]): Promise<Map<string, VitalRecord>> {
  const rows = await db.query<VitalRecord>(`select ${columns} from vitals where code = any($1)`, [codes])
  return new Map(rows.map((row) => [row.code, row]))
}

/** What vitals are called; one that is not there goes by its code. */
export const namesIn =
  (records: ReadonlyMap<string, VitalRecord>) =>
  (code: string): Words =>
    records.get(code)?.definition.name ?? { zh: code, en: code }

/** How each vital of a round is rolled up, by its number. */
export async function climbingOf(db: Db, ids: readonly number[]): Promise<Map<number, Climbing>> {
  const rows = await db.query<Climbing & { id: number }>(
    `select id, definition->>'aggregation' as aggregation, definition->>'cadence' as cadence from vitals where id = any($1)`,
    [ids],
  )
  return new Map(rows.map(({ id, ...climbing }) => [id, climbing]))
}
type Climbing = Pick<VitalDefinition, 'aggregation' | 'cadence'>

/** Of some vitals, by their number, those connected ones that open events. */
export async function opening(db: Db, ids: readonly number[]): Promise<Map<number, VitalRecord>> {
  const rows = await db.query<VitalRecord>(
    `select ${columns} from vitals where id = any($1) and definition ? 'opens' and state in ('connected', 'trusted')`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** `homes`: vitals of these registries are found beside the city's. */
export type VitalFilter = {
  board?: string | undefined
  track?: string | undefined
  q?: string | undefined
  homes: readonly string[]
}

/** Each typed word narrows: it stands in the name, its pinyin or initials, or the code. */
function filtered({ q }: VitalFilter): string {
  const words = wordsTyped(q ?? '').map((_, n) => {
    const word = `($3::text[])[${n + 1}]`
    return ` and ${gramsSql("name || ' ' || initials || ' ' || pinyin || ' ' || code", word)} and (strpos(name, ${word}) > 0 or strpos(initials, lower(${word})) > 0 or strpos(pinyin, lower(${word})) > 0 or strpos(code, lower(${word})) > 0)`
  })
  return `$3::text[] is not null and (home is null or home = any($4)) and ($1::text[] is null or board = any($1)) and ($2::text is null or track = $2)${words.join('')}`
}
const given = ({ board, track, q, homes }: VitalFilter): unknown[] => [
  board ? gathered(board) : null,
  track ?? null,
  wordsTyped(q ?? ''),
  homes,
]

/**
 * Vitals by board (of a town's with those it gathers) and track, connected ones first; found by name, its pinyin or initials, or code, by each of several words. A page
 * of them: their definitions, which are most of what they weigh, are read of that page alone.
 */
export async function findVitals(db: Db, filter: VitalFilter, page?: Page): Promise<VitalRecord[]> {
  return (await foundVitals(db, filter, { page, total: '0' })).map(({ total: _, ...record }) => record)
}

type Page = { limit: number; offset: number }

/** A page of them, and how many there are in all: looked through once. */
export async function pageOfVitals(db: Db, filter: VitalFilter, page: Page): Promise<{ records: VitalRecord[]; total: number }> {
  const rows = await foundVitals(db, filter, { page, total: '(count(*) over ())::int' })
  const total = rows[0]?.total ?? (page.offset > 0 ? await countVitals(db, filter) : 0)
  return { records: rows.map(({ total: _, ...record }) => record), total }
}

/** `total`: counted, all that fit are read; else the first of them are, in the order of their index (`vitals_listed`). */
const foundVitals = (
  db: Db,
  filter: VitalFilter,
  { page, total }: { page: Page | undefined; total: string },
): Promise<(VitalRecord & { total: number })[]> =>
  db.query<VitalRecord & { total: number }>(
    `select ${columnsOf('v')}, found.total from (
       select id, array_position(array['trusted', 'connected', 'catalogued', 'sorted', 'stopped'], state) as rank, ${total} as total from vitals
       where ${filtered(filter)} order by rank, board, track, code limit $5 offset $6) found
     join vitals v on v.id = found.id order by found.rank, v.board, v.track, v.code`,
    [...given(filter), page?.limit ?? null, page?.offset ?? 0],
  )

/** How many a filter finds. */
async function countVitals(db: Db, filter: VitalFilter): Promise<number> {
  const [row] = await db.query<{ n: number }>(`select count(*)::int as n from vitals where ${filtered(filter)}`, given(filter))
  return row!.n
}

export type TrackCount = { board: string; track: string; state: VitalState; n: number }

/** How many vitals of each track are in which state. */
export function countTracks(db: Db, homes: readonly string[]): Promise<TrackCount[]> {
  return db.query<TrackCount>(
    `select board, track, state, count(*)::int as n from vitals where home is null or home = any($1) group by 1, 2, 3 order by 1, 2, 3`,
    [homes],
  )
}

export type NewVital = { definition: VitalDefinition; state: VitalState; pinyin: string; initials: string; owner: string | null }

/** Registers vitals with their first version; one whose code is known is left as it is. Answers how many are new. */
export async function addVitals(tx: Pick<Tx, 'query'>, vitals: readonly NewVital[], by: string, at: Date): Promise<number> {
  const rows = await tx.query(
    `with added as (
       insert into vitals (code, state, board, track, name, pinyin, initials, owner, definition, changed_at)
       select d->>'code', s, d->>'board', d->>'track', d->'name'->>'zh', p, i, o, d, $6
       from unnest($1::jsonb[], $2::text[], $3::text[], $4::text[], $5::text[]) as x(d, s, p, i, o)
       on conflict (code) do nothing returning id, version, definition)
     insert into vital_versions (vital, version, definition, by, at) select id, version, definition, $7, $6 from added returning vital`,
    [
      vitals.map(({ definition }) => JSON.stringify(definition)),
      vitals.map(({ state }) => state),
      vitals.map(({ pinyin }) => pinyin),
      vitals.map(({ initials }) => initials),
      vitals.map(({ owner }) => owner),
      at,
      by,
    ],
  )
  return rows.length
}

/** Vitals of an area that another took the whole place of are those of the new one. */
export const homesFollow = (tx: Tx): Promise<unknown> =>
  tx.query(
    `update vitals v set home = s.successor from (select area, min(successor) as successor from area_successors group by area having count(*) = 1) s
     where v.home = s.area`,
  )
