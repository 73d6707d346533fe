import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { AskRow, MessageRow, OrderRow } from './types.ts'

const select = `select h.hotline, h.no, h.report, h.kind, h.urgent, h.confidential, h.digest, h.area, h.received_at, h.reply_by, h.answered_at, h.returned_at, h.disputed_at, h.answer,
    h.verdict, r.code, r.type, r.content, r.state, r.outcome, r.event, e.no as event_no
  from hotline_orders h join reports r on r.id = h.report left join events e on e.id = r.event`

/** Waits for whoever is taking in the same number, so that of two at once the second finds the first. */
export async function claimNo(tx: Tx, { hotline, no }: { hotline: string; no: string }): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 12345))', [`${hotline} ${no}`])
}

export async function orderByNo(db: Db, { hotline, no }: { hotline: string; no: string }): Promise<OrderRow | null> {
  return (await db.query<OrderRow>(`${select} where h.hotline = $1 and h.no = $2`, [hotline, no]))[0] ?? null
}

/** The order behind a report; null: nobody's, or outside the scope. */
export async function orderOfReport(db: Db, report: string, scope?: readonly string[]): Promise<OrderRow | null> {
  const values: unknown[] = [report]
  const inside = scope ? scopeSql('h.area', scope, values) : 'true'
  return (await db.query<OrderRow>(`${select} where h.report = $1 and ${inside}`, values))[0] ?? null
}

/**
 * The same, locked as triage and cases lock: its signal, its event, its report, then itself. A report that moved to another event meanwhile
 * is locked with that one at the next try of the transaction.
 */
export async function lockOrder(tx: Tx, report: string, scope?: readonly string[]): Promise<OrderRow | null> {
  await tx.query('select 1 from signals where report = $1 order by id for update', [report])
  await tx.query('select 1 from events where id = (select event from reports where id = $1) for update', [report])
  await tx.query('select 1 from reports where id = $1 for update', [report])
  await tx.query('select 1 from hotline_orders where report = $1 for update', [report])
  return orderOfReport(tx, report, scope)
}

/** The same for what is only counted and told of it: nobody's case waits for that. */
export async function lockOnly(tx: Tx, report: string): Promise<OrderRow | null> {
  await tx.query('select 1 from hotline_orders where report = $1 for update', [report])
  return orderOfReport(tx, report)
}

type New = Pick<OrderRow, 'hotline' | 'no' | 'report' | 'kind' | 'urgent' | 'confidential' | 'digest' | 'area' | 'reply_by'>
export async function insertOrder(tx: Tx, one: New): Promise<void> {
  await tx.query(
    `insert into hotline_orders (hotline, no, report, kind, urgent, confidential, digest, area, received_at, reply_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [one.hotline, one.no, one.report, one.kind, one.urgent, one.confidential, one.digest, one.area, tx.now, one.reply_by],
  )
}

export async function setReplyBy(tx: Tx, report: string, until: Date): Promise<void> {
  await tx.query('update hotline_orders set reply_by = $2 where report = $1', [report, until])
}

/** A new answer waits for a verdict of its own; the one before stays on the timeline. */
export async function setAnswer(tx: Tx, report: string, text: string): Promise<void> {
  await tx.query('update hotline_orders set answered_at = $2, answer = $3, verdict = null where report = $1', [
    report,
    tx.now,
    text,
  ])
}

/** What the caller said; one that was not solved waits for another answer. */
export async function setVerdict(tx: Tx, report: string, verdict: NonNullable<OrderRow['verdict']>): Promise<void> {
  await tx.query(
    'update hotline_orders set verdict = $2::jsonb, answered_at = case when $3 then answered_at end where report = $1',
    [report, JSON.stringify(verdict), verdict.solved],
  )
}

export async function setDisputed(tx: Tx, report: string): Promise<void> {
  await tx.query('update hotline_orders set disputed_at = $2 where report = $1', [report, tx.now])
}

/** The dispute is ruled on: the end stays, or the case goes on and what was answered is void. */
export async function endDispute(tx: Tx, report: string, { goesOn }: { goesOn: boolean }): Promise<void> {
  await tx.query(
    'update hotline_orders set disputed_at = null, answered_at = case when not $2 then answered_at end where report = $1',
    [report, goesOn],
  )
}

export async function setReturned(tx: Tx, report: string): Promise<void> {
  await tx.query('update hotline_orders set returned_at = $2 where report = $1', [report, tx.now])
}

/** An answer the hotline did not take is none; one it took after all counts from then. */
export async function answerReached(tx: Tx, report: string, reached: boolean): Promise<void> {
  await tx.query(
    reached
      ? 'update hotline_orders set answered_at = coalesce(answered_at, $2) where report = $1 and answer is not null'
      : 'update hotline_orders set answered_at = null where report = $1 and $2::timestamptz is not null',
    [report, tx.now],
  )
}

export async function insertAsk(
  tx: Tx,
  ask: Pick<AskRow, 'id' | 'report' | 'what' | 'reason' | 'until' | 'by_name'>,
): Promise<void> {
  await tx.query(
    `insert into hotline_asks (id, report, what, reason, until, state, by_name, at) values ($1, $2, $3, $4, $5, 'asked', $6, $7)`,
    [ask.id, ask.report, ask.what, ask.reason, ask.until, ask.by_name, tx.now],
  )
}

export async function settleAsk(tx: Tx, id: string, to: Pick<AskRow, 'state' | 'note' | 'until'>): Promise<void> {
  await tx.query('update hotline_asks set state = $2, note = $3, until = coalesce($4, until), answered_at = $5 where id = $1', [
    id,
    to.state,
    to.note,
    to.until,
    tx.now,
  ])
}

/** A return nobody needs any more: somebody here has taken the matter up. */
export async function voidReturns(tx: Tx, report: string): Promise<void> {
  await tx.query(
    `update hotline_asks set state = 'void', answered_at = $2 where report = $1 and what = 'return' and state = 'asked'`,
    [report, tx.now],
  )
}

export const asksOf = (db: Db, reports: string[]): Promise<AskRow[]> =>
  db.query<AskRow>(
    `select id, report, what, reason, until, state, by_name, at, note, answered_at from hotline_asks where report = any($1::uuid[]) order by at, id`,
    [reports],
  )

/** Answers its place among the messages of its order, which is locked; null when it is there already. */
export async function insertMessage(tx: Tx, message: Pick<MessageRow, 'key' | 'report' | 'what'>): Promise<number | null> {
  const [row] = await tx.query<{ seq: number }>(
    `insert into hotline_messages (key, report, seq, what, at, state)
     select $1, $2, 1 + count(*)::int, $3, $4, 'waiting' from hotline_messages where report = $2
     on conflict (key) do nothing returning seq`,
    [message.key, message.report, message.what, tx.now],
  )
  return row?.seq ?? null
}

/** Answers what the message was. */
export async function settleMessage(
  tx: Tx,
  key: string,
  to: Pick<MessageRow, 'state' | 'receipt' | 'error'>,
): Promise<Pick<MessageRow, 'report' | 'what'> | null> {
  const [row] = await tx.query<Pick<MessageRow, 'report' | 'what'>>(
    'update hotline_messages set state = $2, receipt = $3, error = $4, settled_at = $5 where key = $1 returning report, what',
    [key, to.state, to.receipt, to.error, tx.now],
  )
  return row ?? null
}

export const messagesOf = (db: Db, reports: string[]): Promise<MessageRow[]> =>
  db.query<MessageRow>(
    `select key, report, seq, what, at, state, receipt, error, settled_at from hotline_messages where report = any($1::uuid[]) order by seq`,
    [reports],
  )

export type Asked = {
  scope: readonly string[]
  view: 'open' | 'answered' | 'all'
  /** the last of the page before */
  after: { at: Date; report: string } | null
  limit: number
}

/** Orders in some areas: open ones by when their time is over, others newest first. */
export function readOrders(db: Db, { scope, view, after, limit }: Asked): Promise<OrderRow[]> {
  const values: unknown[] = [limit, after?.at ?? null, after?.report ?? null]
  const inside = scopeSql('h.area', scope, values)
  const open = view === 'open'
  const column = open ? 'h.reply_by' : 'h.received_at'
  const beyond = `($2::timestamptz is null or (${column}, h.report) ${open ? '>' : '<'} ($2, $3::uuid))`
  const which = { open: 'h.answered_at is null and h.returned_at is null', answered: 'h.answered_at is not null', all: 'true' }[
    view
  ]
  return db.query<OrderRow>(
    `${select} where ${inside} and ${which} and ${beyond} order by ${column}${open ? '' : ' desc'}, h.report${open ? '' : ' desc'} limit $1`,
    values,
  )
}

export type Counts = { open: number; overdue: number; answered: number; inTime: number }
export async function countOrders(db: Db, scope: readonly string[], now: Date): Promise<Counts> {
  const values: unknown[] = [now]
  const inside = scopeSql('area', scope, values)
  const [row] = await db.query<Counts>(
    `select a.open, a.overdue, b.answered, b."inTime" from
       (select count(*)::int as open, (count(*) filter (where reply_by < $1))::int as overdue from hotline_orders
        where answered_at is null and returned_at is null and ${inside}) a,
       (select count(*)::int as answered, (count(*) filter (where answered_at <= reply_by))::int as "inTime" from hotline_orders
        where answered_at > $1::timestamptz - interval '30 days' and ${inside}) b`,
    values,
  )
  return row!
}
