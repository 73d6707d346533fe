import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCadence, VitalState } from '../../../../../contract/vital-kinds.ts'
import type { Db } from '../../../../kernel/spine.ts'

/** A vital of which values are owed, from a moment on (ms): since it was connected; of one that came connected since its first value, or its registration. */
export type Owing = { id: number; code: string; state: VitalState; definition: VitalDefinition; since: number }

/** Connected vitals whose values somebody tells, of the city and of some homes, by their code. */
export function owingVitals(db: Db, homes: readonly string[]): Promise<Owing[]> {
  return db.query<Owing>(
    `select v.id, v.code, v.state, v.definition, extract(epoch from coalesce(v.connected_at,
         (select min(t.period) from vital_values t where t.vital = v.id),
         (select min(r.at) from vital_versions r where r.vital = v.id), v.changed_at))::float8 * 1000 as since
     from vitals v where v.state in ('connected', 'trusted') and not v.definition ? 'count' and not v.definition ? 'formula'
       and (v.home is null or v.home = any($1)) order by v.code`,
    [homes],
  )
}

/** Of a vital the periods that are asked for (ms, both ends included), how long after each its value is due, and which of the lists of areas counts; null: all there are. */
export type Span = { vital: number; from: number; to: number; cadence: VitalCadence; dueMinutes: number; list: number | null }
/** Cells with a value that stands, those of them that had one when it was due, and when the newest came (ms). */
export type Told = { vital: number; told: number; inTime: number; newest: number }

const steps: Readonly<Record<VitalCadence, string>> = {
  ...{ hour: '1 hour', day: '1 day', week: '7 days', month: '1 month', quarter: '3 months', year: '1 year' },
}

/**
 * How many values were told and how many in time, by vital, in one statement. In time is a cell whose first value came before it was due,
 * whatever was corrected after; told is one that stands.
 */
export async function toldWithin(
  db: Db,
  spans: readonly Span[],
  lists: readonly (readonly string[])[],
  zone: string,
): Promise<Map<number, Told>> {
  if (spans.length === 0) return new Map()
  const rows = await db.query<Told>(
    `with within as (select * from unnest($8::int[], $9::text[]) as w(list, area))
     select s.vital, count(*)::int as told, count(*) filter (where c.first <= c.due)::int as "inTime",
       extract(epoch from max(c.newest))::float8 * 1000 as newest
     from unnest($1::int[], $2::float8[], $3::float8[], $4::interval[], $5::interval[], $7::int[]) as s(vital, a, b, step, wait, list)
     cross join lateral (
       select min(v.known_at) filter (where v.num is not null) as first, max(v.known_at) as newest,
         ((v.period at time zone $6) + s.step) at time zone $6 + s.wait as due, (array_agg(v.num order by v.id desc))[1] as stands
       from vital_values v where v.vital = s.vital and v.period between to_timestamp(s.a) and to_timestamp(s.b)
         and (s.list is null or (s.list, v.area) in (select list, area from within))
       group by v.period, v.area) c
     where c.stands is not null group by s.vital`,
    [
      spans.map(({ vital }) => vital),
      spans.map(({ from }) => from / 1000),
      spans.map(({ to }) => to / 1000),
      spans.map(({ cadence }) => steps[cadence]),
      spans.map(({ dueMinutes }) => `${dueMinutes} minutes`),
      zone,
      spans.map(({ list }) => list),
      lists.flatMap((codes, i) => codes.map(() => i)),
      lists.flat(),
    ],
  )
  return new Map(rows.map((row) => [row.vital, row]))
}

export type Answering = { id: string; name: string; paths: string[] }
/** Units by id: their names, and what they answer for. */
export async function unitsAnswering(db: Db, ids: readonly string[]): Promise<Map<string, Answering>> {
  const rows = await db.query<Answering>(
    `select u.id, u.name, array(select path from unit_areas x where x.unit = u.id) as paths from units u where u.id = any($1)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
