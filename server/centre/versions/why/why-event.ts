import type { Why } from '../../../../contract/why.ts'
import { eventById, mergedInto } from '../../../flow/3-event/store.ts'
import { signalsOfEvent } from '../../../flow/3-event/store-signals.ts'
import type { EventRecord } from '../../../flow/3-event/types.ts'
import { attemptsOf } from '../../../flow/4-dispatch/rules/attempts-of.ts'
import { dispatchOf } from '../../../flow/4-dispatch/store.ts'
import { attemptsOfEvent, type CalledRow, calledOfEvent } from '../../../flow/4-dispatch/store-calls.ts'
import { holdersOfCall, holdersOfSteps } from '../../../flow/4-dispatch/store-route.ts'
import type { DispatchRow, Holder } from '../../../flow/4-dispatch/types.ts'
import { ordersOfEvent } from '../../../flow/5-work/store.ts'
import type { Db } from '../../../kernel/spine.ts'
import { callOutcome } from './rules/call-outcome.ts'
import type { PersonLine } from './store.ts'

type WhyEvent = Why['events'][number]
type NotTold = WhyEvent['notTold'][number]
type Line = { post: string; line: NotTold }

/** How an event came to those who know of it: merged, routed, told; and who of the plan was not told, and why. */
export async function whyEvent(db: Db, event: EventRecord): Promise<WhyEvent> {
  const dispatch = await dispatchOf(db, event.id)
  const called = await calledOfEvent(db, event.id)
  const into = event.merged_into ? await eventById(db, event.merged_into) : null
  return {
    ...{ id: event.id, no: event.no, title: event.title, grade: event.grade, state: event.state, mode: event.mode },
    ...{ openedAt: event.opened_at.toISOString(), mergedInto: into && { id: into.id, no: into.no } },
    absorbed: (await mergedInto(db, event.id)).map(({ id, no }) => ({ id, no })),
    signals: (await signalsOfEvent(db, event.id)).map(({ title, source, state, received_at, decided_by }) => ({
      ...{ title, source, state, at: received_at.toISOString(), by: decided_by },
    })),
    routed: (dispatch?.why ?? []).map(({ unitName, role, reason }) => ({ unitName, role, reason })),
    plan: dispatch && { pack: dispatch.pack, version: dispatch.version, planVersion: dispatch.plan_version },
    told: await toldLines(db, event.id, called),
    notTold: dispatch ? await notReached(db, event, dispatch, called) : [],
  }
}

async function toldLines(db: Db, event: string, called: CalledRow[]): Promise<WhyEvent['told']> {
  const [attempts, orders] = [await attemptsOfEvent(db, event), await ordersOfEvent(db, event)]
  return called.map((call) => {
    const tried = attemptsOf(call, attempts)
    return {
      ...{ personName: call.person_name, postName: call.post_name, unitName: call.unit_name, step: call.step, why: call.why },
      ...{ inform: call.inform, at: call.called_at.toISOString(), answeredAt: call.answered_at?.toISOString() ?? null },
      ...{ outcome: callOutcome(call, { attempts: tried, called, orders }), attempts: tried },
    }
  })
}

/** The rungs of the stamped plan with their people of that day, and those it tells at other grades only, less those who were called. */
async function notReached(
  db: Db,
  event: EventRecord,
  { plan, dispatched_at: at }: DispatchRow,
  called: CalledRow[],
): Promise<NotTold[]> {
  const answered = called.some((call) => call.answered_at !== null)
  const rungs = await holdersOfSteps(db, plan, event, at)
  const above = rungs.flatMap((holders, step) =>
    holders.map((holder) => lineOf(holder, step, answered ? 'before-answer' : 'later-step')),
  )
  const others: Line[] = []
  for (const { call, grades } of [...plan.assist, ...plan.inform])
    if (!grades.includes(event.grade))
      for (const holder of await holdersOfCall(db, call, event, at)) others.push(lineOf(holder, null, 'grade'))
  const known = new Set(called.map(({ post }) => post))
  return [...above, ...others].flatMap(({ post, line }) => {
    if (known.has(post)) return []
    known.add(post)
    return [line]
  })
}

const lineOf = (holder: Holder, step: number | null, reason: NotTold['reason']): Line => ({
  post: holder.post,
  line: {
    ...{ personName: holder.person_name, postName: holder.post_name, unitName: holder.unit_name, step },
    reason: holder.person === null ? 'vacant' : reason,
  },
})

/** Why a person was told of an event, or was not: only their own lines stay. */
export function forPerson(event: WhyEvent, held: PersonLine[]): WhyEvent {
  const mine = (one: { personName: string | null; postName: string | null; unitName: string | null }): boolean =>
    held.some(
      ({ name, post_name, unit_name }) => one.personName === name && one.postName === post_name && one.unitName === unit_name,
    )
  const told = event.told.filter(mine)
  const notTold = event.notTold.filter(mine)
  if (told.length > 0 || notTold.length > 0) return { ...event, told, notTold }
  // The plan calls posts: whoever held one then was called for it, another holder was not on duty.
  const called = held.find(({ post_name, unit_name }) =>
    event.told.some(({ postName, unitName }) => postName === post_name && unitName === unit_name),
  )
  const reason = event.mergedInto ? 'merged' : called ? 'off-duty' : event.plan ? 'not-in-plan' : 'not-dispatched'
  const first = called ?? held[0]
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
