import type { Db } from '../../../kernel/spine.ts'

export type Carrier = { id: string; name: string; kind: string; pack: string; device: string | null; interval_s: number | null }

/** An object and the device that tells where it is; `sight` is a condition on `o` (objects). */
export async function readCarrier(db: Db, id: string, sight: (values: unknown[]) => string): Promise<Carrier | null> {
  const values: unknown[] = [id]
  const [row] = await db.query<Carrier>(
    `select o.id, o.name, o.kind, o.pack, d.id as device, d.interval_s from objects o
     left join devices d on d.object = o.id and d.state <> 'retired' and d.pack = o.pack where o.id = $1 and ${sight(values)} order by d.id limit 1`,
    values,
  )
  return row ?? null
}

export type Told = { at: Date; lon: number; lat: number; speed: number | null; load: number | null; opens: boolean }
type Wish = { device: string; from: Date; to: Date; speed: string; load: string; gapS: number; most: number }

/** A reading that is a place, in the words of the index that finds it without reading it (migration 0188). Suspect ones are no place. */
const placeSql = `values ? 'lon' and values ? 'lat' and quality <> 'suspect'`

/**
 * Positions of a device between two moments, in order: all, or so few that about `most` remain, the ends of stretches among them.
 * `opens`: more than `gapS` seconds lie before it.
 */
export async function readPositions(
  db: Db,
  { device, from, to, speed, load, gapS, most }: Wish,
): Promise<{ rows: Told[]; total: number; every: number }> {
  const where = `device = $1 and at >= $2 and at <= $3 and ${placeSql}`
  const [count] = await db.query<{ n: number }>(`select count(*)::int as n from readings where ${where}`, [device, from, to])
  const total = count!.n
  const every = Math.max(1, Math.ceil(total / most))
  const rows = await db.query<Told>(
    // A week's sixty thousand are counted off in the index; what a position says is read, one by one, of the one in thirty that remains.
    `select t.at, (r.values ->> 'lon')::float8 as lon, (r.values ->> 'lat')::float8 as lat, (r.values ->> $4)::float8 as speed, (r.values ->> $5)::float8 as load, t.opens from (
       select at, opens from (
         select at, coalesce(at - lag(at) over w > make_interval(secs => $6), true) as opens,
           coalesce(lead(at) over w - at > make_interval(secs => $6), true) as closes, row_number() over w as i
         from readings where ${where} window w as (order by at)) t where i % $7 = 0 or opens or closes) t
     cross join lateral (select values from readings where device = $1 and at = t.at and ${placeSql} limit 1) r order by t.at`,
    [device, from, to, speed, load, gapS, every],
  )
  return { rows, total, every }
}

/** When a device told its place last; null: never, as far as readings are kept. */
export async function newestPosition(db: Db, device: string, before: Date): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }>(
    `select at from readings where device = $1 and at <= $2 and ${placeSql} order by at desc limit 1`,
    [device, before],
  )
  return row?.at ?? null
}
