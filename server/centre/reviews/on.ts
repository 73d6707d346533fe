import { system } from '../../../contract/actor.ts'
import { type ReviewReason, reviewReasons } from '../../../contract/review-kinds.ts'
import type { Flow, Handler, RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { checkUpWithScheduled } from '../check-up/store.ts'
import { reasonsOf } from './rules/reasons.ts'
import { closedCase, type NewReview, openReview, repeatRuns, reviewById, vitalsWithEvents } from './store.ts'
import { lockActionIfFree, setOverdue } from './store-actions.ts'

/** `nearShare`: of a limit, the last part of it in which an acceptance is a near miss; 0 to 1. */
export type ReviewSettings = { nearShare: number }
/** PROPOSED: no source says how near a miss is near. */
export const usualReviews: ReviewSettings = { nearShare: 0.1 }

/** Check-ups closer together than this are not held against each other, the next older one is. PROPOSED: a day, the shortest limit anybody has to act on a vital. */
const apartMs = 86_400_000

/** Found at a busy moment it is looked at again. */
const busyMs = 1_000

/** The timer of an action: the moment it is due. */
export const dueTimer = (action: string, dueAt: Date) => ({
  key: `review-action:${action}`,
  kind: 'review.action-due',
  dueAt,
  body: { action },
})

/** Reviews open by themselves, once for a case whatever the reasons; nobody is rung up for it: it stands in the list. */
export function reviewHandlers({ nearShare }: ReviewSettings) {
  /** A case has ended: grave, a near miss, a repeat point, or a return was overruled. */
  async function onClosed({ body }: RecordedFact<'event.closed'>, tx: Tx): Promise<void> {
    const found = await closedCase(tx, body.event)
    if (!found) return
    const { object } = found
    const repeats = object !== null && found.atObject > 1 && (await repeatRuns(tx, object, body.event))
    const reasons = reasonsOf(found, nearShare).filter((one) => !(repeats && one === 'repeat-point'))
    await open(tx, { ...aboutCase(body.event, found), reasons })
  }

  /** The hub ruled that a unit keeps what it returned: reviewed while it is fresh, whatever comes of the case. */
  async function onArbitrated({ body }: RecordedFact<'work-order.arbitrated'>, tx: Tx): Promise<void> {
    const found = body.to === body.unit ? await closedCase(tx, body.event) : null
    if (found) await open(tx, { ...aboutCase(body.event, found), reasons: ['return-overruled'] })
  }

  /** Vitals that were outside at a check-up of an area and at the scheduled one before it, and no event came of it. */
  async function onCheckUp({ body, area }: RecordedFact<'check-up.made'>, tx: Tx): Promise<void> {
    // One that is asked for a minute after another says nothing about whether anybody did anything, and takes no other's place.
    const made = await checkUpWithScheduled(tx, body.checkUp, apartMs)
    if (!made || area === null) return
    const twice = made.row.body.outside.filter(({ id }) => made.before.body.outside.some((one) => one.id === id))
    const answered = await vitalsWithEvents(
      tx,
      twice.map(({ id }) => id),
      { since: made.before.at, area: made.row.area, path: area },
    )
    for (const { id, name } of twice.filter((one) => !answered.has(one.id))) {
      const vital = { code: id, area: made.row.area }
      const title = `${body.areaName} ${name.zh}`
      await open(tx, { event: null, object: null, vital, title, area, demo: false, reasons: ['vital-unanswered'] })
    }
  }

  const after = {
    'event.closed': { review: onClosed as Handler },
    'work-order.arbitrated': { review: onArbitrated as Handler },
    'check-up.made': { review: onCheckUp as Handler },
  }
  return { after: after as Flow['after'], onActionDue }
}

const aboutCase = (event: string, { title, area, object, demo }: Pick<NewReview, 'title' | 'area' | 'object' | 'demo'>) => ({
  ...{ event, object, vital: null, title, area, demo },
})

async function open(tx: Tx, asked: NewReview): Promise<void> {
  if (asked.reasons.length === 0) return
  const opened = await openReview(tx, asked)
  if (!opened) return
  const { id, no, title, area, event, added, fresh, reopened } = opened
  const told = (why: ReviewReason) => {
    const { zh, en } = reviewReasons[why]
    return { review: id, no, title, event, why, says: { zh, en } }
  }
  const [first, ...others] = added
  await tx.record({ kind: fresh ? 'review.opened' : 'review.reason-added', subject: id, area, actor: system, body: told(first!) })
  if (reopened) {
    const reason = added.map((why) => reviewReasons[why].zh).join('、')
    await tx.record({ kind: 'review.reopened', subject: id, area, actor: system, body: { review: id, no, title, reason } })
  }
  for (const why of others) await tx.record({ kind: 'review.reason-added', subject: id, area, actor: system, body: told(why) })
}

/** An action is due and runs on: whoever leads its unit hears of it, once. */
const onActionDue: TimerHandler = async (body, tx) => {
  // The timer's row is locked already, people lock the action first: so a busy one is not waited for.
  const action = await lockActionIfFree(tx, String(body.action))
  if (action === 'busy') return tx.setTimer(dueTimer(String(body.action), new Date(tx.now.getTime() + busyMs)))
  if (action?.state !== 'running' || action.overdue_at || action.due > tx.now) return
  const review = await reviewById(tx, null, action.review)
  if (!review) return
  await setOverdue(tx, action.id)
  const { no, title, event } = review
  await tx.record({
    kind: 'review.action-overdue',
    ...{ subject: review.id, area: review.area, unit: action.unit, actor: system },
    body: {
      ...{ review: review.id, no, title, event, action: action.id, actionKind: action.kind, words: action.words },
      ...{ unit: action.unit, unitName: action.unit_name, due: action.due.toISOString() },
    },
  })
}
