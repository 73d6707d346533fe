import { z } from 'zod'
import { FillReview, MoveReview, Review, ReviewDone, ReviewList, ReviewWish } from '../../../contract/review.ts'
import { gapKindIds, type ReviewVerb } from '../../../contract/review-kinds.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { nextReviewState } from './life.ts'
import { anotherRuns, changeReview, countReviews, lockReview, readReviews, reviewById } from './store.ts'
import { actionsOf } from './store-actions.ts'
import { timelineOf } from './store-timeline.ts'
import type { ReviewRecord } from './types.ts'
import { reviewView, rowView } from './views.ts'

const Id = z.object({ id: z.uuid() })
/** Reviews are of areas: whoever sees cases only sees none. */
export const scopeOf = ({ scope, sight }: Caller): readonly string[] => (sight === 'area' ? scope : [])
const mayWrite = (caller: Caller): boolean => caller.permits.has('event.check')

/** 复盘: opened by the platform, its timeline read from facts; what people write of it, and how it goes on. */
export async function reviewRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'event.read' } as const
  app.get(
    '/api/v1/reviews',
    { schema: { summary: '复盘', querystring: ReviewWish, response: { 200: ReviewList, ...errors } }, config },
    async (request) => {
      const { area, cursor, limit, view, event } = request.query
      const scope = narrowed(scopeOf(callerOf(request)), await readPrefixes(spine, area))
      const now = spine.clock.now()
      const asked = { scope, wish: { view, event }, now }
      const found = await readReviews(spine, asked, { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, (row) => ({ at: row.opened_at, id: row.id }))
      return {
        rows: rows.map((row) => rowView(row)),
        ...{ next, counts: await countReviews(spine, asked), at: now.toISOString() },
      }
    },
  )
  app.get(
    '/api/v1/reviews/:id',
    { schema: { summary: '一份复盘', params: Id, response: { 200: Review, ...errors } }, config },
    (request) => readReview(spine, callerOf(request), request.params.id),
  )
  const writes = { permit: 'event.check' } as const
  app.post(
    '/api/v1/reviews/:id/fill',
    { schema: { summary: '填写复盘', params: Id, body: FillReview, response: { 200: ReviewDone, ...errors } }, config: writes },
    (request) =>
      write(spine, request, async (tx) => {
        const { version, wentWell, gaps } = request.body
        const row = await locked(tx, callerOf(request), { id: request.params.id, version })
        const said = gapKindIds.filter((kind) => gaps[kind])
        if (!wentWell && said.length === 0) throw new RefusalError({ code: 'review.empty' })
        const { id, name } = callerOf(request).actor
        const after = await changeReview(tx, row, {
          ...{ state: nextOr(row, 'fill'), went_well: wentWell, gaps },
          ...{ filled_by: id, filled_name: name ?? id, filled_at: tx.now, discussed_at: null },
        })
        await tx.record({ kind: 'review.filled', ...about(row), body: { ...named(row), gaps: said } })
        return doneView(after)
      }),
  )
  app.post(
    '/api/v1/reviews/:id/move',
    {
      schema: { summary: '推进复盘', params: Id, body: MoveReview, response: { 200: ReviewDone, ...errors } },
      config: writes,
    },
    (request) => write(spine, request, (tx) => move(tx, callerOf(request), request.params.id, request.body)),
  )
}

/** Discussed, under way, closed, or begun anew: each is a fact. */
async function move(tx: Tx, caller: Caller, id: string, body: z.infer<typeof MoveReview>) {
  const row = await locked(tx, caller, { id, version: body.version })
  const state = nextOr(row, body.verb)
  const name = caller.actor.name ?? caller.actor.id
  const said = { ...about(row), body: named(row) }
  switch (body.verb) {
    case 'discuss': {
      await tx.record({ kind: 'review.discussed', ...said })
      return doneView(await changeReview(tx, row, { state, discussed_at: tx.now }))
    }
    case 'act': {
      await tx.record({ kind: 'review.acting', ...said })
      return doneView(await changeReview(tx, row, { state }))
    }
    case 'close': {
      const running = (await actionsOf(tx, row.id)).filter((one) => one.state === 'running').length
      if (running > 0) throw new RefusalError({ code: 'review.actions-running', details: { n: running } })
      await tx.record({ kind: 'review.closed', ...said })
      return doneView(await changeReview(tx, row, { state, closed_at: tx.now, closed_name: name }))
    }
    case 'reopen': {
      if (!body.reason) throw new RefusalError({ code: 'review.empty' })
      if (await anotherRuns(tx, row)) throw new RefusalError({ code: 'review.another', details: { title: row.title } })
      await tx.record({ kind: 'review.reopened', ...about(row), body: { ...named(row), reason: body.reason } })
      return doneView(await changeReview(tx, row, { state, closed_at: null, closed_name: null }))
    }
  }
}

export const named = ({ id, no, title }: ReviewRecord) => ({ review: id, no, title })
export const about = ({ id, area }: ReviewRecord) => ({ subject: id, area })
const doneView = ({ id, state, version }: ReviewRecord) => ({ id, state, version })

/** A review for writing: inside the caller's areas, and as it was when they read it. */
export async function locked(tx: Tx, caller: Caller, { id, version }: { id: string; version?: number }): Promise<ReviewRecord> {
  const row = await lockReview(tx, scopeOf(caller), id)
  if (!row) throw new RefusalError({ code: 'thing.not-found' })
  if (version !== undefined && version !== row.version)
    throw new RefusalError({ code: 'version.stale', details: { version: row.version } })
  return row
}

export function nextOr(row: ReviewRecord, verb: ReviewVerb): ReviewRecord['state'] {
  const next = nextReviewState(row.state, verb)
  if (!next) throw new RefusalError({ code: 'review.state', details: { state: row.state } })
  return next
}

/** A review as its page shows it, inside the caller's areas. */
export async function readReview(spine: Spine, caller: Caller, id: string): Promise<Review> {
  const row = await reviewById(spine, scopeOf(caller), id)
  if (!row) throw new RefusalError({ code: 'thing.not-found' })
  const now = spine.clock.now()
  return reviewView(row, {
    facts: await timelineOf(spine, row, now),
    actions: await actionsOf(spine, row.id),
    reader: { person: caller.actor.id, may: mayWrite(caller) },
    now,
  })
}
