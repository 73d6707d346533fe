import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MergeSignalBody, OpenBody, RejectBody, SignalNewBody, SnoozeBody, SplitSignalBody } from '../../../contract/signal.ts'
import { areaAt } from '../../city/area/places.ts'
import { conditionInForce } from '../../city/catalogue/condition.ts'
import { liveObject } from '../../city/object/store-named.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { isOver, openEvent } from './open.ts'
import { tiePictures } from './pictures.ts'
import { lockEvent } from './store.ts'
import { decideSignal, giveBackSignal, insertSignal, lockMerged, lockSignal } from './store-signals.ts'
import type { SignalRecord } from './types.ts'

const Id = z.object({ id: z.uuid() })
const Decided = z
  .object({ signal: z.uuid(), event: z.uuid().nullable(), no: z.string().nullable() })
  .meta({ id: 'SignalDecided' })

/** Who decides has seen the signal as it stands. */
function fresh(signal: SignalRecord, version: number | undefined): void {
  if (version !== undefined && version !== signal.version)
    throw new RefusalError({ code: 'version.stale', details: { version: signal.version } })
}

/** Triage: open and dispatch, merge and split, reject, snooze; and a seat's own new signal. */
export async function signalRoutes(app: App, deps: { spine: Spine; packs: Packs; zone: string }): Promise<void> {
  const { spine, packs, zone } = deps
  const response = { 200: Decided, ...errors }

  const undecided = async (tx: Tx, request: FastifyRequest, id: string, version?: number): Promise<SignalRecord> => {
    const signal = await lockSignal(tx, callerOf(request), id)
    if (!signal) throw new RefusalError({ code: 'thing.not-found' })
    fresh(signal, version)
    if (signal.state !== 'waiting' && signal.state !== 'snoozed')
      throw new RefusalError({
        code: 'signal.decided',
        details: { by: signal.decided_by ?? '平台', byEn: signal.decided_by ?? 'the platform' },
      })
    return signal
  }

  app.post(
    '/api/v1/signals/:id/open',
    { schema: { summary: '立案派遣', params: Id, body: OpenBody, response }, config: { permit: 'signal.triage' } },
    (request) =>
      write(spine, request, async (tx) => {
        const signal = await undecided(tx, request, request.params.id, request.body.version)
        const type = request.body.type ?? signal.type
        if (!packs.typeOf(type)) throw new RefusalError({ code: 'event.no-plan', details: { type } })
        const { condition } = request.body
        const openedBy = condition ? orRefuse(await conditionInForce(tx, condition)) : null
        const { source, title, area, lon, lat, address, content, object, alarm, demo } = signal
        const event = await openEvent(tx, packs, zone, {
          type,
          title,
          grade: request.body.grade ?? signal.grade,
          mode: 'triage',
          source,
          area,
          lon,
          lat,
          address,
          content,
          object,
          alarm,
          severity: null,
          demo,
          lead: request.body.lead ?? null,
          openedBy,
          signal: signal.id,
        })
        await tiePictures(tx, signal, event.id)
        return { signal: signal.id, event: event.id, no: event.no }
      }),
  )

  app.post(
    '/api/v1/signals/:id/merge',
    { schema: { summary: '并入已有事件', params: Id, body: MergeSignalBody, response }, config: { permit: 'signal.triage' } },
    (request) =>
      write(spine, request, async (tx) => {
        const signal = await undecided(tx, request, request.params.id, request.body.version)
        const event = await lockEvent(tx, request.body.event)
        if (!event || !inScope(callerOf(request).scope, event.area)) throw new RefusalError({ code: 'thing.not-found' })
        if (event.exercise) throw new RefusalError({ code: 'exercise.apart' })
        if (isOver(event)) throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'merge' } })
        await decideSignal(tx, signal.id, { state: 'merged', event: event.id, by: tx.actor.name ?? tx.actor.id })
        await tiePictures(tx, signal, event.id)
        await tx.record({
          kind: 'signal.merged',
          subject: signal.id,
          area: signal.area,
          body: { signal: signal.id, event: event.id, no: event.no },
        })
        return { signal: signal.id, event: event.id, no: event.no }
      }),
  )

  app.post(
    '/api/v1/signals/:id/split',
    {
      schema: { summary: '拆分：并错的线索回到收件箱', params: Id, body: SplitSignalBody, response },
      config: { permit: 'signal.triage' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { version, reason } = request.body
        const { scope } = callerOf(request)
        const signal = await lockMerged(tx, scope, request.params.id)
        if (!signal) throw new RefusalError({ code: 'thing.not-found' })
        fresh(signal, version)
        if (signal.state !== 'merged' || !signal.event) throw new RefusalError({ code: 'signal.not-merged' })
        const event = (await lockEvent(tx, signal.event))!
        if (!inScope(scope, event.area)) throw new RefusalError({ code: 'thing.not-found' })
        if (isOver(event)) throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'split' } })
        await giveBackSignal(tx, signal.id)
        await tiePictures(tx, signal, null)
        await tx.record({
          kind: 'signal.split',
          subject: signal.id,
          area: signal.area,
          body: { signal: signal.id, event: event.id, reason },
        })
        return { signal: signal.id, event: null, no: null }
      }),
  )

  app.post(
    '/api/v1/signals/:id/reject',
    { schema: { summary: '不予立案', params: Id, body: RejectBody, response }, config: { permit: 'signal.triage' } },
    (request) =>
      write(spine, request, async (tx) => {
        const signal = await undecided(tx, request, request.params.id, request.body.version)
        await decideSignal(tx, signal.id, { state: 'rejected', by: tx.actor.name ?? tx.actor.id, reason: request.body.reason })
        await tx.record({
          kind: 'signal.rejected',
          subject: signal.id,
          area: signal.area,
          body: { signal: signal.id, reason: request.body.reason },
        })
        return { signal: signal.id, event: null, no: null }
      }),
  )

  app.post(
    '/api/v1/signals/:id/snooze',
    { schema: { summary: '稍后', params: Id, body: SnoozeBody, response }, config: { permit: 'signal.triage' } },
    (request) =>
      write(spine, request, async (tx) => {
        const signal = await undecided(tx, request, request.params.id, request.body.version)
        const until = new Date(tx.now.getTime() + request.body.minutes * 60_000)
        await decideSignal(tx, signal.id, { state: 'snoozed', by: tx.actor.name ?? tx.actor.id, snoozeUntil: until })
        await tx.setTimer({ key: `snooze:${signal.id}`, kind: 'signal.snooze-over', dueAt: until, body: { signal: signal.id } })
        await tx.record({
          kind: 'signal.snoozed',
          subject: signal.id,
          area: signal.area,
          body: { signal: signal.id, until: until.toISOString() },
        })
        return { signal: signal.id, event: null, no: null }
      }),
  )

  app.post(
    '/api/v1/signals',
    { schema: { summary: '新建线索', body: SignalNewBody, response }, config: { permit: 'event.open' } },
    (request) =>
      write(spine, request, async (tx) => {
        const { type, title, content, lon, lat, address, object } = request.body
        const found = packs.typeOf(type)
        if (!found) throw new RefusalError({ code: 'event.no-plan', details: { type } })
        const place = areaAt(lon, lat)
        if (!place || !inScope(callerOf(request).scope, place.path)) throw new RefusalError({ code: 'report.place' })
        await mustBeMine(tx, callerOf(request), object)
        const id = tx.newId()
        await insertSignal(tx, {
          id,
          source: 'seat',
          type,
          title,
          grade: found.type.grade,
          state: 'waiting',
          alarm: null,
          report: null,
          event: null,
          object: object ?? null,
          area: place.path,
          lon,
          lat,
          address: address ?? null,
          content: content ?? null,
          demo: false,
        })
        await tx.record({
          kind: 'signal.received',
          subject: id,
          area: place.path,
          body: { signal: id, source: 'seat', type, title, grade: found.type.grade },
        })
        return { signal: id, event: null, no: null }
      }),
  )
}

/** An object a seat names must be in force and of their areas. */
async function mustBeMine(tx: Tx, { scope }: Caller, object: string | undefined): Promise<void> {
  if (object === undefined) return
  const found = await liveObject(tx, object)
  if (!found || !inScope(scope, found.area)) throw new RefusalError(malformed('/object', 'name.unknown', { name: object }))
}
