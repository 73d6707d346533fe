import { objectById } from '../../city/object/store.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit } from './ask.ts'
import { isAtWork, known, stamped, telling } from './case.ts'
import { answererOf } from './on-look.ts'
import { asksDuty } from './rules/asks-duty.ts'
import { addWhy, dispatchOf, holdersOfUnit, leadOrderOf, ordersOf, toldSince } from './store.ts'
import { tell } from './tell.ts'

/** One of many may follow another within seconds: its lead hears of them once a minute. */
const toldAgainMs = 60_000

/** An alarm that joins a case as one of many calls no less than alone: its own duty unit is asked, and the lead of the case hears of it. */
export const joinedHandler =
  (calendar: WorkCalendar) =>
  async ({ body }: RecordedFact<'event.alarm-joined'>, tx: Tx): Promise<void> => {
    const [event, row] = [await known(tx, body.event), await dispatchOf(tx, body.event)]
    if (!row || !isAtWork(event)) return
    await askDuty(tx, event, { object: body.object, calendar })
    // Dispatched at this very moment: they are told of the whole case.
    if (row.dispatched_at >= tx.now) return
    const lead = await leadOrderOf(tx, event.id)
    if (!lead || (await toldSince(tx, { order: lead, why: 'joined' }, new Date(tx.now.getTime() - toldAgainMs))).size > 0) return
    await tell(tx, await answererOf(tx, lead), { ...telling(event, lead, 'inform', 'joined'), urgent: true })
  }

type Duty = { object: string; calendar: WorkCalendar }

async function askDuty(tx: Tx, event: EventRecord, { object, calendar }: Duty): Promise<void> {
  const unit = (await objectById(tx, object))?.duty_unit
  const { plan, why } = await stamped(tx, event.id)
  if (!unit || !asksDuty({ why, orders: await ordersOf(tx, event.id) }, { unit, object })) return
  const holders = await holdersOfUnit(tx, unit, tx.now)
  const [first] = holders
  if (!first) return
  const part = { unit, unitName: first.unit_name, role: 'assist', reason: 'duty-of-object' } as const
  await askUnit(tx, event, { ...part, holders, step: 0, mandatory: true }, { plan, calendar, hold: false })
  await addWhy(tx, event.id, [{ ...part, object }])
}
