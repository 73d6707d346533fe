import type { Grade, Risk } from '../../../../contract/scales.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { sqlSpelled, typedLetters } from '../../../city/spelling/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add, openFigures, openInEarnest, openStates, overdueSql, runningLeadSql } from '../../desk/store.ts'
import { eventsSql, objectsSql } from '../../desk/store-sight.ts'
import { literal } from '../../desk/store-words.ts'

export const foundAtMost = 6

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

/** Open events some vitals opened, as far as the caller sees them, by the code of the vital. */
export async function casesOfVitals(
  db: Db,
  caller: Caller,
  { codes, paths }: { codes: readonly string[]; paths: readonly string[] },
): Promise<Map<string, CaseLine[]>> {
  if (codes.length === 0) return new Map()
  const values: unknown[] = [codes]
  const rows = await db.query<CaseLine & { vital: string }>(
    `select e.vital, ${cased} from ${openInEarnest} e
     where e.vital = any($1) and ${eventsSql(caller, paths, values)} order by e.opened_at limit 60`,
    values,
  )
  return Map.groupBy(rows, ({ vital }) => vital)
}

export type AreaStands = { path: string; open: number; overdue: number; grave: number; risky: number }

/** How some areas stand now. */
export function standingsOf(db: Db, paths: readonly string[], now: Date): Promise<AreaStands[]> {
  const values: unknown[] = [paths]
  const at = add(values, now)
  return db.query<AreaStands>(
    `select a.path, coalesce(c.open, 0) as open, coalesce(c.overdue, 0) as overdue, coalesce(c.grave, 0) as grave, r.risky
     from unnest($1::text[]) as a(path)
     cross join lateral (
       select count(*)::int as open, count(*) filter (where ${overdueSql(at)})::int as overdue,
         count(*) filter (where e.grade in ('extraordinary', 'major'))::int as grave
       from ${openFigures} e ${runningLeadSql} where starts_with(e.area, a.path)) c
     cross join lateral (
       select count(*)::int as risky from object_risks k join objects o on o.id = k.object
       where k.rank <= 2 and o.valid_to is null and starts_with(o.area, a.path)) r`,
    values,
  )
}

export type ObjectLine = {
  id: string
  code: string
  name: string
  kind: string
  town: string | null
  level: Risk | null
  rated: Date | null
  open: number
}

/** Objects by name, code, pinyin or its first letters; those called just so first, then the worst. */
export function findObjects(db: Db, caller: Caller, words: string): Promise<ObjectLine[]> {
  const values: unknown[] = [`${literal(words)}%`, `%${literal(words)}%`, words.trim()]
  const spelled = sqlSpelled('o.id', 'object', typedLetters(words), values)
  return db.query<ObjectLine>(
    `select o.id, o.code, o.name, o.kind, t.name as town, o.level, o.rated, c.open
     from (
       select o.id, o.code, o.name, o.kind, o.area, r.level, r.rated_at as rated, (o.name = $3 or o.code = $3) as just, coalesce(r.rank, 9) as rank
       from objects o left join object_risks r on r.object = o.id
       where o.valid_to is null and (o.name ilike $2 or o.code ilike $1 or ${spelled}) and ${objectsSql(caller, values)}
       order by just desc, rank, o.name, o.id limit ${foundAtMost}) o
     left join areas t on t.code = split_part(o.area, '/', 3)
     cross join lateral (select count(*)::int as open from events e where e.object = o.id and not e.exercise and e.state in ${openStates}) c
     order by o.just desc, o.rank, o.name, o.id`,
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

/** Posts by their name, their unit's, or who holds them; in units of the caller's areas, or in the caller's own. */
export async function findPosts(db: Db, caller: Caller, words: string, now: Date): Promise<string[]> {
  const values: unknown[] = [`%${literal(words)}%`, now]
  const letters = typedLetters(words)
  const inside =
    caller.sight === 'area'
      ? `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', caller.scope, values)})`
      : `u.id = ${add(values, caller.unit)}`
  const rows = await db.query<{ id: string }>(
    `select p.id from posts p join units u on u.id = p.unit
     where (p.valid_to is null or p.valid_to > $2) and (u.valid_to is null or u.valid_to > $2) and ${inside}
       and (p.name ilike $1 or u.name ilike $1 or u.short_name ilike $1 or ${sqlSpelled('p.id', 'post', letters, values)}
         or exists (select 1 from appointments a join persons n on n.id = a.person
           where a.post = p.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
             and (n.name ilike $1 or ${sqlSpelled('n.id', 'person', letters, values)})))
     order by length(u.name), u.sort, p.sort, p.id limit ${foundAtMost}`,
    values,
  )
  return rows.map(({ id }) => id)
}
