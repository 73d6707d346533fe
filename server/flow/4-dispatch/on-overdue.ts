import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import { known, lastCalled, stamped, telling } from './case.ts'
import type { CallLadder } from './on-calls.ts'
import { eachOnce } from './rules/each-once.ts'
import { escalate } from './rules/escalate.ts'
import { askedPart, callsOfOrder, holdersFor, insertCall, toldSince } from './store.ts'
import { backstopFor, holdersOfPart, holdersOfSteps } from './store-route.ts'
import { tell } from './tell.ts'
import type { Holder } from './types.ts'

/** A clock of an order has run out: not accepted climbs the ladder, not arrived or finished is told to the hub. */
export const overdueHandler =
  (calls: CallLadder) =>
  async (fact: RecordedFact<'work-order.overdue'>, tx: Tx): Promise<void> => {
    const event = await known(tx, fact.body.event)
    if (fact.body.clock !== 'accept') {
      // Nobody arrived or finished in time: the hub that answers for the area is told, the holder as well.
      const hub = await holdersFor(
        tx,
        { postKind: event.tier === 'town' ? 'town-commander' : 'district-leader', tier: event.tier },
        event.area,
        tx.now,
      )
      await tell(
        tx,
        eachOnce([...hub, ...(await lastCalled(tx, fact.body.order))]),
        telling(event, fact.body.order, 'overdue', `overdue-${fact.body.clock}`),
      )
      return
    }
    if (fact.body.role === 'lead') await calls.ringLeaders(tx, event, fact.body.order)
    await climb(tx, event, fact.body)
  }

/** `anew`: it was accepted, and waits to be confirmed since the case is graver. */
type Part = { order: string; unit: string; role: 'lead' | 'assist'; anew?: boolean }

/** The next rung is called at its minute; those called before hear that it moved and why (screens show the call). */
export async function climb(tx: Tx, event: EventRecord, part: Part): Promise<void> {
  const { order } = part
  const calls = await callsOfOrder(tx, order)
  const asked = calls.flatMap((call) => (call.step === 0 ? [call.post] : []))
  const rungs = (await ladderOf(tx, event, { ...part, asked })).map((holders) => holders.filter((holder) => holder.person))
  const step = escalate(
    rungs.map((holders) => holders.length > 0),
    Math.max(0, ...calls.map((call) => call.step)),
  )
  if (step === null) return urge(tx, event, part)
  const next = rungs[step]!
  const before = await lastCalled(tx, order)
  for (const holder of next) {
    await insertCall(tx, {
      event: event.id,
      work_order: order,
      step,
      post: holder.post,
      person: holder.person,
      why: 'no-answer',
      inform: false,
    })
    await tx.record({
      kind: 'work-order.called',
      subject: event.id,
      area: event.area,
      unit: holder.unit,
      body: {
        order,
        event: event.id,
        step,
        post: holder.post,
        postName: holder.post_name,
        person: holder.person,
        why: 'no-answer',
      },
    })
  }
  await tell(tx, next, telling(event, order, 'order', 'no-answer'))
  await tell(tx, before, telling(event, order, 'escalated', 'no-answer'))
}

/** Who stands on each rung: of the lead by the stamped plan, of a unit that must take part by its own line; a unit that may stay away has none. */
async function ladderOf(
  tx: Tx,
  event: EventRecord,
  { order, unit, role, asked }: Part & { asked: string[] },
): Promise<Holder[][]> {
  if (role === 'lead') return holdersOfSteps(tx, (await stamped(tx, event.id)).plan, event, tx.now)
  return (await askedPart(tx, order))?.mandatory ? holdersOfPart(tx, { unit, area: event.area, asked }, tx.now) : []
}

/** Nobody above is left: those called last hear it again, of an assisting unit the hub as well. */
async function urge(tx: Tx, event: EventRecord, { order, role, anew = false }: Part): Promise<void> {
  const last = await lastCalled(tx, order)
  const hub = role === 'assist' ? await backstopFor(tx, event.area, tx.now) : []
  await tellUnaccepted(tx, event, { order, anew }, [...last, ...hub])
}

/** A limit that ends and a round of calls may meet in one moment, each of them with a reason to tell the same people. */
const sameMomentMs = 30_000

/** That nobody has accepted, or confirmed anew: to each person once, and not again to whoever heard it just now. */
export async function tellUnaccepted(
  tx: Tx,
  event: EventRecord,
  { order, anew }: { order: string; anew: boolean },
  people: Holder[],
): Promise<void> {
  const why = anew ? 'overdue-confirm' : 'overdue-accept'
  const told = await toldSince(tx, { order, why }, new Date(tx.now.getTime() - sameMomentMs))
  const fresh = eachOnce(people).filter(({ person }) => person === null || !told.has(person))
  await tell(tx, fresh, telling(event, order, 'overdue', why))
}
