import type { z } from 'zod'
import { AcceptBody, ArriveBody, NoteBody, ProgressBody, SubmitBody, WorkOrder } from '../../../contract/work-order.ts'
import { attachFile, fileById } from '../../city/file/store.ts'
import type { FileRow } from '../../city/file/types.ts'
import { distanceM } from '../../kernel/geo.ts'
import { type App, errors } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import { type Act, about, act, type Desk, move, named, OrderId } from './act.ts'
import { refuseUnsettled } from './evacuation.ts'
import { nextOrderState } from './life.ts'
import { closureDefects, missingItems } from './rules/closure.ts'
import { evidenceOffered, type Taken } from './rules/evidence-kind.ts'
import { isFinished } from './rules/finished.ts'
import { relievedBy } from './rules/give-back.ts'
import { occurredAt } from './rules/occurred-at.ts'
import { evidenceOf, unnamed } from './store.ts'
import { insertEvidence } from './store-write.ts'
import type { OrderRow } from './types.ts'
import { refuseUnordered } from './ways/order-way.ts'

const response = { 200: WorkOrder, ...errors }

/** What the holder of an order does: accept, arrive, progress, ask for support, submit. */
export async function holdRoutes(app: App, desk: Desk): Promise<void> {
  const config = { permit: 'work-order.act' } as const
  app.post(
    '/api/v1/work-orders/:id/accept',
    { schema: { summary: '签收', params: OrderId, body: AcceptBody, response }, config },
    (request) =>
      act(desk, request, { action: 'accept', id: request.params.id, version: request.body.version }, (one) =>
        accept({ ...one, name: one.caller.actor.name ?? null }, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/arrive',
    { schema: { summary: '到场', params: OrderId, body: ArriveBody, response }, config },
    (request) =>
      act(desk, request, { action: 'arrive', id: request.params.id, version: request.body.version }, (one) =>
        arrive(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/progress',
    { schema: { summary: '处置进展', params: OrderId, body: ProgressBody, response }, config },
    (request) =>
      act(desk, request, { action: 'progress', id: request.params.id, version: request.body.version }, (one) =>
        progress(one, request.body),
      ),
  )
  app.post(
    '/api/v1/work-orders/:id/support',
    { schema: { summary: '请求支援', params: OrderId, body: NoteBody, response }, config },
    (request) =>
      act(desk, request, { action: 'support', id: request.params.id, version: request.body.version }, async ({ tx, order }) => {
        await tx.record({ kind: 'work-order.support-asked', ...about(order), body: { ...named(order), note: request.body.note } })
        return order
      }),
  )
  app.post(
    '/api/v1/work-orders/:id/submit',
    { schema: { summary: '办结提交', params: OrderId, body: SubmitBody, response }, config },
    (request) =>
      act(desk, request, { action: 'submit', id: request.params.id, version: request.body.version }, (one) =>
        submit(one, request.body),
      ),
  )
}

/** What an acceptance works with: no more than a rehearsal has of one. */
export type Accepting = Pick<Act, 'tx' | 'order' | 'orders' | 'who' | 'counting'> & { name: string | null }

/** The order is taken on: its clocks, and whoever returned it to this unit is relieved. */
export async function accept(one: Accepting, body: z.infer<typeof AcceptBody>): Promise<OrderRow> {
  const { tx, order, orders, who, name } = one
  const after = await move(one, order, {
    state: 'accepted',
    accepted_at: tx.now,
    accepted_by: who.person,
    accepted_name: name ?? who.person,
  })
  const tookS = Math.round((tx.now.getTime() - order.asked_at.getTime()) / 1000)
  await tx.record({
    kind: 'work-order.accepted',
    ...about(order),
    occurredAt: occurredAt(body.occurredAt, order.asked_at, tx.now),
    body: { ...named(order), tookS },
  })
  for (const relieved of relievedBy(order, orders)) {
    await move(one, relieved, { state: 'transferred', done_at: tx.now })
    await tx.record({ kind: 'work-order.cancelled', ...about(relieved), body: { ...named(relieved), reason: 'handed-over' } })
  }
  return after
}

async function arrive(one: Act, body: z.infer<typeof ArriveBody>): Promise<OrderRow> {
  const { tx, order, event } = one
  const after = await move(one, order, { state: 'arrived', arrived_at: tx.now })
  const place = body.lon !== undefined && body.lat !== undefined ? { lon: body.lon, lat: body.lat } : null
  await tx.record({
    kind: 'work-order.arrived',
    ...about(order),
    occurredAt: occurredAt(body.occurredAt, order.asked_at, tx.now),
    body: { ...named(order), distanceM: place && distanceM(place, event), accuracyM: body.accuracyM ?? null },
  })
  return after
}

type Progress = z.infer<typeof ProgressBody>

async function progress(one: Act, body: Progress): Promise<OrderRow> {
  const { tx, order } = one
  const at = occurredAt(body.occurredAt, order.asked_at, tx.now)
  const taken = orRefuse(evidenceOffered(order.checklist, body))
  const file = body.file ? await ownFile(one, body.file) : null
  if (taken) await keepEvidence(one, { taken, file, body, at })
  if (body.note && taken?.kind !== 'text')
    await tx.record({
      kind: 'work-order.progressed',
      ...about(order),
      occurredAt: at,
      body: { ...named(order), note: body.note, item: body.item ?? null },
    })
  if (!taken?.name) return order
  return move(one, order, { done_items: { ...order.done_items, [taken.item]: at.toISOString() } })
}

/** The caller's own complete photo, tied to the event from now on. Somebody else's does not exist for them. */
async function ownFile({ tx, order, who }: Act, id: string): Promise<FileRow> {
  const file = await fileById(tx, id)
  if (!file || file.owner !== who.person || file.object !== null) throw new RefusalError({ code: 'thing.not-found' })
  if (file.state !== 'complete') throw new RefusalError({ code: 'file.chunk', details: { offset: file.received } })
  await attachFile(tx, id, { event: order.event })
  return file
}

type Kept = { taken: NonNullable<Taken>; file: FileRow | null; body: Progress; at: Date }

async function keepEvidence({ tx, order, who }: Act, { taken, file, body, at }: Kept): Promise<void> {
  const id = tx.newId()
  // The phone's own place counts; what the camera wrote into the photo stands in for it.
  const place = body.lon !== undefined && body.lat !== undefined ? { lon: body.lon, lat: body.lat } : (file?.exif_place ?? null)
  await insertEvidence(tx, {
    id,
    event: order.event,
    work_order: order.id,
    item: taken.item,
    kind: taken.kind,
    file: file?.id ?? null,
    value: taken.value,
    hash: file?.sha256 ?? null,
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    accuracy_m: body.accuracyM ?? file?.exif_place?.accuracyM ?? null,
    taken_at: at,
    added_by: who.person,
  })
  await tx.record({
    kind: 'evidence.added',
    ...about(order),
    occurredAt: at,
    body: {
      evidence: id,
      event: order.event,
      order: order.id,
      item: taken.item,
      kind: taken.kind,
      label: taken.name ?? unnamed,
      amount: typeof taken.value === 'number' ? taken.value : null,
      unit: taken.unit,
      hash: file?.sha256 ?? null,
    },
  })
}

async function submit(one: Act, body: z.infer<typeof SubmitBody>): Promise<OrderRow> {
  const { tx, order, orders, event, who } = one
  if (event.state === 'suspended' || event.state === 'parked')
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'submit' } })
  const missing = missingItems(order)
  if (missing.length > 0)
    throw new RefusalError({
      code: 'work-order.evidence-missing',
      details: {
        missing: missing.map((item) => item.name.zh).join('、'),
        missingEn: missing.map((item) => item.name.en).join('; '),
        items: missing.map((item) => item.id).join(','),
      },
    })
  await refuseUnsettled(tx, order)
  await refuseUnordered(tx, order)
  const evidence = (await evidenceOf(tx, order.event)).filter((row) => order.role === 'lead' || row.work_order === order.id)
  const closing = {
    result: body.result,
    acceptedAt: order.accepted_at,
    checklist: order.checklist,
    evidence: evidence.map((row) => row.kind),
  }
  const defects = closureDefects(closing, tx.now)
  const after = await move(one, order, {
    state: nextOrderState(order.state, 'submit')!,
    submitted_at: tx.now,
    submitted_by: who.person,
    result: body.result,
    cause: body.cause ?? null,
    defects,
    ask: null,
    pause: null,
  })
  const finished = isFinished(
    after,
    orders.map((row) => (row.id === after.id ? after : row)),
  )
  await tx.record({
    kind: 'work-order.submitted',
    ...about(order),
    occurredAt: occurredAt(body.occurredAt, order.asked_at, tx.now),
    body: { ...named(order), result: body.result, defects, finished },
  })
  return after
}
