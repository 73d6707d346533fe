import type { EventState } from '../../../contract/event.ts'
import type { Grade, Risk } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, graveInEarnest, leadSql, overdueSql, restingFigures, runningFigures } from '../desk/store.ts'
import type { RiskLineRow } from '../risk/store.ts'
import type { PostOver } from './rules/manned.ts'

/** So many names stand in each list of a check-up. */
export const shownNames = 200
const dayMs = 86_400_000
/** domain.md 4.6: three events or more at one point within ninety days. */
const repeat = { events: 3, days: 90 }

export type EventLine = { type: string; grade: Grade; n: number; overdue: number; parked: number }
/** Open events in earnest by type and grade. */
export function countEvents(db: Db, areas: readonly string[], now: Date): Promise<EventLine[]> {
  const values: unknown[] = []
  const at = add(values, now)
  const inside = scopeSql('e.area', areas, values)
  return db.query<EventLine>(
    `select type, grade, count(*)::int as n, count(*) filter (where overdue)::int as overdue, count(*) filter (where state = 'parked')::int as parked
     from (select e.type, e.grade, e.state, ${overdueSql(at)} as overdue from ${runningFigures} e ${leadSql} where ${inside}
       union all select e.type, e.grade, e.state, false from ${restingFigures} e where ${inside}) still group by 1, 2`,
    values,
  )
}

export type GraveLine = { id: string; type: string; no: string; title: string; grade: Grade; openedAt: Date }
/** Open events of the two gravest grades, the newest first. */
export function graveEvents(db: Db, areas: readonly string[]): Promise<GraveLine[]> {
  const values: unknown[] = []
  return db.query<GraveLine>(
    `select e.id, e.type, e.no, e.title, e.grade, e.opened_at as "openedAt" from ${graveInEarnest} e
     where ${scopeSql('e.area', areas, values)}
     order by e.opened_at desc, e.id limit ${shownNames}`,
    values,
  )
}

export type RepeatLine = { id: string; pack: string; name: string; events: number }
/** Objects with events again and again. */
export function repeatPoints(db: Db, areas: readonly string[], now: Date): Promise<RepeatLine[]> {
  const values: unknown[] = []
  const [since, least] = [add(values, new Date(now.getTime() - repeat.days * dayMs)), add(values, repeat.events)]
  return db.query<RepeatLine>(
    `with again as (
       select e.object as id, e.pack, count(*)::int as events from events e
       where e.opened_at >= ${since} and e.object is not null and not e.exercise and e.state not in ('merged', 'false-alarm')
         and ${scopeSql('e.area', areas, values)}
       group by 1, 2 having count(*) >= ${least})
     select a.id, a.pack, o.name, a.events from again a join objects o on o.id = a.id
     order by a.events desc, a.id`,
    values,
  )
}

export type LevelLine = { kind: string; level: Risk | null; n: number }
/** Objects by kind and level; null: nobody rated them. Only of kinds that have a model. */
export function countLevels(db: Db, areas: readonly string[], kinds: readonly string[]): Promise<LevelLine[]> {
  const values: unknown[] = [kinds]
  return db.query<LevelLine>(
    `select o.kind, case when o.rated then o.risk end as level, count(*)::int as n from objects o
     where o.valid_to is null and o.kind = any($1) and ${scopeSql('o.area', areas, values)} group by 1, 2`,
    values,
  )
}

/** Objects of the two worst levels, the worst first. */
export function riskyObjects(db: Db, areas: readonly string[], kinds: readonly string[]): Promise<RiskLineRow[]> {
  const values: unknown[] = [kinds]
  return db.query<RiskLineRow>(
    `select r.*, o.area, o.code, o.name, null as district_name, null as town_name from object_risks r join objects o on o.id = r.object
     where r.rank <= 2 and o.risk in ('red', 'orange') and o.valid_to is null and o.kind = any($1) and ${scopeSql('o.area', areas, values)}
     order by r.rank, r.score desc, r.object limit ${shownNames}`,
    values,
  )
}

export type EventBecame = { id: string; state: EventState; grade: Grade; closedAt: Date | null }
/** What became of some events. */
export async function becomeOfEvents(db: Db, ids: readonly string[]): Promise<Map<string, EventBecame>> {
  const rows = await db.query<EventBecame>(
    `select id, state, grade, closed_at as "closedAt" from events where id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export type ObjectBecame = { id: string; level: Risk; since: Date }
/** The level some objects have now; one that is not rated any more is left out. */
export async function becomeOfObjects(db: Db, ids: readonly string[]): Promise<Map<string, ObjectBecame>> {
  const rows = await db.query<ObjectBecame>('select object as id, level, since from object_risks where object = any($1)', [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Posts of these kinds over an area, within it or above it, by what their units answer for, and whether somebody holds one of them now. */
export function postsOver(
  db: Db,
  { areas, kinds, now }: { areas: readonly string[]; kinds: readonly string[]; now: Date },
): Promise<PostOver[]> {
  const values: unknown[] = [now, kinds]
  const inside = scopeSql('x.path', areas, values)
  // Each list is read once and they are joined: asked post by post, a city's cost ten thousand look-ups twice.
  return db.query<PostOver>(
    `select p.kind, u.board, u.domain, p.side, x.path, bool_or(a.post is not null) as held
     from unit_areas x join units u on u.id = x.unit join posts p on p.unit = u.id left join (
       select distinct post from appointments where valid_from <= $1 and (valid_to is null or valid_to > $1)) a on a.post = p.id
     where p.kind = any($2) and (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1)
       and (${inside} or x.path = any(${add(values, areas.flatMap(pathsAbove))}))
     group by 1, 2, 3, 4, 5`,
    values,
  )
}

/** `50/500105/` and `50/` of `50/500105/500105005/`. */
const pathsAbove = (path: string): string[] => {
  const codes = path.split('/').slice(0, -2)
  return codes.map((_, n) => `${codes.slice(0, n + 1).join('/')}/`)
}
