import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { EventDone, GradeBody, MergeBody, PauseBody, PlainBody } from '../../../contract/event.ts'
import { gradeWeight } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { nextEventState } from './life.ts'
import { regrade } from './regrade.ts'
import { resume } from './resume.ts'
import { endAsFalse, falseAlarmRoutes } from './routes-false-alarm.ts'
import { permitOfPause } from './rules/allowed.ts'
import { changeEvent, eventsUnder, lockEvent, visibleEvent } from './store.ts'
import { callsPeople } from './store-again.ts'
import { lockForVerb } from './store-lock.ts'
import { bringSignalsHome, moveSignals } from './store-signals.ts'
import type { EventRecord } from './types.ts'
import { voidPause } from './void-pause.ts'

const Id = z.object({ id: z.uuid() })

const done = async (tx: Tx, id: string): Promise<z.infer<typeof EventDone>> => {
  const event = (await lockEvent(tx, id))!
  return { id, state: event.state, version: event.version }
}

/** Grade, merge and split, suspend and park (asked by one, granted by another), false alarm. */
export async function eventRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  const response = { 200: EventDone, ...errors }
  const by = (tx: Tx): string => tx.actor.name ?? tx.actor.id

  app.post(
    '/api/v1/events/:id/grade',
    { schema: { summary: '改定级', params: Id, body: GradeBody, response }, config: { permit: 'event.grade' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'grade', { id: request.params.id, version: request.body.version })
        if (event.grade === request.body.grade) return done(tx, event.id)
        if (gradeWeight(request.body.grade) > gradeWeight(event.grade)) await voidPause(tx, event, 'graver')
        await changeEvent(tx, event.id, { grade: request.body.grade })
        await tx.record({
          kind: 'event.graded',
          subject: event.id,
          area: event.area,
          body: { event: event.id, from: event.grade, to: request.body.grade, reason: request.body.reason },
        })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/merge',
    { schema: { summary: '并入', params: Id, body: MergeBody, response }, config: { permit: 'event.merge' } },
    (request) =>
      write(spine, request, async (tx) => {
        if (request.body.into === request.params.id) throw new RefusalError({ code: 'event.merge-self' })
        const event = await lockForVerb(tx, request, 'merge', { id: request.params.id, version: request.body.version })
        const into = await lockForVerb(tx, request, 'grade', { id: request.body.into })
        if (event.exercise || into.exercise) throw new RefusalError({ code: 'exercise.apart' })
        const calls = await callsPeople(tx, packs, event.id)
        await voidPause(tx, event, 'merged')
        await changeEvent(tx, event.id, { state: 'merged', merged_into: into.id, closed_at: tx.now })
        await moveSignals(tx, event.id, into.id)
        await tx.record({
          kind: 'event.merged',
          subject: event.id,
          area: event.area,
          body: { event: event.id, into: into.id, intoNo: into.no },
        })
        await tx.record({
          kind: 'event.absorbed',
          subject: into.id,
          area: into.area,
          body: { event: into.id, other: event.id, no: event.no },
        })
        // One matter from now on: it is as grave as its gravest part, and whoever the graver part needs is asked again.
        await regrade(tx, into, { severity: event.severity, grade: event.grade, calls, reason: 'absorbed' })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/split',
    { schema: { summary: '拆分', params: Id, body: PlainBody, response }, config: { permit: 'event.merge' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'split', { id: request.params.id, version: request.body.version })
        await changeEvent(tx, event.id, { state: 'open', merged_into: null, closed_at: null })
        await bringSignalsHome(tx, await eventsUnder(tx, event.id), event.id)
        await tx.record({
          kind: 'event.split',
          subject: event.id,
          area: event.area,
          body: { event: event.id, from: event.merged_into! },
        })
        return done(tx, event.id)
      }),
  )

  await falseAlarmRoutes(app, { spine })

  for (const verb of ['suspend', 'park'] as const) {
    app.post(
      `/api/v1/events/:id/${verb}`,
      {
        schema: { summary: verb === 'park' ? '申请挂账' : '申请挂起', params: Id, body: PauseBody, response },
        config: { permit: 'event.read' },
      },
      (request) =>
        write(spine, request, async (tx) => {
          const { reason, until, version } = request.body
          if (verb === 'park' && (!until || new Date(until) <= tx.now)) throw new RefusalError({ code: 'park.date' })
          const permits = callerOf(request).permits
          if (!permits.has('work-order.act') && !permits.has(verb === 'park' ? 'event.park' : 'event.suspend'))
            throw new RefusalError({ code: 'permit.missing', details: { permit: `event.${verb}` } })
          const event = await lockForVerb(tx, request, verb, { id: request.params.id, version: version })
          await changeEvent(tx, event.id, {
            pause: { verb, reason, until: until ?? null, askedBy: tx.actor.id, askedByName: by(tx), granted: false },
          })
          await tx.record({
            kind: 'event.pause-asked',
            subject: event.id,
            area: event.area,
            body: { event: event.id, verb, reason, until: until ?? null },
          })
          return done(tx, event.id)
        }),
    )
  }

  /** The pause somebody else asked for, locked; nobody grants their own. */
  const askedPause = async (tx: Tx, request: FastifyRequest, id: string): Promise<EventRecord> => {
    if (!(await visibleEvent(tx, callerOf(request), id))) throw new RefusalError({ code: 'thing.not-found' })
    const event = (await lockEvent(tx, id))!
    if (!event.pause || event.pause.granted) throw new RefusalError({ code: 'approval.none' })
    if (event.pause.askedBy === tx.actor.id) throw new RefusalError({ code: 'approval.self' })
    const permit = permitOfPause(event.pause)
    if (!callerOf(request).permits.has(permit)) throw new RefusalError({ code: 'permit.missing', details: { permit } })
    return event
  }

  app.post(
    '/api/v1/events/:id/approve-pause',
    { schema: { summary: '同意挂起、挂账或误报', params: Id, body: PlainBody, response }, config: { permit: 'event.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await askedPause(tx, request, request.params.id)
        const pause = { ...event.pause!, granted: true }
        if (pause.verb === 'false-alarm') {
          await endAsFalse(tx, callerOf(request), event, pause.reason)
          return done(tx, event.id)
        }
        const state = nextEventState(event.state, pause.verb)
        if (!state) throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: pause.verb } })
        if (await callsPeople(tx, packs, event.id)) throw new RefusalError({ code: 'event.alarm-calls' })
        await changeEvent(tx, event.id, { state, pause })
        if (pause.until)
          await tx.setTimer({
            key: `pause:${event.id}`,
            kind: 'event.pause-over',
            dueAt: new Date(pause.until),
            body: { event: event.id },
          })
        if (pause.verb === 'park')
          await tx.record({
            kind: 'event.parked',
            subject: event.id,
            area: event.area,
            body: { event: event.id, reason: pause.reason, until: pause.until! },
          })
        else
          await tx.record({
            kind: 'event.suspended',
            subject: event.id,
            area: event.area,
            body: { event: event.id, reason: pause.reason, until: pause.until },
          })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/refuse-pause',
    { schema: { summary: '不同意挂起、挂账或误报', params: Id, body: PlainBody, response }, config: { permit: 'event.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await askedPause(tx, request, request.params.id)
        await changeEvent(tx, event.id, { pause: null })
        await tx.record({
          kind: 'event.pause-refused',
          subject: event.id,
          area: event.area,
          body: { event: event.id, verb: event.pause!.verb },
        })
        return done(tx, event.id)
      }),
  )

  app.post(
    '/api/v1/events/:id/resume',
    { schema: { summary: '恢复办理', params: Id, body: PlainBody, response }, config: { permit: 'event.suspend' } },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockForVerb(tx, request, 'resume', { id: request.params.id, version: request.body.version })
        await resume(tx, event, { kind: 'event.resumed', reason: null })
        return done(tx, event.id)
      }),
  )
}
