import type { z } from 'zod'
import type { ReviewWish } from '../../../contract/review.ts'
import type { ReviewReason } from '../../../contract/review-kinds.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { placeSql } from '../desk/store.ts'
import { nextReviewState } from './life.ts'
import type { ClosedCase } from './rules/reasons.ts'
import type { ReviewRecord } from './types.ts'

const columns = `r.id, r.no, r.event, r.object, r.vital, r.vital_area, r.title, r.area, r.reasons, r.state, r.went_well, r.gaps, r.filled_by, r.filled_name,
  r.filled_at, r.discussed_at, r.closed_at, r.closed_name, r.opened_at, r.version, e.event_no, e.grade,
  coalesce(nullif(concat(d.name, t.name), ''), (select c.name from areas c where c.code = split_part(r.area, '/', 1)), '') as area_name`
/** Its case by its id: a drill is none, and is never reviewed. */
const from = `reviews r left join lateral (select x.no as event_no, x.grade from events x where x.id = r.event) e on true ${placeSql('r.area')}`

/** What is known of a case when it is closed; null: a drill, or no such case. */
export async function closedCase(db: Db, event: string): Promise<(ClosedCase & Found) | null> {
  const [row] = await db.query<Found & Omit<ClosedCase, 'lead'> & { lead: ClosedCase['lead'] }>(
    `select e.title, e.area, e.object, e.demo, e.grade, e.severity,
       coalesce(jsonb_array_length(d.plan->'lead'), 0) as rungs,
       (select jsonb_build_object('asked', ${ms('o.asked_at')}, 'acceptBy', ${ms('o.accept_by')}, 'accepted', ${ms('o.accepted_at')}, 'climbed', o.step)
        from work_orders o where o.event = e.id and o.role = 'lead' and o.accepted_at is not null order by o.accepted_at, o.id limit 1) as lead,
       (select count(*)::int from events x where x.object = e.object and not x.exercise and x.state not in ('merged', 'false-alarm')
          and x.opened_at > e.opened_at - interval '90 days' and x.opened_at <= e.opened_at) as "atObject",
       exists (select 1 from work_orders o where o.event = e.id and (o.proposal->>'ruled')::boolean and o.proposal->>'unit' = o.unit) as overruled
     from events e left join dispatches d on d.event = e.id where e.id = $1 and not e.exercise`,
    [event],
  )
  return row ?? null
}
type Found = { title: string; area: string; object: string | null; demo: boolean }
const ms = (column: string): string => `extract(epoch from ${column}) * 1000`

/** Does a review of this object as a repeat point still run, of another case? */
export async function repeatRuns(db: Db, object: string, event: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from reviews where object = $1 and event <> $2 and 'repeat-point' = any(reasons) and state <> 'closed' limit 1`,
    [object, event],
  )
  return rows.length > 0
}

/** Does another review of the same vital and area run already? Of a case there is only ever one. */
export async function anotherRuns(db: Db, { id, vital, vital_area }: ReviewRecord): Promise<boolean> {
  if (vital === null) return false
  const rows = await db.query(`select 1 from reviews where vital = $1 and vital_area = $2 and state <> 'closed' and id <> $3`, [
    ...[vital, vital_area, id],
  ])
  return rows.length > 0
}

export type NewReview = {
  event: string | null
  object: string | null
  vital: { code: string; area: string } | null
  title: string
  area: string
  demo: boolean
  reasons: readonly ReviewReason[]
}
export type Opened = {
  id: string
  no: number
  title: string
  area: string
  event: string | null
  added: ReviewReason[]
  fresh: boolean
  /** it was closed already: the new reasons opened it again */
  reopened: boolean
}

/** Opens a review, or adds what is new to the one there is. Two at once meet at the unique index: one review comes of them. */
export async function openReview(tx: Tx, asked: NewReview): Promise<Opened | null> {
  const { event, object, vital, title, area, demo, reasons } = asked
  const [made] = await tx.query<{ id: string; no: number }>(
    `insert into reviews (id, event, object, vital, vital_area, title, area, reasons, state, opened_at, changed_at, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $9, $10) on conflict do nothing returning id, no`,
    [tx.newId(), event, object, vital?.code ?? null, vital?.area ?? null, title, area, reasons, tx.now, demo],
  )
  const about = { title, area, event }
  if (made) return { ...made, ...about, added: [...reasons], fresh: true, reopened: false }
  const [before] = await tx.query<Pick<ReviewRecord, 'id' | 'no' | 'reasons' | 'state'>>(
    `select id, no, reasons, state from reviews where ($1::uuid is not null and event = $1) or (vital = $2 and vital_area = $3 and state <> 'closed') for update`,
    [event, vital?.code ?? null, vital?.area ?? null],
  )
  const added = reasons.filter((one) => !before?.reasons.includes(one))
  if (!before || added.length === 0) return null
  // A reason nobody discussed is no part of a review that is over.
  const again = nextReviewState(before.state, 'reopen')
  await tx.query(
    `update reviews set reasons = reasons || $2::text[], changed_at = $3, version = version + 1, state = coalesce($4, state),
       closed_at = case when $4::text is null then closed_at end, closed_name = case when $4::text is null then closed_name end where id = $1`,
    [before.id, added, tx.now, again],
  )
  return { id: before.id, no: before.no, ...about, added, fresh: false, reopened: again !== null }
}

type Asked = {
  scope: readonly string[]
  wish: Pick<z.infer<typeof ReviewWish>, 'view'> & { event?: string | undefined }
  now: Date
}
const overdue = `exists (select 1 from review_actions a where a.review = r.id and a.state = 'running' and a.due < `

function whereOf({ scope, wish, now }: Asked, values: unknown[]): string {
  const inside = scopeSql('r.area', scope, values)
  if (wish.event) return `${inside} and r.event = $${values.push(wish.event)}`
  if (wish.view === 'overdue') return `${inside} and r.state <> 'closed' and ${overdue}$${values.push(now)})`
  return `${inside} and r.state ${wish.view === 'closed' ? '=' : '<>'} 'closed'`
}

export type ListedReview = ReviewRecord & { actions: number; running: number; overdue: number }
/** Reviews of some areas, the newest first. */
export function readReviews(db: Db, asked: Asked, page: { after: Key | null; limit: number }): Promise<ListedReview[]> {
  const values: unknown[] = []
  const where = whereOf(asked, values)
  const after = page.after
    ? ` and (r.opened_at, r.id) < ($${values.push(page.after.at)}, $${values.push(page.after.id)}::uuid)`
    : ''
  const now = `$${values.push(asked.now)}`
  return db.query<ListedReview>(
    `select ${columns}, k.* from ${from}
     left join lateral (select count(*)::int as actions, count(*) filter (where a.state = 'running')::int as running,
       count(*) filter (where a.state = 'running' and a.due < ${now})::int as overdue from review_actions a where a.review = r.id) k on true
     where ${where}${after} order by r.opened_at desc, r.id desc limit $${values.push(page.limit)}`,
    values,
  )
}

export async function countReviews(db: Db, { scope, now }: Pick<Asked, 'scope' | 'now'>) {
  const values: unknown[] = [now]
  const [row] = await db.query<{ running: number; closed: number; overdue: number }>(
    `select count(*) filter (where r.state <> 'closed')::int as running, count(*) filter (where r.state = 'closed')::int as closed,
       count(*) filter (where r.state <> 'closed' and ${overdue}$1))::int as overdue
     from reviews r where ${scopeSql('r.area', scope, values)}`,
    values,
  )
  return row!
}

/** One review of the wished areas, null: of any; outside of them there is none. */
export async function reviewById(db: Db, scope: readonly string[] | null, id: string): Promise<ReviewRecord | null> {
  const values: unknown[] = [id]
  const [row] = await db.query<ReviewRecord>(
    `select ${columns} from ${from} where r.id = $1${scope ? ` and ${scopeSql('r.area', scope, values)}` : ''}`,
    values,
  )
  return row ?? null
}

/** The same, locked until the transaction ends. */
export async function lockReview(tx: Tx, scope: readonly string[], id: string): Promise<ReviewRecord | null> {
  await tx.query('select 1 from reviews where id = $1 for update', [id])
  return reviewById(tx, scope, id)
}

export type ReviewChange = Partial<
  Pick<
    ReviewRecord,
    'state' | 'went_well' | 'gaps' | 'filled_by' | 'filled_name' | 'filled_at' | 'discussed_at' | 'closed_at' | 'closed_name'
  >
>
export async function changeReview(tx: Tx, row: ReviewRecord, change: ReviewChange): Promise<ReviewRecord> {
  const entries = Object.entries(change)
  const sets = entries.map(([name], at) => `, ${name} = $${at + 3}`).join('')
  const values = entries.map(([name, value]) => (name === 'gaps' ? JSON.stringify(value) : value))
  await tx.query(`update reviews set version = version + 1, changed_at = $2${sets} where id = $1`, [row.id, tx.now, ...values])
  return { ...row, ...change, version: row.version + 1 }
}

/** Of vitals that had an event since a moment, in the area or below: opened since, or opened before and not over by then. */
export async function vitalsWithEvents(
  db: Db,
  codes: readonly string[],
  { since, area, path }: { since: Date; area: string; path: string },
): Promise<Set<string>> {
  const rows = await db.query<{ vital: string }>(
    `select distinct vital from events where vital = any($1) and (closed_at is null or closed_at >= $2) and not exercise
       and (vital_area = $3 or starts_with(area, $4))`,
    [codes, since, area, path],
  )
  return new Set(rows.map(({ vital }) => vital))
}
