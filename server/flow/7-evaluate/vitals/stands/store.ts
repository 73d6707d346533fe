import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { partAt, partsIn } from '../rules/pack-parts.ts'
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

/** Versions of formulas before the ones in force. */
export async function formerFormulas(db: Db): Promise<VitalDefinition[]> {
  const rows = await db.query<{ definition: VitalDefinition }>(
    `select n.definition from vitals v join vital_versions n on n.vital = v.id and n.version < v.version
     where v.definition->>'aggregation' = 'formula' and v.version > 1 and n.definition->>'aggregation' = 'formula'`,
  )
  return rows.map(({ definition }) => definition)
}

const period = 'extract(epoch from f.period)::float8 * 1000 as period'

/** A family by its key; `period` in ms. */
export type Key = { vital: number; parent: string; period: number }
export type LineRow = Key & { children: string; parts: Buffer }
/** `keys`: of the families of some parents those changed since a round, up to `round`; null: not all rounds since are written down any more. */
export type News = { mark: string; round: number; keys: Key[] | null }

/** What the roll-up did since a round (null: from the beginning), and the mark of the registry now. */
export async function newsOf(db: Db, parents: readonly string[], since: number | null): Promise<News> {
  const rows = await db.query<{ mark: string; newest: number; oldest: number } & (Key | { vital: null })>(
    `select m.mark, r.newest, r.oldest, k.* from ${mark} m
     cross join (select coalesce(max(round), 0)::float8 as newest, coalesce(min(round), 0)::float8 as oldest from vital_rounds) r
     left join lateral (
       select distinct f.vital, f.parent, ${period} from vital_rounds v cross join unnest(v.vitals, v.parents, v.periods) f(vital, parent, period)
       where v.round > $2::bigint and r.oldest <= $2::bigint and f.parent = any($1)) k on true`,
    [parents, since],
  )
  const { newest, oldest } = rows[0]!
  const isWhole = since !== null && (since === newest || oldest <= since)
  const keys = rows.flatMap((row) => (row.vital === null ? [] : [{ vital: row.vital, parent: row.parent, period: row.period }]))
  return { mark: rows[0]!.mark, round: newest, keys: isWhole ? keys : null }
}

const line = `f.vital, f.parent, ${period}, f.children, f.parts`

/**
 * All lines of some parents, of each vital from a period (ms) on. Vital by vital along the key: of all together the planner would read every period
 * there ever was.
 */
export async function linesSince(db: Db, parents: readonly string[], since: ReadonlyMap<number, number>): Promise<LineRow[]> {
  if (parents.length === 0) return []
  return db.query<LineRow>(
    `select l.* from unnest($2::int[], $3::float8[]) as v(id, since) cross join unnest($1::text[]) as p(code) cross join lateral (
       select ${line} from vital_families f
       where f.parent = p.code and f.vital = v.id and f.period >= to_timestamp(v.since) offset 0) l`,
    [parents, [...since.keys()], [...since.values()].map((ms) => ms / 1000)],
  )
}

/** Some lines, by their key; one that is gone is left out. */
export async function linesOf(db: Db, keys: readonly Key[]): Promise<LineRow[]> {
  if (keys.length === 0) return []
  return db.query<LineRow>(
    `select ${line} from unnest($1::text[], $2::int[], $3::float8[]) as k(parent, vital, at)
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
    cells.set(at, partAt(partsIn(parts), 0))
    found.set(place, cells)
  }
  return found
}
