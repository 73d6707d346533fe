import type { Call, Plan } from '../../../contract/pack.ts'
import type { Words } from '../../../contract/words.ts'
import type { OrderState } from '../../../contract/work-order.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { prefixesOf } from './rules/prefixes.ts'
import type { CallRow, DispatchRow, Holder } from './types.ts'

/** Everybody who holds a post now; while a shift runs only who is on it, and a deputy instead of who gave the post to them. */
const holderSql = (where: string): string => `
  select p.id as post, p.name as post_name, p.kind as post_kind, p.side, u.id as unit, u.name as unit_name, u.tier, h.person, n.name as person_name
  from posts p join units u on u.id = p.unit
  left join lateral (
    select c.person from (
      select a.person, bool_or(a.kind = 'main') as main, max(a.valid_from) as since,
        bool_or(exists (select 1 from duty_shifts d where d.post = p.id and d.person in (a.person, a.delegated_by) and d.starts_at <= $1 and d.ends_at > $1)) as on_shift,
        bool_or(a.kind = 'delegated') or not exists (select 1 from appointments g where g.post = p.id and g.delegated_by = a.person
          and g.valid_from <= $1 and g.valid_to > $1) as answers
      from appointments a where a.post = p.id and a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1) group by a.person) c
    where c.answers and (c.on_shift or not exists (select 1 from duty_shifts d join appointments s on s.post = d.post and s.person = d.person
      and s.valid_from <= $1 and (s.valid_to is null or s.valid_to > $1) where d.post = p.id and d.starts_at <= $1 and d.ends_at > $1))
    order by c.main desc, c.since desc, c.person) h on true
  left join persons n on n.id = h.person
  where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ${where}`

/** `duty`: of each of some units the post that leads its duty, its own, else of the nearest one above. $1: now. */
const dutyOverSql = (units: string): string => `recursive above as (
    select id as unit, id, parent, 0 as depth from units where id = any(${units})
    union all select a.unit, u.id, u.parent, a.depth + 1 from units u join above a on u.id = a.parent where a.depth < 10),
  duty as (
    select distinct on (a.unit) a.unit, p.id as post from above a join posts p on p.unit = a.id
    where p.kind in ('town-duty', 'district-duty', 'city-duty') and (p.valid_to is null or p.valid_to > $1)
    order by a.unit, a.depth, p.sort, p.id)`

/** Posts that answer a call for an area, the most specific jurisdiction first; with whoever is on duty, deputises, or holds them. */
export async function holdersFor(db: Db, call: Call, area: string, now: Date): Promise<Holder[]> {
  const rows = await db.query<Holder & { depth: number }>(
    `select * from (${holderSql(`p.kind = $2 and ($4::text is null or u.board = $4) and ($5::text is null or u.domain = $5) and ($6::text is null or p.side = $6)
       and exists (select 1 from unit_areas ua where ua.unit = u.id and ua.path = any($3))`)}) found
     cross join lateral (select max(length(ua.path)) as depth from unit_areas ua where ua.unit = found.unit and ua.path = any($3)) jurisdiction
     order by depth desc, post`,
    [now, call.postKind, prefixesOf(area), call.board ?? null, call.domain ?? null, call.side ?? null],
  )
  const deepest = rows[0]?.depth
  return rows.filter((row) => row.depth === deepest).map(({ depth: _, ...holder }) => holder)
}

/** Posts of a unit that act on cases, in the order in which they are asked: its duty post, A side or clerk first. */
const asking = `array['town-duty', 'district-duty', 'city-duty', 'town-post', 'department-clerk', 'maintainer', 'district-seat', 'grid-worker', 'town-commander', 'district-leader', 'city-leader']`

/** Every post of one unit that can act, those asked first before the others; `rank` null: a post that never acts. */
const rankedOfUnit = (db: Db, unit: string, now: Date): Promise<(Holder & { rank: number | null })[]> =>
  db.query(
    `select found.*, array_position(${asking}, found.post_kind) as rank from (${holderSql('u.id = $2')}) found order by rank nulls last, side nulls first, post`,
    [now, unit],
  )

/** Posts of one unit that can be asked to act: its duty post, A side or clerk first. */
export async function holdersOfUnit(db: Db, unit: string, now: Date): Promise<Holder[]> {
  const rows = await rankedOfUnit(db, unit, now)
  const best = rows.find((row) => row.person !== null)?.rank ?? rows[0]?.rank
  return rows.filter((row) => row.rank === best).map(({ rank: _, ...holder }) => holder)
}

/** All posts of a unit that can act, also those nobody asks first. */
export const actingOfUnit = async (db: Db, unit: string, now: Date): Promise<Holder[]> =>
  (await rankedOfUnit(db, unit, now)).flatMap(({ rank, ...holder }) => (rank === null ? [] : [holder]))

/** Posts with everybody who holds them now, each post once. */
export const holdersOfPosts = (db: Db, posts: string[], now: Date): Promise<Holder[]> =>
  db.query<Holder>(`${holderSql('p.id = any($2)')} order by post`, [now, [...new Set(posts)]])

/** `rank`: how early a post is asked in its unit, null: never. `over`: units among the asked whose duty it leads. */
export type Answering = Holder & { rank: number | null; over: string[] | null }
/**
 * Everybody who could answer for some posts and units now: those posts, all posts of those units, those asked first before the others, and the post that
 * leads the duty over each. In one statement, however many.
 */
export const answeringIn = (
  db: Db,
  { posts, units }: { posts: readonly string[]; units: readonly string[] },
  now: Date,
): Promise<Answering[]> =>
  db.query<Answering>(
    `with ${dutyOverSql('$3')},
       asked as (select unnest($2::text[]) as post union select id from posts where unit = any($3) union select post from duty)
     select found.*, array_position(${asking}, found.post_kind) as rank, (select array_agg(d.unit) from duty d where d.post = found.post) as over
     from (${holderSql('p.id in (select post from asked)')}) found
     order by rank nulls last, side nulls first, post`,
    [now, posts, units],
  )

/** The unit a routing rule sends this type to here; the most specific area wins, then the newest. */
export async function ruleFor(db: Db, type: string, area: string): Promise<string | null> {
  const [row] = await db.query<{ unit: string }>(
    'select unit from routing_rules where type = $1 and area = any($2) and ended_at is null order by length(area) desc, made_at desc limit 1',
    [type, prefixesOf(area)],
  )
  return row?.unit ?? null
}

export async function insertRule(
  tx: Tx,
  rule: { type: string; area: string; unit: string; source: 'manual' | 'arbitration'; event: string | null },
): Promise<void> {
  await tx.query(
    'insert into routing_rules (id, type, area, unit, source, event, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [tx.newId(), rule.type, rule.area, rule.unit, rule.source, rule.event, tx.actor.id, tx.now],
  )
}

export async function saveDispatch(tx: Tx, dispatch: Omit<DispatchRow, 'called_from'>): Promise<void> {
  await tx.query(
    `insert into dispatches (event, pack, version, plan, why, mode, dispatched_at, undo_until, plan_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (event) do update set pack = excluded.pack, version = excluded.version, plan = excluded.plan, why = excluded.why, mode = excluded.mode,
       dispatched_at = excluded.dispatched_at, undo_until = excluded.undo_until, called_from = null, confirm_from = null, confirm_by = null, plan_version = excluded.plan_version`,
    [
      dispatch.event,
      dispatch.pack,
      dispatch.version,
      dispatch.plan,
      JSON.stringify(dispatch.why),
      dispatch.mode,
      dispatch.dispatched_at,
      dispatch.undo_until,
      dispatch.plan_version,
    ],
  )
}

export async function dispatchOf(db: Db, event: string): Promise<DispatchRow | null> {
  return (await dispatchesOf(db, [event]))[0] ?? null
}

/** The dispatches of several events, oldest first; one that never was dispatched has none. */
export const dispatchesOf = (db: Db, events: string[]): Promise<DispatchRow[]> =>
  db.query<DispatchRow>(
    'select event, pack, version, plan_version, plan, why, mode, dispatched_at, undo_until, called_from from dispatches where event = any($1) order by dispatched_at, event',
    [events],
  )

export async function setUndo(tx: Tx, event: string, until: Date | null): Promise<void> {
  await tx.query('update dispatches set undo_until = $2 where event = $1', [event, until])
}

export async function addWhy(tx: Tx, event: string, why: DispatchRow['why']): Promise<void> {
  await tx.query('update dispatches set why = why || $2::jsonb where event = $1', [event, JSON.stringify(why)])
}

export async function insertCall(tx: Tx, call: Omit<CallRow, 'id' | 'called_at' | 'answered_at'>): Promise<void> {
  await tx.query(
    'insert into calls (id, event, work_order, step, post, person, why, inform, called_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [tx.newId(), call.event, call.work_order, call.step, call.post, call.person, call.why, call.inform, tx.now],
  )
}

const callColumns = 'id, event, work_order, step, post, person, why, inform, called_at, answered_at'
export const callsOfOrder = (db: Db, order: string): Promise<CallRow[]> =>
  db.query<CallRow>(`select ${callColumns} from calls where work_order = $1 order by step, called_at`, [order])
export const callsOfEvent = (db: Db, event: string): Promise<CallRow[]> =>
  db.query<CallRow>(`select ${callColumns} from calls where event = $1 order by called_at, step`, [event])

export async function answerCalls(tx: Tx, order: string): Promise<void> {
  await tx.query('update calls set answered_at = $2 where work_order = $1 and answered_at is null', [order, tx.now])
}

export type NewNotice = {
  person: string
  post: string
  event: string | null
  order: string | null
  kind: string
  why: string
  urgent: boolean
  gap: string | null
  paper: string | null
  /** whose silent vitals it is about */
  silent: string | null
  request: { id: string; batch: string | null } | null
}
/** Writes a notice down; answers its id, and whether it is about a drill. */
export async function insertNotice(tx: Tx, notice: NewNotice): Promise<{ id: string; exercise: boolean }> {
  const id = tx.newId()
  const [row] = await tx.query<{ exercise: boolean }>(
    `insert into notices (id, person, post, event, work_order, kind, why, urgent, made_at, gap, document, silent_of, requests, batch)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::uuid[], $14)
     returning exists (select 1 from events e where e.id = $4 and e.exercise) as exercise`,
    [
      ...[id, notice.person, notice.post, notice.event, notice.order, notice.kind, notice.why, notice.urgent, tx.now],
      ...[notice.gap, notice.paper, notice.silent, notice.request && [notice.request.id], notice.request?.batch ?? null],
    ],
  )
  return { id, exercise: row!.exercise }
}

/** Withdraws what was told of a gap of a roster; returns whom. */
export const cancelGapNotices = (tx: Tx, gap: string): Promise<{ id: string; person: string }[]> =>
  tx.query('update notices set cancelled_at = $2 where gap = $1 and cancelled_at is null returning id, person', [gap, tx.now])

/** The post that leads the duty of a unit: its own, else of the nearest one above. */
export async function dutyPostOver(db: Db, unit: string, now: Date): Promise<string | null> {
  const [row] = await db.query<{ post: string }>(`with ${dutyOverSql('$2')} select post from duty`, [now, [unit]])
  return row?.post ?? null
}

/** Withdraws what was not yet seen of an event; returns whom it had been meant for. */
export const cancelNotices = (tx: Tx, event: string): Promise<{ id: string; person: string }[]> =>
  tx.query(
    'update notices set cancelled_at = $2 where event = $1 and cancelled_at is null and seen_at is null returning id, person',
    [event, tx.now],
  )

/** Who was told of an order for this reason since then. */
export async function toldSince(db: Db, { order, why }: { order: string; why: string }, since: Date): Promise<Set<string>> {
  const rows = await db.query<{ person: string }>(
    'select distinct person from notices where work_order = $1 and why = $2 and made_at > $3',
    [order, why, since],
  )
  return new Set(rows.map(({ person }) => person))
}

export async function unitName(
  db: Db,
  unit: string,
): Promise<{ id: string; name: string; tier: string; parent: string | null } | null> {
  const [row] = await db.query<{ id: string; name: string; tier: string; parent: string | null }>(
    'select id, name, tier, parent from units where id = $1 and valid_to is null',
    [unit],
  )
  return row ?? null
}

export type StampedPlan = { plan: Plan; version: number; pack: string }

export type AskedPart = { arriveBy: Date | null; finishBy: Date | null; mandatory: boolean; part: Words | null }

/** How an order was asked, from its own fact: an order's row belongs to a later stage. */
export async function askedPart(db: Db, order: string): Promise<AskedPart | null> {
  const [row] = await db.query<{ arrive: string | null; finish: string | null; mandatory: boolean; part: Words | null }>(
    `select body->>'arriveBy' as arrive, body->>'finishBy' as finish, (body->>'mandatory')::boolean as mandatory, nullif(body->'part', 'null') as part
     from facts where kind = 'work-order.asked' and body ? 'order' and body->>'order' = $1 limit 1`,
    [order],
  )
  const at = (moment: string | null): Date | null => (moment ? new Date(moment) : null)
  return row ? { arriveBy: at(row.arrive), finishBy: at(row.finish), mandatory: row.mandatory, part: row.part } : null
}

/**
 * Units that had to take part when an event ended, beside its lead: they passed, or were called off with the event. Not those
 * excused, replaced by another unit, or of a dispatch that was undone. Reads only: the orders belong to a later stage.
 */
export function mandatoryAtEnd(db: Db, event: string, since: Date): Promise<{ unit: string; part: Words | null }[]> {
  return db.query<{ unit: string; part: Words | null }>(
    `select last.unit, last.part from (select distinct on (w.unit) w.unit, w.id, w.state, w.part from work_orders w
       where w.event = $1 and w.role = 'assist' and w.mandatory and w.asked_at >= $2 order by w.unit, w.asked_at desc, w.id desc) last
     where last.state in ('submitted', 'passed') or (last.state = 'cancelled' and exists (
       select 1 from facts f where f.subject = $1::text and f.kind = 'work-order.cancelled' and f.body->>'order' = last.id::text
         and f.body->>'reason' in ('closed', 'false-alarm')))
     order by last.unit`,
    [event, since],
  )
}

const actorSql = `f.actor->>'post' as post, coalesce(f.actor->>'postName', '') as post_name, '' as post_kind, null as side, coalesce(f.actor->>'unit', '') as unit,
  coalesce(f.actor->>'unitName', '') as unit_name, '' as tier, f.actor->>'id' as person, f.actor->>'name' as person_name`

/** Who accepted an order, as the post they acted as then; from the fact. */
export async function acceptedBy(db: Db, order: string): Promise<Holder | null> {
  const [row] = await db.query<Holder>(
    `select ${actorSql} from facts f where f.kind = 'work-order.accepted' and f.body ? 'order' and f.body->>'order' = $1 order by f.recorded_at desc limit 1`,
    [order],
  )
  return row?.post ? row : null
}

/** Who asked last for a standstill of the event or reported it as a false alarm, the same way. */
export async function pauseAskedBy(db: Db, event: string): Promise<Holder | null> {
  const [row] = await db.query<Holder>(
    `select ${actorSql} from facts f where f.subject = $1 and f.kind = 'event.pause-asked' order by f.recorded_at desc limit 1`,
    [event],
  )
  return row?.post ? row : null
}

/** Parts of an event that want work. Reads only: the orders belong to a later stage. */
export const openOrders = (db: Db, event: string): Promise<{ id: string }[]> =>
  db.query("select id from work_orders where event = $1 and state in ('asked', 'accepted', 'arrived') order by asked_at, id", [
    event,
  ])

/** Every unit's parts of an event with their states. */
export const ordersOf = (db: Db, event: string): Promise<{ unit: string; state: OrderState }[]> =>
  db.query('select unit, state from work_orders where event = $1', [event])

/** The lead's part of an event, while it wants work. */
export async function leadOrderOf(db: Db, event: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select id from work_orders where event = $1 and role = 'lead' and state in ('asked', 'accepted', 'arrived') order by asked_at desc, id desc limit 1`,
    [event],
  )
  return row?.id ?? null
}
