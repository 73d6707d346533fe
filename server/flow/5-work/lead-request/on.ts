import { system } from '../../../../contract/actor.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import type { RecordedFact, TimerHandler } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { eventById, lockEventIfFree } from '../../3-event/store.ts'
import { countingOf } from '../clocks.ts'
import { accept } from '../routes-hold.ts'
import { lockCase } from '../store-write.ts'
import { aboutRequest, ofEvent, ruleMs, timerOf, toTheCity } from './lead-request.ts'
import { nextRequestState } from './rules/lead-request-life.ts'
import { changeRequest, eventOfRequest, lockRequest, lockRunning } from './store.ts'

/** Somebody is at work on the case this very second: the timer comes again. */
const busyMs = 1_000

/** Silence past the limit goes to the city; the city's own silence is told again, every half hour, until it rules. */
export const onLeadRequestDue: TimerHandler = async (body, tx) => {
  const id = String(body.request)
  const of = await eventOfRequest(tx, id)
  if (!of) return
  // The timer's row is locked already, people lock the event first: so a busy event is not waited for.
  const event = await lockEventIfFree(tx, of)
  if (!event) return tx.setTimer(timerOf(id, new Date(tx.now.getTime() + busyMs)))
  const row = await lockRequest(tx, id)
  if (row?.state === 'asked' && row.answer_by <= tx.now) return void (await toTheCity(tx, { event, row }, null))
  if (row?.state !== 'arbitration' || !row.rule_by || row.rule_by > tx.now) return
  await tx.record({ kind: 'lead-request.overdue', ...ofEvent(event), actor: system, body: await aboutRequest(tx, row) })
  await tx.setTimer(timerOf(id, new Date(tx.now.getTime() + ruleMs)))
}

/** The case ended, or another tier leads: nobody need answer any more. */
export async function onLeadMoot({ body }: { body: { event: string } }, tx: Tx): Promise<void> {
  const row = await lockRunning(tx, body.event)
  const event = row ? await eventById(tx, row.event) : null
  if (!row || !event) return
  await changeRequest(tx, row, { state: nextRequestState(row.state, 'void')!, over_at: tx.now })
  await tx.cancelTimer(timerOf(row.id, tx.now).key)
  await tx.record({ kind: 'lead-request.void', ...ofEvent(event), body: await aboutRequest(tx, row) })
}

/** Whoever agreed has accepted by saying so: no second press, and no fresh time to accept. */
export const leadTaken =
  (calendar: WorkCalendar) =>
  async ({ body }: RecordedFact<'lead-request.agreed'>, tx: Tx): Promise<void> => {
    const one = await lockCase(tx, body.event)
    const order = one?.orders.findLast(({ unit, role, state }) => unit === body.unit && role === 'lead' && state === 'asked')
    if (!one || !order) throw new Error(`nothing asked of ${body.unit} in ${body.event}`)
    const { id: person, name } = tx.actor
    const who = { person, unit: order.unit, post: order.post ?? '', permits: new Set<never>(), inScope: true }
    const counting = await countingOf(tx, calendar, one.event)
    await accept({ tx, order, orders: one.orders, who, counting, name: name ?? null }, {})
  }
