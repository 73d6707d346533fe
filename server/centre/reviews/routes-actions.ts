import { z } from 'zod'
import {
  CloseAction,
  HandOverAction,
  type NamedTarget,
  ReviewDone,
  type ReviewProof,
  ReviewProofs,
  ReviewTargets,
  ReviewTargetWish,
  SetAction,
} from '../../../contract/review.ts'
import { actionKinds } from '../../../contract/review-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'
import { dueTimer } from './on.ts'
import { proofsOf } from './proofs.ts'
import { about, locked, nextOr, scopeOf, named as titled } from './routes.ts'
import { changeReview, reviewById } from './store.ts'
import { actionsOf, endAction, insertAction, lockAction, reviewOfAction, unitName } from './store-actions.ts'
import { choicesOf, nameTarget } from './targets.ts'
import type { ActionRecord, ReviewRecord } from './types.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }
const Id = z.object({ id: z.uuid() })
const config = { permit: 'event.check' } as const
const response = { 200: ReviewDone, ...errors }
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })

/** What follows from a review: set, shown to be done by a change that was published, or handed over by somebody else. */
export async function reviewActionRoutes(app: App, { spine, packs, zone }: Deps): Promise<void> {
  app.post(
    '/api/v1/reviews/:id/actions',
    { schema: { summary: '布置整改', params: Id, body: SetAction, response }, config },
    (request) =>
      write(spine, request, (tx) => setAction(tx, { packs, zone, caller: callerOf(request) }, request.params.id, request.body)),
  )
  app.get(
    '/api/v1/reviews/:id/targets',
    {
      schema: {
        summary: '整改可以改的项',
        params: Id,
        querystring: ReviewTargetWish,
        response: { 200: ReviewTargets, ...errors },
      },
      config,
    },
    async (request) => {
      const scope = scopeOf(callerOf(request))
      const review = await reviewById(spine, scope, request.params.id)
      if (!review) throw notFound()
      const { kind, q } = request.query
      const { area, object } = review
      return choicesOf(spine, kind, { packs, zone, scope, area, object, now: spine.clock.now() }, q)
    },
  )
  app.get(
    '/api/v1/review-actions/:id/proofs',
    {
      schema: { summary: '复盘以来对所列这一项的改动', params: Id, response: { 200: ReviewProofs, ...errors } },
      config: { permit: 'rule.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const { review, action } = await seen(spine, caller, request.params.id)
      return { proofs: await proofsOf(spine, { row: review, action, scope: scopeOf(caller), packs, zone }) }
    },
  )
  app.post(
    '/api/v1/review-actions/:id/close',
    { schema: { summary: '完成整改', params: Id, body: CloseAction, response }, config },
    (request) =>
      write(spine, request, (tx) => closeAction(tx, { packs, zone, caller: callerOf(request) }, request.params.id, request.body)),
  )
  app.post(
    '/api/v1/review-actions/:id/hand-over',
    { schema: { summary: '移交整改', params: Id, body: HandOverAction, response }, config },
    (request) => write(spine, request, (tx) => handOver(tx, callerOf(request), request.params.id, request.body.reason)),
  )
}

type By = { packs: Packs; zone: string; caller: Caller }

async function setAction(tx: Tx, { packs, zone, caller }: By, id: string, body: z.infer<typeof SetAction>) {
  const row = await locked(tx, caller, { id })
  const state = nextOr(row, 'act')
  const due = new Date(body.due)
  if (due <= tx.now) throw new RefusalError({ code: 'review.due-past' })
  const unit_name = await unitName(tx, { id: body.unit, area: row.area }, tx.now)
  if (unit_name === null) throw new RefusalError({ code: 'review.unit-unknown', details: { unit: body.unit } })
  const { id: by_person, name } = caller.actor
  const { kind, words, unit } = body
  const named = await namedOr(tx, body, { packs, zone, scope: scopeOf(caller), area: row.area, object: row.object, now: tx.now })
  const by = { by_person, by_name: name ?? by_person }
  const action = await insertAction(tx, { review: id, kind, words, unit, unit_name, due, ...by, named })
  await tx.setTimer(dueTimer(action, due))
  if (row.state !== state) await tx.record({ kind: 'review.acting', ...about(row), body: titled(row) })
  await tx.record({
    kind: 'review.action-set',
    ...about(row),
    body: {
      ...{ ...titled(row), action, actionKind: kind, words, unitName: unit_name, due: due.toISOString() },
      ...(named ? { changes: named.name } : {}),
    },
  })
  return done(await changeReview(tx, row, { state }))
}

/** What an action names, from what is really there; refused where it must name something and does not. */
async function namedOr(
  tx: Tx,
  { kind, target }: z.infer<typeof SetAction>,
  at: Parameters<typeof nameTarget>[3],
): Promise<NamedTarget | null> {
  const { names } = actionKinds[kind]
  if (!target && names.length > 0) throw new RefusalError({ code: 'review.target-missing' })
  const named = target ? await nameTarget(tx, kind, target, at) : null
  if (target && !named) throw new RefusalError({ code: 'review.target-unknown' })
  return named
}

async function closeAction(tx: Tx, { packs, zone, caller }: By, id: string, { proof, note }: z.infer<typeof CloseAction>) {
  const { row, action } = await running(tx, caller, id)
  const shown = await proofOf(tx, { packs, zone, caller }, { row, action, proof })
  // Where no change can show it, the word of a second person does.
  if (!shown && (action.by_person === caller.actor.id || !note)) throw new RefusalError({ code: 'review.own-word' })
  if (shown && isOneHand({ action, shown }, caller)) throw new RefusalError({ code: 'review.own-change' })
  await endAction(tx, id, { state: 'closed', proof: shown, note: note ?? null, name: caller.actor.name ?? caller.actor.id })
  await tx.cancelTimer(dueTimer(id, tx.now).key)
  await tx.record({
    kind: 'review.action-closed',
    ...about(row),
    body: { ...ofAction(row, action), shownBy: shown?.fact.kind ?? null, note: note ?? null },
  })
  return done(await changeReview(tx, row, {}))
}

/**
 * Rules and plans are put in force by two people; a vital's definition by one. Where that one set the action too, somebody else looks at the change before
 * it closes.
 */
const isOneHand = ({ action, shown }: { action: ActionRecord; shown: ReviewProof }, { actor }: Caller): boolean =>
  action.target?.what === 'vital' && action.by_person === actor.id && shown.fact.actor.id === actor.id

/** The change that shows an action is done. Where it names something, the platform must have recorded a change of that since the review was opened. */
async function proofOf(
  tx: Tx,
  { packs, zone, caller }: By,
  { row, action, proof }: { row: ReviewRecord; action: ActionRecord; proof: string | undefined },
): Promise<ReviewProof | null> {
  if (actionKinds[action.kind].names.length === 0) return null
  const [shown] = proof ? await proofsOf(tx, { row, action, scope: scopeOf(caller), packs, zone }, proof) : []
  if (!shown) throw new RefusalError({ code: 'review.no-proof' })
  return shown
}

async function handOver(tx: Tx, caller: Caller, id: string, reason: string) {
  const { row, action } = await running(tx, caller, id)
  if (action.by_person === caller.actor.id) throw new RefusalError({ code: 'review.same-person' })
  await endAction(tx, id, { state: 'handed-over', proof: null, note: reason, name: caller.actor.name ?? caller.actor.id })
  await tx.cancelTimer(dueTimer(id, tx.now).key)
  await tx.record({ kind: 'review.action-handed-over', ...about(row), body: { ...ofAction(row, action), reason } })
  return done(await changeReview(tx, row, {}))
}

const done = ({ id, state, version }: ReviewRecord) => ({ id, state, version })
const ofAction = (row: ReviewRecord, { id, kind, words, unit_name }: ActionRecord) => ({
  ...{ ...titled(row), action: id, actionKind: kind, words, unitName: unit_name },
})

/** An action that runs, its review locked before it. */
async function running(tx: Tx, caller: Caller, id: string): Promise<{ row: ReviewRecord; action: ActionRecord }> {
  const review = await reviewOfAction(tx, id)
  if (!review) throw notFound()
  const row = await locked(tx, caller, { id: review })
  const action = await lockAction(tx, id)
  if (!action) throw notFound()
  if (action.state !== 'running') throw new RefusalError({ code: 'review.action-over' })
  return { row, action }
}

async function seen(db: Db, caller: Caller, id: string): Promise<{ review: ReviewRecord; action: ActionRecord }> {
  const of = await reviewOfAction(db, id)
  const review = of ? await reviewById(db, scopeOf(caller), of) : null
  const action = review ? (await actionsOf(db, review.id)).find((one) => one.id === id) : undefined
  if (!review || !action) throw notFound()
  return { review, action }
}
