import type { Actor } from '../../../contract/actor.ts'
import type { DetailValues } from '../../../contract/detail.ts'
import type { FactBody } from '../../../contract/fact.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import type { Risk } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import { districtNameSql } from '../../city/area/store.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { RiskRow } from '../../flow/8-risk/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { depthOf } from '../desk/store-rest.ts'
import { narrowed, objectsIn, objectsSql } from '../desk/store-sight.ts'
import { type LookedBy, onSpotJoin, onSpotSql } from './store-on-spot.ts'

/** What is asked for: objects of these kinds in the wished areas, as far as the caller sees them. */
export type Asked = { caller: Caller; wanted: readonly string[] | null; kinds: string[] }

/** Where clause on `o` (objects). */
export function wishedSql({ caller, wanted, kinds }: Asked, values: unknown[]): string {
  return `o.valid_to is null and o.kind = any(${add(values, kinds)}) and ${objectsIn(caller, wanted, values)}`
}

export type LevelLine = { code: string | null; level: Risk | null; n: number }

/**
 * Objects by level and by part of the area; `code` null: in none of the parts. `level` null: not rated. They are summed by what stands in
 * their own row first, and only the sums (a few for each town) are joined with what names the part.
 */
export function readLevels(db: Db, asked: Asked): Promise<LevelLine[]> {
  const values: unknown[] = []
  const sums = isAll(asked) ? sumsOfAll(asked, values) : null
  const { by, code, join } = partSql(asked, values)
  return db.query<LevelLine>(
    `with sums as materialized (
       ${sums ?? `select ${by} as place, case when o.rated then o.risk end as level, count(*) as n from objects o where ${wishedSql(asked, values)} group by 1, 2`})
     select ${code} as code, s.level, sum(s.n)::int as n from sums s ${join} group by 1, 2`,
    values,
  )
}

/** By towns, as it was tallied with every change (`risk_tallies`): a few thousand lines for all objects there are. */
const sumsOfAll = ({ kinds }: Asked, values: unknown[]): string =>
  `select town as place, level, sum(objects) as n from risk_tallies where kind = any(${add(values, kinds)}) group by 1, 2 having sum(objects) <> 0`

/** The whole of a city, for somebody who sees all of it: no object need be looked at for where it is or who answers for it. */
const isAll = ({ caller, wanted }: Asked): boolean => wanted === null && caller.sight === 'area' && isWhole(caller.scope)

/** Indicators nothing is known of, of all looked at, and the oldest look; null: nothing was rated. */
export type Reckoned = { unknown: number; indicators: number; oldest: Date | null }

/** What the ratings of the same objects stand on. Ended objects have none, so for a whole city no object is looked up. */
export async function readReckoned(db: Db, asked: Asked): Promise<Reckoned> {
  const values: unknown[] = []
  const sums = 'coalesce(sum(r.unknown), 0)::int as unknown, coalesce(sum(r.indicators), 0)::int as indicators'
  const kinds = isAll(asked) ? `r.kind = any(${add(values, asked.kinds)})` : null
  const [row] = await db.query<Reckoned>(
    kinds
      ? // The oldest by itself: it is the first of an index.
        `select ${sums}, (select min(r.rated_at) from object_risks r where ${kinds}) as oldest from risk_tallies r where ${kinds}`
      : `select ${sums}, min(r.rated_at) as oldest from object_risks r where r.object in (select o.id from objects o where ${wishedSql(asked, values)})`,
    values,
  )
  return row!
}

/** How an object's part is found: operating districts below the city, children below any other area, the areas of a scope that is several. */
function partSql(asked: Asked, values: unknown[]): { by: string; code: string; join: string } {
  const prefixes = withoutOwn(narrowed(asked.caller.scope, asked.wanted))
  if (prefixes.length > 1)
    return {
      by: 'o.area',
      code: 'p.code',
      join: `left join areas p on p.path = any(${add(values, prefixes)}) and s.place ^@ p.path`,
    }
  const depth = depthOf(prefixes[0] ?? '')
  if (depth === 1) return { by: 'o.town', code: 't.operating_district', join: `left join (${townsSql}) t on t.code = s.place` }
  return { by: `split_part(o.area, '/', ${depth + 1})`, code: 's.place', join: '' }
}

/** The towns alone, also those that have ended: to hash all 77,600 areas would take longer than the sums. */
const townsSql = "select code, operating_district from areas where tier = 'town'"

export type Part = { code: string; name: string; path: string | null }

/** The parts of what is asked for, in their order. */
export async function readParts(db: Db, { caller, wanted }: Asked): Promise<Part[]> {
  const prefixes = withoutOwn(narrowed(caller.scope, wanted))
  const [first] = prefixes
  if (first === undefined) return []
  if (prefixes.length > 1)
    return db.query<Part>('select code, name, path from areas where path = any($1) order by code', [prefixes])
  if (depthOf(first) === 1)
    return db.query<Part>(
      'select d.code, d.name, (select a.path from areas a where a.code = d.code) as path from operating_districts d order by d.sort',
    )
  const code = first.split('/').filter(Boolean).at(-1)
  return db.query<Part>('select code, name, path from areas where parent = $1 and valid_to is null order by code', [code])
}

export type MovedLine = { was: Risk | null; level: Risk; n: number }

/** Objects whose level changed since a moment: what they had before the first change, and have now. */
export function readMoved(db: Db, asked: Asked, since: Date): Promise<MovedLine[]> {
  const values: unknown[] = [since]
  if (isAll(asked)) return db.query<MovedLine>(movedOfAll(add(values, asked.kinds)), values)
  // Others' changes are left out before each object is looked up; `is true`: its objects are gathered once.
  return db.query<MovedLine>(
    `select f.was, o.risk as level, count(*)::int as n from (
       select distinct on (subject) subject, body->>'from' as was from facts
       where kind = 'object.risk-changed' and recorded_at > $1
         and (subject in (select o.id from objects o where ${wishedSql(asked, values)})) is true order by subject, recorded_at, id) f
     join objects o on o.id = f.subject and o.rated group by 1, 2`,
    values,
  )
}

/**
 * The same of a whole city off the facts alone: the last change of an object tells its level. Only what ended since (`$1`) is left out, and what is rated and of
 * no kind asked for (a pack that is off), when there is any.
 */
const movedOfAll = (kinds: string): string => `select was, level, count(*)::int as n from (
    select distinct on (subject) subject, was,
      last_value(level) over (partition by subject order by recorded_at, id rows between unbounded preceding and unbounded following) as level
    from (select subject, recorded_at, id, body->>'from' as was, body->>'to' as level from facts
      where kind = 'object.risk-changed' and recorded_at > $1 offset 0) f order by subject, recorded_at, id) f
  where (subject in (select id from objects where valid_to >= $1)) is not true
    and (subject in (select o.id from unnest(array(
      select kind from risk_tallies where level is not null and kind <> all(${kinds}) group by kind having sum(objects) > 0)) k(kind)
      cross join lateral (select id from objects o where o.valid_to is null and o.kind = k.kind offset 0) o)) is not true
  group by 1, 2`

/** As `object_risks.rank` counts: the gravest is 1. */
const rankSql = (level: string): string => `array_position(array['red', 'orange', 'yellow', 'blue', 'green'], ${level})`
/**
 * A change at a desk `e` by which its object (`r`) stands better than before, and nobody has looked on the spot since. An alarm that came and went is no look;
 * a later change at a desk of the same, by which it stood as before, ends it.
 */
const holdsBetter = `e.object = r.object and e.better and e.told_at is null and r.rank > ${rankSql('e.was')}
  and not exists (select 1 from risk_edits l where l.object = e.object and (l.at, l.fact) > (e.at, e.fact)
    and (l.indicators && e.indicators or l.floors && e.floors) and ${rankSql('l.level')} <= ${rankSql('e.was')})`
/** The level of an object that is rated (`r`) is better by a change at a desk nobody has looked at on the spot since. */
export const bettered = `exists (select 1 from risk_edits e where ${holdsBetter})`

/** How many stand at a level that is better by a change at a desk nobody has looked at on the spot since. */
export async function countDesk(db: Db, asked: Asked): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(
    `select count(distinct o.id)::int as n from risk_edits e join object_risks r on ${holdsBetter} join objects o on o.id = e.object
     where ${wishedSql(asked, values)}`,
    values,
  )
  return row!.n
}

export type RiskLineRow = RiskRow & {
  area: string
  code: string
  name: string
  district_name: string | null
  town_name: string | null
}
/** A line of the list; `desk`: its level is better by a change at a desk. */
export type WorstRow = RiskLineRow & { desk: boolean; rank: number }
/** Where a page ended: rank and score of its last row, and its object. */
export type After = { rank: number; score: number; object: string }

const lineColumns = `r.*, o.area, o.code, o.name, ${districtNameSql} as district_name, t.name as town_name`
const places = `left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)`

/** Rated objects, the worst first. */
export function readWorst(
  db: Db,
  asked: Asked & { level: Risk | null; desk: boolean },
  page: { after: After | null; limit: number },
): Promise<WorstRow[]> {
  const values: unknown[] = []
  const wished = wishedSql(asked, values)
  // Of a part of the city those few are put in order: along the order of all one would pass by thousands of others for ten.
  const rank = isAll(asked) ? 'r.rank' : 'r.rank + 0'
  const level = asked.level ? ` and r.level = ${add(values, asked.level)}` : ''
  const desk = asked.desk ? ` and ${bettered}` : ''
  return db.query<WorstRow>(
    `select ${lineColumns}, ${bettered} as desk from (
       select r.object from object_risks r join objects o on o.id = r.object
       where ${wished}${level}${desk}${afterSql(page.after, values)}
       order by ${rank}, r.score desc, r.object limit ${add(values, page.limit)}) page
     join object_risks r using (object) join objects o on o.id = r.object ${places} order by r.rank, r.score desc, r.object`,
    values,
  )
}

function afterSql(after: After | null, values: unknown[]): string {
  if (!after) return ''
  const [rank, score, object] = [add(values, after.rank), add(values, after.score), add(values, after.object)]
  return ` and (r.rank > ${rank} or (r.rank = ${rank} and (r.score < ${score} or (r.score = ${score} and r.object > ${object}))))`
}

/** Open cases of some objects. */
export const readOpenOf = (db: Db, objects: string[]): Promise<{ id: string; object: string }[]> =>
  db.query(`select id, object from events where object = any($1) and state in ${openStates} and not exercise`, [objects])

export type SeenObject = Pick<RiskLineRow, 'area' | 'code' | 'name' | 'district_name' | 'town_name'> & {
  id: string
  kind: string
  details: DetailValues
}

/** An object as far as the caller sees it on the map or in the register; null looks the same as "does not exist". */
export async function readSeen(db: Db, caller: Caller, id: string): Promise<SeenObject | null> {
  const values: unknown[] = [id]
  const register = caller.permits.has('object.read') ? ` or ${scopeSql('o.area', caller.scope, values)}` : ''
  const sight = `(${objectsSql(caller, values)}${register})`
  const [row] = await db.query<SeenObject>(
    `select o.id, o.area, o.code, o.name, o.kind, o.details, ${districtNameSql} as district_name, t.name as town_name from objects o ${places} where o.id = $1 and ${sight}`,
    values,
  )
  return row ?? null
}

export type ChangeLine = { at: Date; from: Risk | null; to: Risk; why: Words | null; restored: Words | null }

/** The newest changes of an object's level. */
export const readChanges = (db: Db, object: string, most: number): Promise<ChangeLine[]> =>
  db.query<ChangeLine>(
    `select recorded_at as at, body->>'from' as from, body->>'to' as to, body->'why' as why, body->'restored' as restored from facts
     where subject = $1 and kind = 'object.risk-changed' order by recorded_at desc, id desc limit $2`,
    [object, most],
  )

export type EditLine = {
  at: Date
  actor: Actor
  body: FactBody<'object.changed'>
  was: Risk | null
  level: Risk | null
  better: boolean
  /** who looked on the spot since; null: nobody, or not at all of it */
  told: LookedBy | null
}

/** The newest changes by hand of what the model of an object looks at, with what came of each. */
export const readEdits = (db: Db, object: string, most: number): Promise<EditLine[]> =>
  db.query<EditLine>(
    `select f.recorded_at as at, f.actor, f.body, e.was, e.level, e.better, ${onSpotSql} as told from risk_edits e
     join facts f on f.recorded_at = e.at and f.id = e.fact ${onSpotJoin}
     where e.object = $1 order by e.at desc, e.fact desc limit $2`,
    [object, most],
  )
