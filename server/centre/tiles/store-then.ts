import type { Db } from '../../kernel/spine.ts'

/** A vehicle at a moment that is over: where it had told last, or where it was registered (`at` null). `everyS`: how often its device tells. */
export type PlaceThen = { id: string; kind: string; lon: number; lat: number; at: Date | null; everyS: number | null }

/**
 * The newest place of each at a moment, of the week before it: by the index of places. Suspect readings are no place. Whether a vehicle is in force
 * or seen is asked of those that lie in the box.
 */
const placesSql = `select b.id, b.kind, coalesce(p.lon, b.lon) as lon, coalesce(p.lat, b.lat) as lat, p.at, p.interval_s as "everyS"
  from objects b left join lateral (
    select (r.values ->> 'lon')::float8 as lon, (r.values ->> 'lat')::float8 as lat, r.at, d.interval_s
    from devices d cross join lateral (select t.values, t.at from readings t where t.device = d.id and t.at <= $2 and t.at > $2::timestamptz - interval '7 days'
      and t.values ? 'lon' and t.values ? 'lat' and t.quality <> 'suspect' order by t.at desc limit 1) r
    where d.object = b.id and d.state <> 'retired' order by r.at desc limit 1) p on true
  where b.kind = any($1)`

/** Moments kept: whoever drags the slider comes back to some. Some hundred kilobytes each with thousands of vehicles. */
const keptAtMost = 8
/** What comes late from a hole in the air is on the map after a minute. */
const keptMs = 60_000
type Kept = { sinceMs: number; rows: Promise<PlaceThen[]> }
const kept = new WeakMap<Db, Map<string, Kept>>()

/** Where the vehicles of some kinds were at a moment that is over: read once for all the tiles of a screen and the list beside it. */
export function placesThen(db: Db, { kinds, at, now }: { kinds: readonly string[]; at: Date; now: Date }): Promise<PlaceThen[]> {
  const moments = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, moments)
  const key = `${at.getTime()} ${kinds.join(',')}`
  const found = moments.get(key)
  if (found && now.getTime() - found.sinceMs < keptMs) return found.rows
  const rows = db.query<PlaceThen>(placesSql, [kinds, at])
  moments.delete(key)
  moments.set(key, { sinceMs: now.getTime(), rows })
  const [oldest] = moments.keys()
  if (moments.size > keptAtMost && oldest !== undefined) moments.delete(oldest)
  // What failed is asked anew; whoever waits for it hears of it there.
  void rows.catch(() => moments.delete(key))
  return rows
}
