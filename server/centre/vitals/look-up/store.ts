import type { Grade, Risk } from '../../../../contract/scales.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { gramsSql, isSpelledSql, letterWord, likeSql, spelledSql } from '../../../city/spelling/store.ts'
import { keptSql } from '../../../flow/3-event/store-kept.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add, openFigures, openStates, overdueSql, runningLeadSql } from '../../desk/store.ts'
import { eventsSql, objectsSql } from '../../desk/store-sight.ts'
import { fitsAllSql, leadsOf, literal, nameHolds, placedSql, type Word, type Words } from '../../desk/store-words.ts'

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

/** Open events at some things, or of some types where the other words fit, as far as the caller sees them, the newest first. */
export async function findOpenEvents(
  db: Db,
  caller: Caller,
  { objects, types }: { objects: readonly string[]; types: readonly { of: string[]; rest: Word[] }[] },
): Promise<{ id: string }[]> {
  const asked = [
    ...(objects.length > 0 ? [{ column: 'e.object', of: objects, rest: [] }] : []),
    ...types.filter(({ of }) => of.length > 0).map((one) => ({ column: 'e.type', ...one })),
  ]
  if (asked.length === 0) return []
  const values: unknown[] = []
  // Each by its own index: an `or` of them would look at every open event there is.
  const parts = asked.map(
    ({ column, of, rest }) =>
      `(select e.id, e.opened_at from events e where e.state in ${openStates} and not e.exercise and ${column} = any(${add(values, of)})
         and ${eventsSql(caller, null, values)} and ${fitsAllSql(rest, values)} order by e.opened_at desc, e.id desc limit ${foundAtMost})`,
  )
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
    cases: `events e ${runningLeadSql} where ${inside('e.area')} and e.state in ${openStates} and not e.exercise
      and (not ${keptSql('e')} or right('/' || a.path, length(e.vital_area) + 2) = '/' || e.vital_area || '/')`,
    risks: `objects o join object_risks k on k.object = o.id where ${inside('o.area')} and o.valid_to is null and k.rank <= 2`,
  }
  const ofCities = {
    cases: `${openFigures} e ${runningLeadSql} where ${inside('e.area')}`,
    risks: `(select object from object_risks where rank <= 2 offset 0) k join objects o on o.id = k.object where ${inside('o.area')} and o.valid_to is null`,
  }
  const found = await Promise.all([standing(db, cities, ofCities, now), standing(db, parts, ofParts, now)])
  return found.flat()
}

const isCity = (path: string): boolean => path.split('/').filter(Boolean).length === 1

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

/**
 * Objects by name, code, pinyin or its first letters; those called just so first, then the worst. Of several words one leads by its index, the others narrow:
 * they stand in the object as well, or name where it stands.
 */
export function findObjects(db: Db, caller: Caller, words: Words): Promise<ObjectLine[]> {
  const values: unknown[] = []
  const { leads, rest } = leadsOf(words)
  const just = add(values, words.words.map(({ typed }) => typed).join(' '))
  const called = leads.map(({ typed, anywhere }) => {
    const own = `name ${likeSql(typed)} ${add(values, anywhere)} or code ilike ${add(values, `${literal(typed)}%`)}`
    return `select id from objects where valid_to is null and ${gramsSql("name || ' ' || code", add(values, typed))} and (${own})
      union ${spelledSql('object', letterWord(typed), values)}`
  })
  const narrowed = rest.map((word) => {
    const own = `${nameHolds('o.name', word, values)} or o.code ilike ${add(values, `${literal(word.typed)}%`)}`
    return ` and (${own} or ${isSpelledSql('o.id', 'object', letterWord(word.typed), values)} or ${placedSql('o.area', word, values)})`
  })
  return db.query<ObjectLine>(
    `with named as materialized (${called.join(' union ')})
     select o.id, o.code, o.name, o.kind, t.name as town, o.level, o.rated, c.open
     from (
       select o.id, o.code, o.name, o.kind, o.area, r.level, r.rated_at as rated, (o.name = ${just} or o.code = ${just}) as just, coalesce(r.rank, 9) as rank
       from objects o left join object_risks r on r.object = o.id
       where o.id in (select id from named) and o.valid_to is null and ${objectsSql(caller, values)}${narrowed.join('')}
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

/**
 * Posts by their name, their unit's, or who holds them; in units of the caller's areas, or in the caller's own. Of several words one leads by its index, the
 * others narrow: they stand in any of these names, or name what the unit answers for.
 */
export async function findPosts(db: Db, caller: Caller, words: Words, now: Date): Promise<string[]> {
  const values: unknown[] = [now]
  const inside =
    caller.sight === 'area'
      ? `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', caller.scope, values)})`
      : `u.id = ${add(values, caller.unit)}`
  const { leads, rest } = leadsOf(words)
  const named = leads.map((word) => postsCalled(word, values))
  const narrowed = rest.map((word) => ` and ${postFits(word, values)}`)
  const rows = await db.query<{ id: string }>(
    `with named as materialized (${named.join(' union ')})
     select p.id from named join posts p on p.id = named.id join units u on u.id = p.unit
     where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ${inside}${narrowed.join('')}
     order by length(u.name), u.sort, p.sort, p.id limit ${foundAtMost}`,
    values,
  )
  return rows.map(({ id }) => id)
}

const heldNow = 'a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1)'

/** Ids of posts a word leads to. */
function postsCalled({ typed, anywhere }: Word, values: unknown[]): string {
  const [word, letters] = [add(values, typed), letterWord(typed)]
  const called = `${likeSql(typed)} ${add(values, anywhere)}`
  const people = `select n.id from persons n where ${gramsSql('n.name', word)} and n.name ${called} union ${spelledSql('person', letters, values)}`
  return `select p.id from posts p where ${gramsSql('p.name', word)} and p.name ${called}
       union select p.id from units u join posts p on p.unit = u.id
         where ${gramsSql("u.name || ' ' || u.short_name", word)} and (u.name ${called} or u.short_name ${called})
       union ${spelledSql('post', letters, values)}
       union select a.post from (${people}) n join appointments a on a.person = n.id where ${heldNow}`
}

/** Clause on a post `p` and its unit `u`: a word fits it. */
function postFits(word: Word, values: unknown[]): string {
  const letters = letterWord(word.typed)
  const names = nameHolds("(p.name || ' ' || u.name || ' ' || u.short_name)", word, values)
  const person = `${nameHolds('n.name', word, values)} or ${isSpelledSql('n.id', 'person', letters, values)}`
  return `(${names} or ${isSpelledSql('p.id', 'post', letters, values)}
    or exists (select 1 from appointments a join persons n on n.id = a.person where a.post = p.id and ${heldNow} and (${person}))
    or exists (select 1 from unit_areas ua where ua.unit = u.id and ${placedSql('ua.path', word, values)}))`
}
