import { z } from 'zod'
import { ExerciseList, ExerciseSheet } from '../../../contract/exercise.ts'
import type { Pack } from '../../../contract/pack.ts'
import { areaNameOf } from '../../city/area/area-name.ts'
import { areasAlong } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { begunBy } from '../../flow/3-event/exercise/store.ts'
import { eventIsOpen } from '../../flow/3-event/life.ts'
import { visibleEvent } from '../../flow/3-event/store.ts'
import type { EventRecord } from '../../flow/3-event/types.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { inTime, stepsOf } from './rules/steps.ts'
import { answeredOf, calledPosts, drilledPlan, drillOrders, endedBy, notesOf, numberOf, readDrills, readLast } from './store.ts'

type Deps = { spine: Spine; packs: Packs }
const ListQuery = z.object({
  area: z.string().max(80).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
const Id = z.object({ id: z.uuid() })

/** 演练台账与复盘: drills and when each plan was drilled last; what came of one, limit against what really happened. */
export async function exerciseDeskRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, packs } = deps
  const config = { permit: 'event.read' } as const

  app.get(
    '/api/v1/exercises',
    { schema: { summary: '演练台账', querystring: ListQuery, response: { 200: ExerciseList, ...errors } }, config },
    async (request) => {
      const { area, cursor, limit } = request.query
      const asked = { caller: callerOf(request), wanted: await readPrefixes(spine, area) }
      const now = spine.clock.now()
      const found = await readDrills(spine, asked, { after: parseCursor(cursor), limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, (row) => ({ at: row.started_at, id: row.event }))
      const last = await readLast(spine, asked)
      const kept = await keptOf(spine, [...rows, ...last], now)
      return {
        rows: rows.map(({ event, no, title, type, grade, ...row }) => ({
          ...{ event, no, title, type, grade, typeName: packs.typeOf(type)?.type.name ?? { zh: type, en: type } },
          ...{ areaName: row.area_name, startedAt: row.started_at.toISOString(), startedBy: row.started_by },
          endedAt: row.ended_at?.toISOString() ?? null,
          live: row.live && row.live_no ? { id: row.live, no: row.live_no } : null,
          ...kept(event),
        })),
        next,
        plans: packs.all().flatMap((pack) => plansOf(pack, last, kept)),
        at: now.toISOString(),
      }
    },
  )

  app.get(
    '/api/v1/exercises/:id',
    { schema: { summary: '演练复盘单', params: Id, response: { 200: ExerciseSheet, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const event = await visibleEvent(spine, caller, request.params.id)
      if (!event) throw new RefusalError({ code: 'thing.not-found' })
      if (!event.exercise) throw new RefusalError({ code: 'exercise.not', details: { no: event.no } })
      return sheetOf(deps, event, caller.person)
    },
  )
}

type Kept = (event: string) => { steps: { n: number; of: number }; posts: { n: number; of: number } }

/** How many steps of each drill were in time, and how many posts answered. */
async function keptOf(db: Db, drills: readonly { event: string; ended_at: Date | null }[], now: Date): Promise<Kept> {
  const ids = [...new Set(drills.map(({ event }) => event))]
  const [orders, answered] = [await drillOrders(db, ids), await answeredOf(db, ids)]
  const ends = new Map(drills.map(({ event, ended_at }) => [event, ended_at ?? now]))
  const posts = new Map(answered.map(({ event, n, of }) => [event, { n, of }]))
  return (event) => ({
    steps: inTime(
      stepsOf(
        orders.filter((order) => order.event === event),
        ends.get(event) ?? now,
      ),
    ),
    posts: posts.get(event) ?? { n: 0, of: 0 },
  })
}

/** Every plan of a pack, drilled or not. */
const plansOf = (pack: Pack, last: Awaited<ReturnType<typeof readLast>>, kept: Kept): ExerciseList['plans'] =>
  pack.types.map(({ id, name }) => {
    const drill = last.find(({ type }) => type === id)
    return {
      ...{ type: id, name, packName: pack.name, drills: drill?.drills ?? 0 },
      last: drill
        ? {
            event: drill.event,
            at: drill.started_at.toISOString(),
            over: drill.ended_at !== null,
            steps: kept(drill.event).steps,
          }
        : null,
    }
  })

async function sheetOf({ spine, packs }: Deps, event: EventRecord, reader: string): Promise<ExerciseSheet> {
  const over = !eventIsOpen(event.state)
  const [began, ended] = [await begunBy(spine, event.id), over ? await endedBy(spine, event.id) : null]
  const plan = await drilledPlan(spine, event.id)
  const steps = stepsOf(await drillOrders(spine, [event.id]), ended?.at ?? spine.clock.now())
  const notes = await notesOf(spine, event.id)
  const { id, no, title, grade, type } = event
  return {
    ...{ event: id, no, title, grade, type, over, typeName: packs.typeOf(type)?.type.name ?? { zh: type, en: type } },
    ...{ areaName: areaNameOf(await areasAlong(spine, event.area)), words: event.content ?? '', planVersion: plan?.version ?? 0 },
    ...{ startedAt: began.at.toISOString(), startedBy: began.name, own: began.by === reader },
    ...{ endedAt: ended?.at.toISOString() ?? null, endedBy: ended?.name ?? null, reason: ended?.reason ?? null },
    live: event.promoted_to === null ? null : { id: event.promoted_to, no: await numberOf(spine, event.promoted_to) },
    ...{ steps, inTime: inTime(steps) },
    gaps: (plan?.plan.lead ?? []).flatMap(({ name }, step) =>
      plan && step <= plan.step && !plan.called.includes(step) ? [{ step, name }] : [],
    ),
    notes: notes.map(({ at, ...note }) => ({ at: at.toISOString(), ...note })),
    rows: await calledPosts(spine, event.id, began.at),
  }
}
