import { system } from '../../../../contract/actor.ts'
import { areaAt } from '../../../city/area/places.ts'
import { cityArea } from '../../../city/area/store.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { plotKey, vagueMs } from './rules/once.ts'
import type { Seen, TargetKey } from './types.ts'

/** Keeps plots that are not kept yet, and answers the keys of those it kept. */
export async function insertPlots(tx: Tx, plots: readonly Seen[]): Promise<Set<string>> {
  if (plots.length === 0) return new Set()
  const rows = await tx.query<TargetKey & { at: Date }>(
    `insert into plots (at, source, number, received_at, station, kind, lon, lat, height, speed, course, heading, confidence, area, label)
     select n.at, n.source, n.number, $1, n.station, n.kind, n.lon, n.lat, n.height, n.speed, n.course, n.heading, n.confidence, n.area, n.label
     from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[], $9::real[], $10::real[], $11::real[],
       $12::real[], $13::real[], $14::text[], $15::jsonb[], $16::bool[])
       as n(at, source, number, station, kind, lon, lat, height, speed, course, heading, confidence, area, label, vague)
     where not (n.vague and exists (
       select 1 from plots p where p.source = n.source and p.number = n.number and p.lon = n.lon and p.lat = n.lat
         and p.at >= n.at - $17 * interval '1 ms' and p.at <= n.at + $17 * interval '1 ms'))
     on conflict (source, number, at) do nothing returning source, number, at`,
    [tx.now, ...columnsOf(plots, await cityArea(tx)), plots.map((plot) => plot.vague), vagueMs],
  )
  return new Set(rows.map(plotKey))
}

type City = { path: string } | null

/** The look-up knows more cities than this database holds. */
function areaOf({ place }: Seen, city: City): string | null {
  const path = place && areaAt(place.lon, place.lat)?.path
  return path && city && path.startsWith(city.path) ? path : null
}

/** `at` to `label` in the order of both tables. */
const columnsOf = (list: readonly Seen[], city: City): unknown[] => [
  list.map(({ at }) => at),
  list.map(({ source }) => source),
  list.map(({ number }) => number),
  list.map(({ station }) => station),
  list.map(({ kind }) => kind),
  list.map(({ place }) => place?.lon ?? null),
  list.map(({ place }) => place?.lat ?? null),
  list.map(({ height }) => height),
  list.map(({ speed }) => speed),
  list.map(({ course }) => course),
  list.map(({ heading }) => heading),
  list.map(({ confidence }) => confidence),
  list.map((seen) => areaOf(seen, city)),
  list.map(({ label }) => JSON.stringify(label)),
]

const whereabouts = ['at', 'station', 'lon', 'lat', 'height', 'speed', 'course', 'heading', 'confidence', 'area', 'label']
const newer = 'excluded.at > coalesce(targets.at, $1)'
const toldLater = '(excluded.told_at >= coalesce(targets.told_at, $1))'

/** The newest of each target: `list` holds each once (`newestOf`), in the order of their keys, so that two batches never wait crosswise. */
export async function saveTargets(tx: Tx, list: readonly Seen[]): Promise<void> {
  if (list.length === 0) return
  await tx.query(
    `insert into targets (at, source, number, station, kind, lon, lat, height, speed, course, heading, confidence, area, label, name, words, told_at, seen_at)
     select case when n.lon is not null then n.at end, n.source, n.number, n.station, n.kind, n.lon, n.lat, n.height, n.speed, n.course, n.heading,
       n.confidence, n.area, n.label, n.name, coalesce(n.words, '{}'), case when n.words is not null then n.at end, $2
     from unnest($3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[], $10::real[], $11::real[], $12::real[],
       $13::real[], $14::real[], $15::text[], $16::jsonb[], $17::text[], $18::jsonb[])
       as n(at, source, number, station, kind, lon, lat, height, speed, course, heading, confidence, area, label, name, words)
     on conflict (source, number) do update set
       ${whereabouts.map((column) => `${column} = case when ${newer} then excluded.${column} else targets.${column} end`).join(', ')},
       kind = excluded.kind, seen_at = excluded.seen_at, told_at = greatest(targets.told_at, excluded.told_at),
       name = case when ${toldLater} then coalesce(excluded.name, targets.name) else coalesce(targets.name, excluded.name) end,
       words = case when ${toldLater} then targets.words || excluded.words else excluded.words || targets.words end`,
    [
      new Date(0),
      tx.now,
      ...columnsOf(list, await cityArea(tx)),
      list.map(({ name }) => name),
      list.map(({ words }) => (words ? JSON.stringify(words) : null)),
    ],
  )
}

/** The batches of one sensor come one after another: what it calls a person in one is not kept by another that came at once. */
export async function lockSensor(tx: Tx, source: string, sensor: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 59))', [`${source} ${sensor}`])
}

/** Everything of these targets, as when one turns out to be a person. */
export async function deleteTargets(tx: Tx, keys: readonly TargetKey[]): Promise<void> {
  if (keys.length === 0) return
  const values = [keys.map(({ source }) => source), keys.map(({ number }) => number)]
  const these = 'in (select * from unnest($1::text[], $2::text[]))'
  await tx.query(`delete from targets where (source, number) ${these}`, values)
  await tx.query(`delete from plots where (source, number) ${these}`, values)
}

/** Rows a turn: short enough that nobody waits for their locks. */
const most = 5_000

/** Deletes targets nobody has seen for as long as plots are kept. Answers whether there may be more. */
export async function pruneTargets(spine: Pick<Spine, 'transaction'>, keepDays: number): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const gone = await tx.query(
      `delete from targets where (source, number) in (
         select source, number from targets where seen_at < $1 limit $2 for update skip locked) returning 1`,
      [new Date(tx.now.getTime() - keepDays * 86_400_000), most],
    )
    return gone.length === most
  })
}
