import type { Grade } from '../../../../contract/scales.ts'
import { openStates } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add, fromPart, openFigures, overdueSql, runningLeadSql } from '../../desk/store.ts'
import { eventsParts, eventsSql } from '../../desk/store-sight.ts'
import { fitsAllSql, type Word } from '../../desk/store-words.ts'

export const foundAtMost = 6
/** A word that leads to more than this is common: a page is found sooner by walking, in order, what one sees than by ranking all that it leads to. */
export const rankedAtMost = { objects: 1_000, posts: 2_500 } as const

/** Ids of what words lead to, each of `led` a statement that gives some; null: more than `atMost`. */
export async function ledTo(db: Db, led: (values: unknown[]) => string[], atMost: number): Promise<string[] | null> {
  const values: unknown[] = []
  const all = led(values).map((sql) => `(${sql})`)
  // In one value, and only when they are few: rows of their own are dear to read.
  const [row] = await db.query<{ n: number; ids: string[] | null }>(
    `select count(*)::int as n, case when count(*) <= ${atMost} then json_agg(id) end as ids
     from (select id from (${all.join(' union all ')}) led limit ${atMost + 1}) named`,
    values,
  )
  return row!.n > atMost ? null : (row!.ids ?? [])
}

export type CaseLine = { id: string; no: string; title: string; grade: Grade; state: string; unitName: string | null }
const cased = 'e.id, e.no, e.title, e.grade, e.state, e.lead_name as "unitName"'

/** Who leads some events, each with its head line, in their order. */
export async function casesOf(db: Db, ids: readonly string[]): Promise<CaseLine[]> {
  if (ids.length === 0) return []
  return db.query<CaseLine>(
    `select ${cased} from events e where e.id = any($1::uuid[]) order by array_position($1::uuid[], e.id)`,
    [ids],
  )
}

/** Open events at some things, or of some types where the other words fit, as far as the caller sees them, the newest first. */
export async function findOpenEvents(
  db: Db,
  caller: Caller,
  { objects, types }: { objects: readonly string[]; types: readonly { of: string[]; rest: Word[] }[] },
): Promise<{ id: string }[]> {
  const values: unknown[] = []
  const page = (from: string, column: string, of: readonly string[], also: string): string =>
    `(select e.id, e.opened_at from ${from} and e.state in ${openStates} and not e.exercise and ${column} = any(${add(values, of)}) and ${also}
      order by e.opened_at desc, e.id desc limit ${foundAtMost})`
  // At a few things little is open. Of types each by its own index, for each part of what one sees: an `or` of them would look at every open event there is.
  const named = types.filter(({ of }) => of.length > 0)
  const seen = named.length > 0 ? eventsParts(caller, null, values) : []
  const parts = [
    ...(objects.length > 0 ? [page('events e where true', 'e.object', objects, eventsSql(caller, null, values))] : []),
    ...named.flatMap(({ of, rest }) =>
      seen.map(({ sql, own }) => page(fromPart(sql, own), 'e.type', of, fitsAllSql(rest, values))),
    ),
  ]
  if (parts.length === 0) return []
  return db.query<{ id: string }>(
    `select id from (${parts.join(' union ')}) found order by opened_at desc, id desc limit ${foundAtMost}`,
    values,
  )
}

/** Open events some vitals opened or joined, as far as the caller sees them, by the code of the vital. */
export async function casesOfVitals(
  db: Db,
  caller: Caller,
  { codes, paths }: { codes: readonly string[]; paths: readonly string[] },
): Promise<Map<string, CaseLine[]>> {
  if (codes.length === 0) return new Map()
  const values: unknown[] = [codes]
  const rows = await db.query<CaseLine & { vital: string }>(
    `select about.vital, ${cased} from (
       select id, vital from events where vital = any($1) union all select event, vital from event_vitals where vital = any($1)) about
     join events e on e.id = about.id where e.state in ${openStates} and not e.exercise and ${eventsSql(caller, paths, values)} order by e.opened_at limit 60`,
    values,
  )
  return Map.groupBy(rows, ({ vital }) => vital)
}

/** An area with what it is made of: its own path, or the towns of an operating district that is no place of the tree. */
export type Stood = { path: string; prefixes: readonly string[] }
export type AreaStands = { path: string; open: number; overdue: number; grave: number; risky: number }

/** How some areas stand now. A whole city is read off figures and risks alone, what lies below it by its place. */
export async function standingsOf(db: Db, areas: readonly Stood[], now: Date): Promise<AreaStands[]> {
  const [cities, parts] = [areas.filter(({ path }) => isCity(path)), areas.filter(({ path }) => !isCity(path))]
  const inside = (area: string): string => `${area} ~>=~ a.low and ${area} ~<~ a.upto`
  const ofParts = {
    cases: `events e ${runningLeadSql} where ${inside('e.area')} and e.state in ${openStates} and not e.exercise`,
    risks: `objects o where ${inside('o.area')} and o.valid_to is null and o.risk in ('red', 'orange') and o.rated`,
  }
  const ofCities = {
    cases: `${openFigures} e ${runningLeadSql} where ${inside('e.area')}`,
    risks: `(select object from object_risks where rank <= 2 offset 0) k join objects o on o.id = k.object where ${inside('o.area')} and o.valid_to is null`,
  }
  const found = await Promise.all([standing(db, cities, ofCities, now), standing(db, parts, ofParts, now)])
  return found.flat()
}

/** Not a zone, whose code stands for a path. */
const isCity = (path: string): boolean => path.endsWith('/') && path.split('/').filter(Boolean).length === 1

async function standing(db: Db, areas: readonly Stood[], of: { cases: string; risks: string }, now: Date): Promise<AreaStands[]> {
  if (areas.length === 0) return []
  const pairs = areas.flatMap(({ path, prefixes }) => prefixes.map((low) => [path, low]))
  const values: unknown[] = [pairs.map(([path]) => path), pairs.map(([, low]) => low)]
  const overdue = overdueSql(add(values, now))
  return db.query<AreaStands>(
    `select a.path, sum(c.open)::int as open, sum(c.overdue)::int as overdue, sum(c.grave)::int as grave, sum(r.risky)::int as risky
     from (select path, low, left(low, -1) || '0' as upto from unnest($1::text[], $2::text[]) as a(path, low)) a
     cross join lateral (
       select count(*)::int as open, count(*) filter (where ${overdue})::int as overdue,
         count(*) filter (where e.grade in ('extraordinary', 'major'))::int as grave from ${of.cases}) c
     cross join lateral (select count(*)::int as risky from ${of.risks}) r group by a.path`,
    values,
  )
}

/** Where some vitals are silent for a day: the areas of their running tasks. */
export function silentAreas(db: Db, codes: readonly string[]): Promise<{ code: string; area: string }[]> {
  return db.query(
    'select v.code, t.area from vital_tasks t join vitals v on v.id = t.vital where t.ended_at is null and v.code = any($1)',
    [codes],
  )
}
