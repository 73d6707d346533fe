import type { Db } from '../../../../kernel/spine.ts'
import { unpackParts } from '../rules/pack-parts.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { Part } from '../types.ts'
import type { Place } from './types.ts'

/** Two readings of the registry are the same when as many rows have, together, the same versions: any write makes a newer one. */
const mark = `(select count(*) || ' ' || coalesce(sum(xmin::text::float8), 0) as mark from vitals)`

/** The whole registry with its mark, in the order of its lists. */
export async function readRegistry(db: Db): Promise<{ mark: string; vitals: VitalRecord[] }> {
  const rows = await db.query<VitalRecord & { mark: string }>(
    `select id, code, state, version, definition, home, m.mark from vitals, ${mark} m
     order by array_position(array['trusted', 'connected', 'catalogued', 'sorted', 'stopped'], state), board, track, code`,
  )
  return { mark: rows[0]?.mark ?? '0 0', vitals: rows.map(({ mark: _, ...row }) => row) }
}

const period = 'extract(epoch from f.period)::float8 * 1000 as period'

export type Head = { vital: number; parent: string; period: number; seen: number }
export type LineRow = Head & { children: string; parts: Buffer }

/**
 * Which rows some parents have, by version and without what they say, of each vital from a period (ms) on; and the mark of the registry now. Vital by
 * vital along the key: of all together the planner would read every period there ever was.
 */
export async function headsOf(
  db: Db,
  parents: readonly string[],
  since: ReadonlyMap<number, number>,
): Promise<{ mark: string; heads: Head[] }> {
  const rows = await db.query<Omit<Head, 'vital'> & { vital: number | null; mark: string }>(
    `select m.mark, h.* from ${mark} m left join (
       select f.* from unnest($2::int[], $3::float8[]) as v(id, since) cross join unnest($1::text[]) as p(code) cross join lateral (
         select f.vital, f.parent, ${period}, f.xmin::text::float8 as seen from vital_families f
         where f.parent = p.code and f.vital = v.id and f.period >= to_timestamp(v.since) offset 0) f) h on true`,
    [parents, [...since.keys()], [...since.values()].map((ms) => ms / 1000)],
  )
  return { mark: rows[0]!.mark, heads: rows.flatMap(({ mark: _, vital, ...row }) => (vital === null ? [] : [{ vital, ...row }])) }
}

/** Some lines, by their key. */
export async function linesOf(db: Db, keys: readonly Head[]): Promise<LineRow[]> {
  if (keys.length === 0) return []
  return db.query<LineRow>(
    `select f.vital, f.parent, ${period}, f.xmin::text::float8 as seen, f.children, f.parts
     from unnest($1::text[], $2::int[], $3::float8[]) as k(parent, vital, at)
     join vital_families f on f.parent = k.parent and f.vital = k.vital and f.period = to_timestamp(k.at)`,
    [keys.map(({ parent }) => parent), keys.map(({ vital }) => vital), keys.map(({ period: at }) => at / 1000)],
  )
}

export type PastWish = Place & { vital: number; since: number }
/** The cells of some places from a period on, by the place of the wish among the given: what decides of a value that swings. */
export async function pastsOf(db: Db, wishes: readonly PastWish[]): Promise<Map<number, Map<number, Part>>> {
  const found = new Map<number, Map<number, Part>>()
  if (wishes.length === 0) return found
  const rows = await db.query<{ place: number; period: number; parts: Buffer }>(
    `select (k.n - 1)::int as place, c.period, c.parts
     from unnest($1::text[], $2::text[], $3::int[], $4::float8[]) with ordinality as k(parent, area, vital, since, n) cross join lateral (
       select ${period}, substring(f.parts from (array_position(string_to_array(f.children, ','), k.area) - 1) * 40 + 1 for 40) as parts
       from vital_families f where f.parent = k.parent and f.vital = k.vital and f.period >= to_timestamp(k.since)
         and k.area = any(string_to_array(f.children, ','))) c`,
    [
      wishes.map(({ parent }) => parent),
      wishes.map(({ area }) => area),
      wishes.map(({ vital }) => vital),
      wishes.map(({ since }) => since / 1000),
    ],
  )
  for (const { place, period: at, parts } of rows) {
    const cells = found.get(place) ?? new Map<number, Part>()
    cells.set(at, unpackParts(parts)[0]!)
    found.set(place, cells)
  }
  return found
}
