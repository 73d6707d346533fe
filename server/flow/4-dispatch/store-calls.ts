import type { Db, Tx } from '../../kernel/spine.ts'
import { plainPhone } from './rules/plain-phone.ts'
import type { AttemptRow, CallRow, Holder } from './types.ts'

const columns =
  'key, id, event, work_order, step, at_step, post, person, person_name, channel, why, code, state, answer, error, asked_at, sent_at, settled_at'

/** Writes an attempt down; false when the very same was made before. */
export async function insertAttempt(
  tx: Tx,
  one: Omit<AttemptRow, 'id' | 'answer' | 'asked_at' | 'sent_at' | 'settled_at'>,
): Promise<string | null> {
  const settled = one.state === 'failed' ? tx.now : null
  const [row] = await tx.query<{ id: string }>(
    `insert into call_attempts (key, id, event, work_order, step, at_step, post, person, person_name, channel, why, code, state, error, asked_at, sent_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict (key) do nothing returning id`,
    [
      one.key,
      tx.newId(),
      one.event,
      one.work_order,
      one.step,
      one.at_step,
      one.post,
      one.person,
      one.person_name,
      one.channel,
      one.why,
      one.code,
      one.state,
      one.error,
      tx.now,
      one.state === 'sent' ? tx.now : null,
      settled,
    ],
  )
  return row?.id ?? null
}

export const attemptsOfOrder = (db: Db, order: string): Promise<AttemptRow[]> =>
  db.query<AttemptRow>(`select ${columns} from call_attempts where work_order = $1 order by asked_at, at_step, key`, [order])

export const attemptsOfEvent = (db: Db, event: string): Promise<AttemptRow[]> =>
  db.query<AttemptRow>(`select ${columns} from call_attempts where event = $1 order by asked_at, at_step, key`, [event])

export async function attemptByKey(db: Db, key: string): Promise<AttemptRow | null> {
  const [row] = await db.query<AttemptRow>(`select ${columns} from call_attempts where key = $1`, [key])
  return row ?? null
}

/**
 * The newest attempt a gateway's answer can mean: by its key, or by the number and the code that was said; answered ones too, for a
 * repeat. A number is the same with and without its country's code, here and there.
 */
export async function attemptAnswered(
  db: Db,
  { code, key, phone }: { code: string; key: string | null; phone: string | null },
): Promise<AttemptRow | null> {
  const rows = await db.query<AttemptRow & { number: string | null }>(
    `select ${columns}, (select n.phone from persons n where n.id = a.person) as number from call_attempts a
     where code = $1 and channel <> 'app' order by asked_at desc, key`,
    [code],
  )
  const said = phone && plainPhone(phone)
  const found = rows.find((one) => one.key === key || (said && one.number && plainPhone(one.number) === said))
  if (!found) return null
  const { number: _, ...row } = found
  return row
}

/** What became of the message of an attempt nobody has answered; one that was given up may still be sent by hand. */
export async function settleAttempt(
  tx: Tx,
  key: string,
  to: { state: 'sent' | 'failed' | 'stopped'; error?: string },
): Promise<void> {
  await tx.query(
    `update call_attempts set state = $2, error = $3, sent_at = case when $2 = 'sent' then $4 else sent_at end,
       settled_at = case when $2 = 'sent' then null else $4::timestamptz end
     where key = $1 and (state in ('asked', 'sent') or (state = 'failed' and $2 = 'sent'))`,
    [key, to.state, to.error ?? null, tx.now],
  )
}

/** A person's answer, whatever had become of the message meanwhile. False when the attempt was answered before; who knew may still refuse. */
export async function answerAttempt(tx: Tx, key: string, answer: NonNullable<AttemptRow['answer']>): Promise<boolean> {
  const rows = await tx.query(
    `update call_attempts set state = 'answered', answer = $2, settled_at = $3 where key = $1 and (answer is null or (answer = 'known' and $2 = 'refused')) returning 1`,
    [key, answer, tx.now],
  )
  return rows.length > 0
}

/**
 * From now on the calls of the case begin anew: what was answered before does not count. `confirmBy`: nor does having accepted; until then
 * it has to be confirmed again.
 */
export async function callAnew(tx: Tx, event: string, confirmBy: Date | null): Promise<void> {
  await tx.query(
    `update dispatches set called_from = $2, confirm_from = case when $3::timestamptz is null then confirm_from else $2 end,
       confirm_by = coalesce($3, confirm_by) where event = $1`,
    [event, tx.now, confirmBy],
  )
}

/**
 * `due`: until when the rung called now must have accepted, or confirmed. `anew`: it was accepted when the case was less grave, by that
 * person, and waits to be confirmed.
 */
export type WaitingOrder = { unit: string; role: 'lead' | 'assist'; mandatory: boolean; due: Date; anew: string | null }

const waitingColumns = `case when o.accepted_at is null then coalesce(o.rung_by, o.accept_by) else d.confirm_by end as due, o.accepted_by as anew`
/** An order nobody has accepted, or that was accepted before it had to be confirmed anew. */
const isWaiting = `o.paused_at is null and (o.state = 'asked' and o.accepted_at is null or o.state in ('accepted', 'arrived') and o.accepted_at < d.confirm_from)`

/** An order that still waits for somebody to accept or confirm it. Reads only: orders belong to a later stage. */
export async function waitingOrder(db: Db, order: string): Promise<WaitingOrder | null> {
  const [row] = await db.query<WaitingOrder>(
    `select o.unit, o.role, o.mandatory, ${waitingColumns} from work_orders o left join dispatches d on d.event = o.event
     where o.id = $1 and ${isWaiting}`,
    [order],
  )
  return row ?? null
}

/** The orders of a case that somebody must accept or confirm and nobody has. */
export const waitingOrdersOf = (db: Db, event: string): Promise<{ id: string; due: Date; anew: string | null }[]> =>
  db.query(
    `select o.id, ${waitingColumns} from work_orders o left join dispatches d on d.event = o.event
     where o.event = $1 and ${isWaiting} and (o.role = 'lead' or o.mandatory) order by o.asked_at, o.id`,
    [event],
  )

/** The rung of an order a post was called on last. */
export async function rungOf(db: Db, order: string, post: string): Promise<number> {
  const [row] = await db.query<{ step: number | null }>(
    'select max(step) as step from calls where work_order = $1 and post = $2',
    [order, post],
  )
  return row?.step ?? 0
}

/** A holder of the post under another person's name: who stands in. */
export const standingIn = (holder: Holder, { person, person_name }: { person: string; person_name: string }): Holder => ({
  ...holder,
  person,
  person_name,
})

export type CalledRow = Pick<
  CallRow,
  'work_order' | 'step' | 'post' | 'person' | 'why' | 'inform' | 'called_at' | 'answered_at'
> & {
  person_name: string | null
  post_name: string
  unit_name: string
}

/** Everybody called or told for an event, in the order it happened. */
export const calledOfEvent = (db: Db, event: string): Promise<CalledRow[]> =>
  db.query<CalledRow>(
    `select c.work_order, c.step, c.post, c.person, n.name as person_name, p.name as post_name, u.name as unit_name, c.why, c.inform,
       c.called_at, c.answered_at
     from calls c join posts p on p.id = c.post join units u on u.id = p.unit left join persons n on n.id = c.person
     where c.event = $1 order by c.called_at, c.step, c.id`,
    [event],
  )
