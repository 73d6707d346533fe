import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CheckList, DisputeList } from '../../../contract/check.ts'
import { CheckBody, ReasonBody } from '../../../contract/event.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { nextEventState } from '../3-event/life.ts'
import { lockEvent, visibleEvent } from '../3-event/store.ts'
import { handsIn } from '../3-event/store-parts.ts'
import type { EventRecord } from '../3-event/types.ts'
import { countOpenMandatory, evidenceOf, ordersOfEvent } from '../5-work/store.ts'
import { holdingWays, waysOf } from '../5-work/ways/store-ways.ts'
import { disputeByStaff, lockDisputable } from './dispute.ts'
import { checkRows } from './queue.ts'
import { mayCheck, needsWaiver } from './rules/may-check.ts'
import { photoDoubts } from './rules/places.ts'
import { decideDisputes, disputeById, insertCheck, listDisputes, listWaiting, openDisputesOf } from './store.ts'
import { readingOf } from './store-readings.ts'

export type VerifyDeps = { spine: Spine; packs: Packs }

const Id = z.object({ id: z.uuid() })
const Done = z.object({ id: z.uuid(), state: z.string(), version: z.number() })
const PageQuery = z.object({ cursor: z.string().max(120).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })

/** The second look: queue, check, dispute, and its decision. */
export async function verifyRoutes(app: App, deps: VerifyDeps): Promise<void> {
  const { spine, packs } = deps
  const check = { permit: 'event.check' } as const

  app.get(
    '/api/v1/checks',
    { schema: { summary: '待核查', querystring: PageQuery, response: { 200: CheckList, ...errors } }, config: check },
    async (request) => {
      const caller = callerOf(request)
      const { cursor, limit } = request.query
      const found = await listWaiting(spine, caller, { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, (row) => ({ at: row.checking_at!, id: row.id }))
      return { rows: await checkRows(spine, packs, rows, caller.person), next, at: spine.clock.now().toISOString() }
    },
  )

  app.post(
    '/api/v1/events/:id/check',
    { schema: { summary: '核查：通过或打回', params: Id, body: CheckBody, response: { 200: Done, ...errors } }, config: check },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockSeen(tx, request, request.params.id, request.body.version)
        await checkEvent(tx, packs, event, { ...request.body, post: callerOf(request).post })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/dispute',
    {
      schema: { summary: '提出争议', params: Id, body: ReasonBody, response: { 200: Done, ...errors } },
      config: { permit: 'event.read' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { permits } = callerOf(request)
        if (!permits.has('event.dispute') && !permits.has('event.check'))
          throw new RefusalError({ code: 'permit.missing', details: { permit: 'event.dispute' } })
        await lockSeen(tx, request, request.params.id, request.body.version)
        await disputeByStaff(tx, await lockDisputable(tx, request.params.id), request.body.reason)
        return done(tx, request.params.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/reopen',
    { schema: { summary: '重开', params: Id, body: ReasonBody, response: { 200: Done, ...errors } }, config: check },
    (request) =>
      write(spine, request, async (tx) => {
        const { reason, version } = request.body
        const event = await lockSeen(tx, request, request.params.id, version)
        if (nextEventState(event.state, 'reopen') === null)
          throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'reopen' } })
        const disputes = await openDisputesOf(tx, event.id)
        await decideDisputes(
          tx,
          disputes.map((dispute) => dispute.id),
          true,
        )
        await tx.record({ kind: 'event.reopened', subject: event.id, area: event.area, body: { event: event.id, reason } })
        return done(tx, event.id)
      }),
  )

  app.get(
    '/api/v1/disputes',
    { schema: { summary: '待裁决的争议', querystring: PageQuery, response: { 200: DisputeList, ...errors } }, config: check },
    async (request) => {
      const { cursor, limit } = request.query
      const found = await listDisputes(spine, callerOf(request), { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, (row) => ({ at: row.made_at, id: row.id }))
      const view = rows.map(({ id, event, no, title, reason, report, person_name, made_at }) => ({
        id,
        event,
        no,
        title,
        reason,
        from: report ? ('reporter' as const) : ('staff' as const),
        byName: person_name,
        madeAt: made_at.toISOString(),
      }))
      return { rows: view, next, at: spine.clock.now().toISOString() }
    },
  )

  app.post(
    '/api/v1/disputes/:id/refuse',
    {
      schema: { summary: '不支持争议，维持结案', params: Id, body: ReasonBody, response: { 200: Done, ...errors } },
      config: check,
    },
    (request) =>
      write(spine, request, async (tx) => {
        const dispute = await disputeById(tx, request.params.id)
        if (!dispute) throw new RefusalError({ code: 'thing.not-found' })
        const event = await lockSeen(tx, request, dispute.event, undefined)
        // Whoever closed the event does not judge what is said against the closing.
        if (event.closed_by === tx.actor.id) throw new RefusalError({ code: 'approval.self' })
        await decideDisputes(tx, [dispute.id], false)
        await tx.record({
          kind: 'event.dispute-refused',
          subject: event.id,
          area: event.area,
          unit: event.lead_unit,
          body: { event: event.id, dispute: dispute.id, report: dispute.report, reason: request.body.reason },
        })
        return done(tx, event.id)
      }),
  )
}

/** The event, locked, if the caller sees it and nobody changed it since they looked. */
async function lockSeen(tx: Tx, request: FastifyRequest, id: string, version: number | undefined): Promise<EventRecord> {
  const seen = await visibleEvent(tx, callerOf(request), id)
  const event = seen ? await lockEvent(tx, id) : null
  if (!event) throw new RefusalError({ code: 'thing.not-found' })
  if (version !== undefined && version !== event.version)
    throw new RefusalError({ code: 'version.stale', details: { version: event.version } })
  return event
}

async function done(tx: Tx, id: string): Promise<z.infer<typeof Done>> {
  const event = (await lockEvent(tx, id))!
  return { id, state: event.state, version: event.version }
}

type Asked = { passed: boolean; reason?: string | undefined; waiver?: string | undefined; orders: string[]; post: string }

async function checkEvent(tx: Tx, packs: Packs, event: EventRecord, asked: Asked): Promise<void> {
  const reading = await readingOf(tx, packs, event)
  const orders = await ordersOfEvent(tx, event.id)
  const evidence = await evidenceOf(tx, event.id)
  const handlers = (await handsIn(tx, [event.id])).get(event.id)!
  const photos = photoDoubts(evidence)
  const openMandatory = await countOpenMandatory(tx, event.id)
  const submitted = orders.flatMap((order) => (order.state === 'submitted' ? [order.id] : []))
  const closing = { reading, photos, openMandatory }
  orRefuse(mayCheck({ state: event.state, checker: tx.actor.id, handlers, submitted, asked, ...closing }))
  if (asked.passed) await refuseStillClosed(tx, event.id)
  const id = tx.newId()
  // A waiver nobody needed is not written down as one.
  const waiver = asked.passed && needsWaiver(reading, photos) ? (asked.waiver ?? null) : null
  await insertCheck(tx, {
    id,
    event: event.id,
    by: tx.actor.id,
    post: asked.post,
    passed: asked.passed,
    reason: asked.reason ?? null,
    waiver,
  })
  const about = { subject: event.id, area: event.area, unit: event.lead_unit }
  if (asked.passed) await tx.record({ kind: 'check.passed', ...about, body: { event: event.id, check: id, waiver } })
  else
    await tx.record({
      kind: 'check.failed',
      ...about,
      body: { event: event.id, check: id, reason: asked.reason ?? '', orders: asked.orders },
    })
}

/** Refuses that a case closes while a way of it is closed and nobody took it over. */
async function refuseStillClosed(tx: Tx, event: string): Promise<void> {
  const [name] = holdingWays((await waysOf(tx, [event])).get(event) ?? []).closed
  if (name) throw new RefusalError({ code: 'way.still-closed', details: { name: name.zh, nameEn: name.en } })
}
