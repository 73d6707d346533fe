import type { Db, Tx } from '../../../../kernel/spine.ts'
import { addValues, type ToldValue } from '../store.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { Heap } from './add-up.ts'
import { allOf, codeIn, type Param, params, type Words } from './store-conditions.ts'
import { areaThen, type Past } from './store-pasts.ts'
import type { Span } from './store-spans.ts'

/**
 * How far a vital is counted: of all transactions below `tx`, since `begun`; `device`: while what was there before it began is taken in, the last
 * one looked at. `period`: the newest that was begun (readings) or counted (devices), ms.
 */
export type Progress = { version: number; tx: string; begun: string; period: number; device: string | null }
/** `progress` null: it never was counted by this version. `left`: how far the version before it was, as long as this one has not begun. */
export type HeardVital = VitalRecord & { progress: Progress | null; left: Progress | null }

/** Connected vitals that are counted from readings, or from who sent any, each with how far it is. */
export async function heardVitals(db: Db, source: 'readings' | 'devices'): Promise<HeardVital[]> {
  return db.query<HeardVital>(
    `select v.id, v.code, v.state, v.version, v.definition, v.home,
       case when c.version = v.version then p.was end as progress, case when c.version <> v.version then p.was end as "left"
     from vitals v left join vital_counts c on c.vital = v.id and c.tx is not null cross join lateral (
       select case when c.vital is not null then jsonb_build_object('version', c.version, 'tx', c.tx::text, 'begun', c.begun::text,
         'period', extract(epoch from c.period)::float8 * 1000, 'device', c.device) end as was) p
     where v.definition ? 'count' and v.definition->'count'->>'of' = $1 and v.state in ('connected', 'trusted') order by v.id`,
    [source],
  )
}

/** How far some vitals are, by their number, in one statement: it is kept once a second. */
export async function saveProgress(tx: Tx, counted: readonly (readonly [vital: number, Progress])[]): Promise<void> {
  const each = <T>(of: (progress: Progress) => T): T[] => counted.map(([, progress]) => of(progress))
  await tx.query(
    `insert into vital_counts (vital, version, period, tx, begun, device)
     select v, n, to_timestamp(p), t, b, d from unnest($1::int[], $2::int[], $3::float8[], $4::bigint[], $5::bigint[], $6::text[]) as c(v, n, p, t, b, d)
     on conflict (vital) do update set version = excluded.version, period = excluded.period, tx = excluded.tx, begun = excluded.begun, device = excluded.device`,
    [
      counted.map(([vital]) => vital),
      ...[each(({ version }) => version), each(({ period }) => period / 1000), each(({ tx: upTo }) => upTo)],
      ...[each(({ begun }) => begun), each(({ device }) => device)],
    ],
  )
}

/** Only one process counts readings at a time. */
export async function lockReadings(tx: Tx): Promise<boolean> {
  const [lock] = await tx.query<{ held: boolean }>(`select pg_try_advisory_xact_lock(hashtext('vitals.readings')) as held`)
  return lock?.held ?? false
}

/** All transactions below this one have ended, so what they left can be read and nothing more will come. */
export async function endedBelow(db: Db): Promise<bigint> {
  const [row] = await db.query<{ tx: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as tx')
  return BigInt(row!.tx)
}

/** What the words of a count of readings, and of devices, are in SQL: `d` is the device, `o` its object. */
const ofDevice: Words = { fields: { 'device-kind': 'd.kind', 'object-kind': 'o.kind', pack: 'd.pack' }, tests: {} }
const ofReading: Words = {
  fields: { 'device-kind': 'device_kind', 'object-kind': 'object_kind', pack: 'pack' },
  tests: {},
  value: 'value',
}
const quarterMs = 900_000
/**
 * Where a device stood when it measured is where its reading counts, as far as areas changed since; that it was moved itself is not looked at. Late ones count in the time they are of; what was kept under a wrong
 * clock (`skewed`) or cannot be true (`suspect`) does not. By quarters of an hour: every period of every zone begins with one.
 */
const columns = (area: string): string =>
  `r.at, r.values, d.kind as device_kind, d.pack, o.kind as object_kind, ${area} as area, floor(extract(epoch from r.at) * 1000 / ${quarterMs})::float8 * ${quarterMs} as slot`
const believed = `r.quality in ('good', 'late')`

/** What came in transactions $1 to $2, before anything is asked of it: together with other conditions the planner would read all devices' days. */
const freshSql = 'select device, at, values, quality from readings where tx >= $1::bigint and tx < $2::bigint'

/** `place`: of its span among the given. */
export type HeapRow = Heap & { place: number; area: string; slot: number }

/** Readings that came in some transactions (`to` excluded), by span, area and quarter of an hour (`slot`, ms): each row is read once for all spans. */
export async function heapsSince(
  db: Db,
  spans: readonly Span[],
  { from, to, pasts }: { from: bigint; to: bigint; pasts: readonly Past[] },
): Promise<HeapRow[]> {
  const { values, param } = params(String(from), String(to))
  const { join, area } = areaThen(pasts, param, { at: 'r.at' })
  const fresh = `with fresh as materialized (${freshSql})
    select ${columns(area)} from fresh r join devices d on d.id = r.device join objects o on o.id = d.object ${join} where ${believed}`
  return spans.length > 0 ? db.query<HeapRow>(heapsSql(fresh, spans, param), values) : []
}

/** Of some devices what they sent of a span in transactions below `tx`: what was there before a vital was counted. */
export async function heapsBefore(
  db: Db,
  span: Span,
  { devices, tx, pasts }: { devices: readonly string[]; tx: string; pasts: readonly Past[] },
): Promise<HeapRow[]> {
  const { values, param } = params(devices, span.from / 1000, tx)
  const { join, area } = areaThen(pasts, param, { at: 'r.at' })
  // Device by device along the index: of many devices together the planner would read the whole day instead, once for each round.
  const before = `select ${columns(area)} from devices d join objects o on o.id = d.object cross join lateral (
      select * from readings r where r.device = d.id and r.at >= to_timestamp($2) and (r.tx is null or r.tx < $3::bigint) and ${believed} offset 0) r
      ${join} where d.id = any($1)`
  return db.query<HeapRow>(heapsSql(before, [span], param), values)
}

function heapsSql(rows: string, spans: readonly Span[], param: Param): string {
  const branches = spans.map(({ vital: { definition }, from, until }, place) => {
    const { count, tier, decimals } = definition
    const area = codeIn('area', tier)
    const ends = Number.isFinite(until) ? ` and slot < ${param(until)}::float8` : ''
    return `select ${param(place)}::int as place, ${area} as area, slot, count(*)::float8 as n, sum(whole)::float8 as sum, min(whole)::float8 as low,
        max(whole)::float8 as high, count(*) filter (where ${allOf(count!.part ?? [], ofReading, param)})::float8 as part,
        extract(epoch from max(at))::float8 * 1000 as newest
      from (select *, round(value * ${param(10 ** decimals)}::numeric) as whole
        from (select *, (values->>${param(count!.reading)})::numeric as value from rows where slot >= ${param(from)}::float8${ends}) valued) told
      where value is not null and ${allOf(count!.where, ofReading, param)} and ${area} <> '' group by 2, 3`
  })
  return `with rows as materialized (${rows}) ${branches.join(' union all ')}`
}

/** The next devices a vital is of, by their id. */
export async function devicesAfter(db: Db, { definition }: VitalRecord, after: string, limit: number): Promise<string[]> {
  const { values, param } = params(after, limit)
  const rows = await db.query<{ id: string }>(
    `select d.id from devices d join objects o on o.id = d.object
     where d.id > $1 and ${allOf(definition.count!.where, ofDevice, param)} order by d.id limit $2`,
    values,
  )
  return rows.map(({ id }) => id)
}

export type HeardRow = { area: string; num: number; den: number }
type Stretch = { from: number; to: number; tx: bigint; pasts: readonly Past[] }

/**
 * Of the devices that should be heard, by area, those that sent a usable reading of a period (ms) in a transaction below `tx`. One under
 * maintenance need not be heard; areas without any are left out.
 */
export async function heardIn(
  db: Db,
  { definition: { count, tier } }: VitalRecord,
  { from, to, tx, pasts }: Stretch,
): Promise<HeardRow[]> {
  const { values, param } = params(from / 1000, to / 1000, String(tx))
  const then = areaThen(pasts, param, { end: 'to_timestamp($2)' })
  const area = codeIn(then.area, tier)
  return db.query<HeardRow>(
    `select ${area} as area, count(*)::float8 as den, count(*) filter (where ${heard('to_timestamp($1)', 'to_timestamp($2)', '$3::bigint')})::float8 as num
     from devices d join objects o on o.id = d.object ${then.join}
     where d.state = 'online' and o.valid_to is null and ${area} <> '' and ${allOf(count!.where, ofDevice, param)} group by 1`,
    values,
  )
}

const heard = (from: string, to: string, tx: string): string =>
  `exists (select 1 from readings r where r.device = d.id and r.at >= ${from} and r.at < ${to} and r.quality <> 'suspect' and (r.tx is null or r.tx < ${tx}))`

/** `path`: where the device stands. */
export type LateRow = { device: string; path: string; slot: number }

/** Who sent in some transactions, of which quarters of an hour of a span before `until` (ms): what came after its period was counted. */
export async function heardLate(
  db: Db,
  { vital: { definition }, ...span }: Span,
  { from, to, until }: { from: bigint; to: bigint; until: number },
): Promise<LateRow[]> {
  const { count, tier } = definition
  const { values, param } = params(String(from), String(to), Math.min(until, span.until) / 1000, span.from / 1000)
  const area = codeIn('o.area', tier)
  return db.query<LateRow>(
    `with fresh as materialized (${freshSql})
     select distinct d.id as device, o.area as path, floor(extract(epoch from r.at) * 1000 / ${quarterMs})::float8 * ${quarterMs} as slot
     from fresh r join devices d on d.id = r.device join objects o on o.id = d.object
     where r.at < to_timestamp($3) and r.at >= to_timestamp($4) and r.quality <> 'suspect' and d.state = 'online' and o.valid_to is null and ${area} <> '' and ${allOf(count!.where, ofDevice, param)}`,
    values,
  )
}

/** Of devices and periods (ms) those of which nothing was heard in a transaction below `tx`, by their place among the given. */
export async function unheard(
  db: Db,
  given: readonly { device: string; from: number; to: number }[],
  tx: bigint,
): Promise<Set<number>> {
  if (given.length === 0) return new Set()
  const rows = await db.query<{ place: number }>(
    `select (d.n - 1)::int as place from unnest($1::text[], $2::float8[], $3::float8[]) with ordinality as d(id, low, high, n)
     where not ${heard('to_timestamp(d.low)', 'to_timestamp(d.high)', '$4::bigint')}`,
    [given.map(({ device }) => device), given.map(({ from }) => from / 1000), given.map(({ to }) => to / 1000), String(tx)],
  )
  return new Set(rows.map(({ place }) => place))
}

/** `locked`: somebody closed its period, anywhere in the city. */
export type CountedCell = { id: string; num: number | null; den: number; observedAt: number; version: number; locked: boolean }
type Cell = { vital: number; period: number; area: string }
export const cellKey = ({ vital, period, area }: Cell): string => `${vital} ${period} ${area}`

/** What was counted last of cells, by their key; cells nobody counted are missing, whatever was told of them before. */
export async function lastCounted(db: Db, cells: readonly Cell[]): Promise<Map<string, CountedCell>> {
  if (cells.length === 0) return new Map()
  const rows = await db.query<Cell & CountedCell & { source: string }>(
    `select k.v as vital, k.p * 1000 as period, k.a as area, v.id::text, v.num, v.den, v.source, extract(epoch from v.observed_at)::float8 * 1000 as "observedAt", coalesce(v.by_version, 1) as version,
       exists (select 1 from vital_locks l where l.opened_at is null and l.period <= to_timestamp(k.p) and l.until > to_timestamp(k.p)) as locked
     from unnest($1::int[], $2::float8[], $3::text[]) as k(v, p, a) cross join lateral (
       select id, num, den, source, observed_at, by_version from vital_values t where t.vital = k.v and t.period = to_timestamp(k.p) and t.area = k.a
       order by id desc limit 1) v`,
    [cells.map(({ vital }) => vital), cells.map(({ period }) => period / 1000), cells.map(({ area }) => area)],
  )
  return new Map(rows.filter(({ source }) => source === 'readings').map((row) => [cellKey(row), row]))
}

/** The cells of a vital that were counted from readings, of periods since a moment (ms). */
export async function countedSince(db: Db, vital: number, since: number): Promise<Cell[]> {
  return db.query<Cell>(
    `select distinct vital, extract(epoch from period)::float8 * 1000 as period, area from vital_values
     where vital = $1 and period >= to_timestamp($2) and source = 'readings'`,
    [vital, since / 1000],
  )
}

/** `over`: the row whose place it takes, of a period whose value is not due yet; null: it is another row beside what was told. */
export type CountedValue = Cell & { num: number | null; den: number; observedAt: number; version: number; over: string | null }

/** Keeps what was counted, and notes what must be rolled up. */
export async function putCounted(tx: Tx, values: readonly CountedValue[]): Promise<void> {
  const [moved, further] = [values.filter(({ over }) => over !== null), values.filter(({ over }) => over === null)]
  await addValues(
    tx,
    further.map(({ over: _, ...value }): ToldValue => ({ ...value, ...{ source: 'readings', actor: 'system', reason: null } })),
  )
  if (moved.length === 0) return
  await tx.query(
    `with moved as (
       update vital_values v set num = n.num, den = n.den, observed_at = to_timestamp(n.seen), known_at = $8, by_version = nullif(n.version, 1)
       from unnest($1::int[], $2::float8[], $3::text[], $4::bigint[], $5::float8[], $6::float8[], $7::float8[], $9::int[]) as n(vital, period, area, id, num, den, seen, version)
       where v.vital = n.vital and v.period = to_timestamp(n.period) and v.area = n.area and v.id = n.id returning v.vital, v.period, v.area)
     insert into vital_changes (vital, period, area) select vital, period, area from moved`,
    [
      ...[moved.map(({ vital }) => vital), moved.map(({ period }) => period / 1000), moved.map(({ area }) => area)],
      ...[moved.map(({ over }) => over), moved.map(({ num }) => num), moved.map(({ den }) => den)],
      ...[moved.map(({ observedAt }) => observedAt / 1000), tx.now, moved.map(({ version }) => version)],
    ],
  )
}

/** Notes all cells of some periods (ms, `to` excluded) once more: they are over, and judged as a whole. */
export async function lookAgain(tx: Tx, vital: number, from: number, to: number): Promise<void> {
  await tx.query(
    `insert into vital_changes (vital, period, area) select distinct vital, period, area from vital_values
     where vital = $1 and period >= to_timestamp($2) and period < to_timestamp($3)`,
    [vital, from / 1000, to / 1000],
  )
}

/** A device of a count, with what of its readings stands in a period; `heard`: it sent any that can be used. */
export type DeviceLine = {
  id: string
  object: string
  title: string
  area: string
  at: Date | null
  unit_name: string | null
  heard: boolean
} & Pick<Heap, 'n' | 'sum' | 'low' | 'high' | 'part'>

/** The devices under some paths that a number is counted from, by their id, a page of them, with what each sent in a period (ms). */
export async function devicesOf(
  db: Db,
  { definition: { count, decimals } }: VitalRecord,
  { from, to, paths, pasts }: { from: number; to: number; paths: readonly string[]; pasts: readonly Past[] },
  page: { limit: number; offset: number },
): Promise<{ rows: DeviceLine[]; total: number }> {
  const { values, param } = params(from / 1000, to / 1000, paths, page.limit, page.offset)
  const value = count!.reading === undefined ? 'null::numeric' : `(r.values->>${param(count!.reading)})::numeric`
  const part = count!.of === 'devices' ? 'true' : allOf(count!.part ?? [], { ...ofReading, value: 'value' }, param)
  const { join, area } = areaThen(pasts, param, { end: 'to_timestamp($2)' })
  const inPlay = count!.of === 'devices' ? `and d.state = 'online' and o.valid_to is null` : ''
  const rows = await db.query<DeviceLine & { total: number }>(
    `with devices as (
       select d.id, d.object, o.name as title, ${area} as area, u.short_name as unit_name, count(*) over ()::int as total
       from devices d join objects o on o.id = d.object ${join} left join units u on u.id = coalesce(o.maintainer_unit, o.duty_unit)
       where exists (select 1 from unnest($3::text[]) p where starts_with(${area}, p)) ${inPlay} and ${allOf(count!.where, ofDevice, param)}
       order by d.id limit $4 offset $5)
     select d.*, h.* from devices d cross join lateral (
       select max(at) filter (where ${count!.of === 'devices' ? 'true' : 'value is not null'}) as at, count(*) > 0 as heard, count(value)::float8 as n, coalesce(sum(whole), 0)::float8 as sum, min(whole)::float8 as low,
         max(whole)::float8 as high, count(value) filter (where ${part})::float8 as part
       from (select at, value, round(value * ${param(10 ** decimals)}::numeric) as whole
         from (select r.at, case when ${believed} then ${value} end as value from readings r
           where r.device = d.id and r.at >= to_timestamp($1) and r.at < to_timestamp($2) and r.quality <> 'suspect') valued) told) h
     order by d.id`,
    values,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}
