import { z } from 'zod'
import { ExerciseBody, ExerciseDone, ExerciseEnd, ExerciseNote } from '../../../../contract/exercise.ts'
import { withoutMark } from '../../../../contract/exercise-mark.ts'
import { areaByCode } from '../../../city/area/store.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { openEvent, placeName, titleOf } from '../open.ts'
import { changeEvent, lockEvent, visibleEvent } from '../store.ts'
import { insertSignal } from '../store-signals.ts'
import type { EventRecord } from '../types.ts'
import { mayEnd, mayPromote } from './rules/may-end.ts'
import { begunBy, openOn } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; demo: boolean }
const Id = z.object({ id: z.uuid() })
const none = (): never => {
  throw new RefusalError({ code: 'thing.not-found' })
}

/**
 * 演练: a drill is an event that is marked as one from its first moment to its end, dispatched and called as any other, and counted
 * nowhere. It never changes into a live one: a second person ends it and opens a live event in its place, with calls and clocks of its own.
 */
export async function exerciseRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  const config = { permit: 'exercise.run' } as const
  const response = { 200: ExerciseDone, ...errors }

  app.post('/api/v1/exercises', { schema: { summary: '发起演练', body: ExerciseBody, response }, config }, (request) =>
    write(spine, request, (tx) => begin(tx, deps, request.body, callerOf(request))),
  )

  app.post(
    '/api/v1/exercises/:id/end',
    { schema: { summary: '结束演练', params: Id, body: ExerciseEnd, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockDrill(tx, callerOf(request), request.params.id)
        orRefuse(mayEnd(event))
        const { name } = await begunBy(tx, event.id)
        await close(tx, event)
        const { reason } = request.body
        await tx.record({
          ...{ kind: 'exercise.ended', subject: event.id, area: event.area },
          body: { event: event.id, reason, startedByName: name },
        })
        return { event: event.id, no: event.no, live: null, liveNo: null }
      }),
  )

  app.post(
    '/api/v1/exercises/:id/promote',
    { schema: { summary: '演练转实战（由第二人）', params: Id, body: ExerciseEnd, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const event = await lockDrill(tx, caller, request.params.id)
        const began = await begunBy(tx, event.id)
        orRefuse(mayPromote(event, { startedBy: began.by, by: caller.person }))
        return promote(tx, deps, event, { reason: request.body.reason, startedByName: began.name })
      }),
  )

  app.post(
    '/api/v1/exercises/:id/notes',
    { schema: { summary: '记入复盘', params: Id, body: ExerciseNote, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await lockDrill(tx, callerOf(request), request.params.id)
        if (!event.exercise) throw new RefusalError({ code: 'exercise.not', details: { no: event.no } })
        await tx.record({
          ...{ kind: 'exercise.noted', subject: event.id, area: event.area },
          body: { event: event.id, note: request.body.note },
        })
        return { event: event.id, no: event.no, live: null, liveNo: null }
      }),
  )
}

async function begin(tx: Tx, { packs, zone, demo }: Deps, body: z.infer<typeof ExerciseBody>, { scope }: Caller) {
  const found = packs.typeOf(body.type) ?? none()
  const object = body.object ? ((await objectById(tx, body.object)) ?? none()) : null
  const area = (await areaByCode(tx, body.area)) ?? none()
  const path = object?.area ?? area.path
  if (!inScope(scope, path)) none()
  const title = titleOf(found.type.title.zh, {
    ...(object ? { object: object.name } : {}),
    place: await placeName(tx, path),
    words: body.words,
  })
  const { id, no } = await openEvent(tx, packs, zone, {
    ...{ type: body.type, title, grade: body.grade, mode: 'auto', source: 'seat', exercise: true },
    ...{ area: path, lon: object?.lon ?? area.lon ?? 0, lat: object?.lat ?? area.lat ?? 0, address: null, content: body.words },
    ...{ object: object?.id ?? null, alarm: null, severity: null, demo, lead: null },
  })
  return { event: id, no, live: null, liveNo: null }
}

async function lockDrill(tx: Tx, caller: Caller, id: string): Promise<EventRecord> {
  if (!(await visibleEvent(tx, caller, id))) none()
  return (await lockEvent(tx, id)) ?? none()
}

const close = (tx: Tx, event: EventRecord): Promise<void> =>
  changeEvent(tx, event.id, { state: 'closed', closed_at: tx.now, closed_by: tx.actor.name ?? tx.actor.id })

/** The drill ends, and the same thing begins in earnest: with a number, calls and clocks of its own. */
async function promote(tx: Tx, { packs, zone, demo }: Deps, event: EventRecord, said: { reason: string; startedByName: string }) {
  const { type, grade, area, lon, lat, address, content, object, title } = event
  const there = await openOn(tx, object, packs.typeOf(type)?.type.family ?? null)
  if (there) throw new RefusalError({ code: 'event.followed', details: { no: there } })
  const what = { type, grade, area, lon, lat, address, content, demo, object, source: 'seat' as const, alarm: null }
  const liveTitle = withoutMark(title)
  const live = await openEvent(tx, packs, zone, { ...what, title: liveTitle, mode: 'auto', severity: null, lead: null })
  // What is received in earnest stands in the balance, from its signal on.
  await insertSignal(tx, { ...what, title: liveTitle, id: tx.newId(), state: 'auto', report: null, event: live.id })
  await close(tx, event)
  await changeEvent(tx, event.id, { promoted_to: live.id })
  await tx.record({
    ...{ kind: 'exercise.promoted', subject: event.id, area },
    body: { event: event.id, to: live.id, toNo: live.no, ...said },
  })
  return { event: event.id, no: event.no, live: live.id, liveNo: live.no }
}
