import type { Why } from '../../../../contract/why.ts'
import { mergedInto } from '../../../flow/3-event/store.ts'
import type { EventRecord } from '../../../flow/3-event/types.ts'
import { dispatchOf } from '../../../flow/4-dispatch/store.ts'
import { type CalledRow, calledOfEvent } from '../../../flow/4-dispatch/store-calls.ts'
import { holdersOfSteps } from '../../../flow/4-dispatch/store-route.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { PersonLine } from './store.ts'

type WhyEvent = Why['events'][number]
type NotTold = WhyEvent['notTold'][number]

/** How an event came to those who know of it: merged, routed, told; and who of the plan was not told, and why. */
export async function whyEvent(db: Db, event: EventRecord): Promise<WhyEvent> {
  const dispatch = await dispatchOf(db, event.id)
  const called = await calledOfEvent(db, event.id)
  return {
    ...{ id: event.id, no: event.no, title: event.title, state: event.state, mode: event.mode },
    ...{ openedAt: event.opened_at.toISOString(), mergedInto: event.merged_into },
    absorbed: (await mergedInto(db, event.id)).map(({ id, no }) => ({ id, no })),
    routed: (dispatch?.why ?? []).map(({ unitName, role, reason }) => ({ unitName, role, reason })),
    plan: dispatch && { pack: dispatch.pack, version: dispatch.version },
    told: called.map(toldLine),
    notTold: dispatch ? await notReached(db, event, { plan: dispatch.plan, at: dispatch.dispatched_at, called }) : [],
  }
}

const toldLine = (call: CalledRow): WhyEvent['told'][number] => ({
  ...{ personName: call.person_name, postName: call.post_name, unitName: call.unit_name, step: call.step, why: call.why },
  ...{ inform: call.inform, at: call.called_at.toISOString(), answeredAt: call.answered_at?.toISOString() ?? null },
})

type Stamped = { plan: Parameters<typeof holdersOfSteps>[1]; at: Date; called: CalledRow[] }

/** The rungs of the stamped plan with their people of that day, less those who were called. */
async function notReached(db: Db, event: EventRecord, { plan, at, called }: Stamped): Promise<NotTold[]> {
  const asked = new Set(called.map(({ post }) => post))
  const rungs = await holdersOfSteps(db, plan, event.area, at)
  const answered = called.some((call) => call.answered_at !== null)
  return rungs.flatMap((holders, step) =>
    holders
      .filter(({ post }) => !asked.has(post))
      .map((holder): NotTold => {
        const reason = holder.person === null ? 'vacant' : answered ? 'before-answer' : 'later-step'
        return { personName: holder.person_name, postName: holder.post_name, unitName: holder.unit_name, step, reason }
      }),
  )
}

/** Why a person was told of an event, or was not: only their own lines stay. */
export function forPerson(event: WhyEvent, held: PersonLine[]): WhyEvent {
  const mine = (one: { personName: string | null; postName: string | null; unitName: string | null }): boolean =>
    held.some(
      ({ name, post_name, unit_name }) => one.personName === name && one.postName === post_name && one.unitName === unit_name,
    )
  const told = event.told.filter(mine)
  const notTold = event.notTold.filter(mine)
  if (told.length > 0 || notTold.length > 0) return { ...event, told, notTold }
  const reason = event.mergedInto ? 'merged' : event.plan ? 'not-in-plan' : 'not-dispatched'
  const [first] = held
  const line: NotTold = {
    ...{
      personName: first?.name ?? null,
      postName: first?.post_name ?? null,
      unitName: first?.unit_name ?? null,
      step: null,
      reason,
    },
  }
  return { ...event, told: [], notTold: [line] }
}
