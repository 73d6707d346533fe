import { isOwnCode } from '../../../../contract/own-place.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { byOne, writeBy } from './rules/by-version.ts'
import { familyKey } from './rules/climb.ts'
import { partsIn } from './rules/pack-parts.ts'
import type { Change, Family, Mark } from './types.ts'

/**
 * One value as it was told. `source`: `api`, `sheet`, `mqtt`, `facts`, `readings`, `seed`. `reason`: why it was sent although a check asked.
 * `version`: the one of the definition it was told or counted by. `marks`: what checks said of it.
 */
export type ToldValue = {
  vital: number
  period: number
  area: string
  num: number | null
  den: number
  observedAt: number
  source: string
  actor: string
  reason: string | null
  version: number
  marks?: readonly Mark[]
}

const seconds = (ms: number): number => ms / 1000

/** Keeps values and notes what must be rolled up, in one transaction. */
export async function addValues(tx: Tx, values: readonly ToldValue[]): Promise<void> {
  if (values.length === 0) return
  await tx.query(
    `with told as (
       insert into vital_values (vital, period, area, num, den, observed_at, known_at, source, actor, reason, by_version, marks)
       select v, to_timestamp(p), a, num, den, to_timestamp(o), $9, s, w, r, nullif(b, 1), m::jsonb
       from unnest($1::int[], $2::float8[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::text[], $8::text[], $10::text[], $11::int[],
         $12::text[]) as x(v, p, a, num, den, o, s, w, r, b, m)
       returning vital, period, area)
     insert into vital_changes (vital, period, area) select vital, period, area from told`,
    [
      values.map(({ vital }) => vital),
      values.map(({ period }) => seconds(period)),
      values.map(({ area }) => area),
      values.map(({ num }) => num),
      values.map(({ den }) => den),
      values.map(({ observedAt }) => seconds(observedAt)),
      values.map(({ source }) => source),
      values.map(({ actor }) => actor),
      tx.now,
      values.map(({ reason }) => reason),
      values.map(({ version }) => version),
      values.map(({ marks = [] }) => (marks.length > 0 ? JSON.stringify(marks) : null)),
    ],
  )
}

type ChangeRow = {
  waited: number
  told_in: string[]
  vital: number
  period: number
  area: string
  num: number | null
  den: number
  observed: number
  by_version: number | null
}

/** An area that told a value is one that did; what one has of its own beside its parts is none of them. */
export const tellersIn = (area: string): number => (isOwnCode(area) ? 0 : 1)

/** `toldIn`: the transactions that told what was taken. */
type Taken = { waited: number; changes: Change[]; toldIn: string[] }

/**
 * Takes up to `limit` cells that wait, each with the newest value told for it. Only one process rolls at a time (advisory lock of the
 * transaction); null: another does.
 */
export async function takeChanges(tx: Tx, limit: number): Promise<Taken | null> {
  const [lock] = await tx.query<{ held: boolean }>(`select pg_try_advisory_xact_lock(hashtext('vitals.roll-up')) as held`)
  if (!lock?.held) return null
  const rows = await tx.query<ChangeRow>(
    `with taken as (
       delete from vital_changes where id in (select id from vital_changes order by id limit $1) returning vital, period, area, tx),
     cells as (select distinct vital, period, area from taken)
     select (select count(*)::int from taken) as waited, (select array_agg(distinct tx::text) from taken) as told_in, c.vital, extract(epoch from c.period)::float8 * 1000 as period, c.area, v.num, v.den,
       extract(epoch from v.observed_at)::float8 * 1000 as observed, v.by_version
     from cells c cross join lateral (
       select num, den, observed_at, by_version from vital_values v
       where v.vital = c.vital and v.period = c.period and v.area = c.area order by id desc limit 1) v`,
    [limit],
  )
  const changes = rows.map(({ vital, period, area, num, den, observed, by_version }) => ({
    ...{ vital, period, area },
    part: num === null ? null : { num, den, n: tellersIn(area), newest: observed, oldest: observed, ...byOne(by_version) },
  }))
  return { waited: rows[0]?.waited ?? 0, changes, toldIn: rows[0]?.told_in ?? [] }
}

/** Of what some transactions told (null: any), what still waits to be rolled up, of some vitals. */
export const stillWaiting = (
  db: Db,
  { toldIn, vitals }: { toldIn: readonly string[] | null; vitals: readonly number[] },
): Promise<Pick<Change, 'vital' | 'period' | 'area'>[]> =>
  db.query(
    `select distinct vital, extract(epoch from period)::float8 * 1000 as period, area from vital_changes
     where ($1::text[] is null or tx = any($1::text[]::xid8[])) and vital = any($2)`,
    [toldIn, vitals],
  )

type FamilyRow = { vital: number; period: number; parent: string; children: string; parts: Buffer; by_versions: string | null }

const columns = 'vital, extract(epoch from period)::float8 * 1000 as period, parent, children, parts, by_versions'

const familyOf = ({ parts, by_versions, ...row }: FamilyRow): Family => ({ ...row, parts: partsIn(parts, by_versions) })

/** The families of keys, by their key. Those nobody told anything of are missing. */
export async function familiesOf(
  db: Db,
  keys: readonly Pick<Family, 'vital' | 'period' | 'parent'>[],
): Promise<Map<string, Family>> {
  if (keys.length === 0) return new Map()
  const rows = await db.query<FamilyRow>(
    `select ${columns} from unnest($1::int[], $2::float8[], $3::text[]) as k(v, p, a)
     join vital_families f on f.parent = k.a and f.vital = k.v and f.period = to_timestamp(k.p)`,
    [keys.map(({ vital }) => vital), keys.map(({ period }) => seconds(period)), keys.map(({ parent }) => parent)],
  )
  return new Map(rows.map((row) => [familyKey(row), familyOf(row)]))
}

/** So many rounds stay written down: hours of a calm day. */
const roundsKept = 200
/** A round that changed more is written down as one nobody can follow: who keeps families reads them anew, which then costs no more. */
export const notedAtMost = 2_000

/** Writes down which families a round of the roll-up changed. Rounds are one at a time, so each comes after all with a lower number. */
export async function noteRound(tx: Tx, families: readonly Pick<Family, 'vital' | 'period' | 'parent'>[]): Promise<void> {
  if (families.length === 0) return
  const isStorm = families.length > notedAtMost
  const noted = isStorm ? [] : families
  await tx.query(
    `with noted as (
       insert into vital_rounds (vitals, parents, periods)
       values ($1, $2, array(select to_timestamp(p) from unnest($3::float8[]) with ordinality as x(p, n) order by n)) returning round)
     delete from vital_rounds where round <= (select round from noted) - $4`,
    [
      noted.map(({ vital }) => vital),
      noted.map(({ parent }) => parent),
      noted.map(({ period }) => seconds(period)),
      isStorm ? 1 : roundsKept,
    ],
  )
}

/** Writes families as they are now; one without children goes. `stood`: those that were there; whoever writes them holds the turn of the roll-up. */
export async function putFamilies(tx: Tx, families: readonly Family[], stood: ReadonlySet<string>): Promise<void> {
  const gone = families.filter(({ children }) => children.length === 0)
  if (gone.length > 0)
    await tx.query(
      `delete from vital_families f using unnest($1::int[], $2::float8[], $3::text[]) as k(v, p, a)
       where f.parent = k.a and f.vital = k.v and f.period = to_timestamp(k.p)`,
      [gone.map(({ vital }) => vital), gone.map(({ period }) => seconds(period)), gone.map(({ parent }) => parent)],
    )
  const { before = [], fresh = [] } = Object.groupBy(
    families.filter(({ children }) => children.length > 0),
    (family) => (stood.has(familyKey(family)) ? 'before' : 'fresh'),
  )
  if (fresh.length > 0)
    await tx.query(
      `insert into vital_families (vital, period, parent, children, parts, by_versions, rolled_at)
       select v, p, a, c, parts, b, $8 from ${asRows}`,
      valuesOf(fresh, tx.now),
    )
  // Not as an insert that meets a conflict: that one locks each row before it writes it, which made writing half as dear again.
  if (before.length > 0)
    await tx.query(
      `update vital_families f set children = x.c, parts = x.parts, by_versions = x.b, version = f.version + 1, rolled_at = $8
       from ${asRows} where f.parent = x.a and f.vital = x.v and f.period = x.p`,
      valuesOf(before, tx.now),
    )
}

/** The bytes of all rows go as one value and are cut there: as an array of bytes each would be written out in letters. */
const asRows = `(select v, to_timestamp(p) as p, a, c, substring($5::bytea from o + 1 for l) as parts, b
  from unnest($1::int[], $2::float8[], $3::text[], $4::text[], $6::int[], $7::int[], $9::text[]) as k(v, p, a, c, o, l, b)) x`

function valuesOf(families: readonly Family[], now: Date): unknown[] {
  const lengths = families.map(({ parts }) => parts.bytes.length)
  let end = 0
  const begins = lengths.map((length) => {
    end += length
    return end - length
  })
  return [
    families.map(({ vital }) => vital),
    families.map(({ period }) => seconds(period)),
    families.map(({ parent }) => parent),
    families.map(({ children }) => children),
    Buffer.concat(families.map(({ parts }) => parts.bytes)),
    begins,
    lengths,
    now,
    families.map(({ parts }) => writeBy(parts.by)),
  ]
}
