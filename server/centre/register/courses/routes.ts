import { z } from 'zod'
import { type Course, CoursesKept, ObjectCourses } from '../../../../contract/course.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { told } from '../record-changes.ts'
import type { RegisterDeps } from '../routes.ts'
import { lockObjects, readLine } from '../store.ts'
import * as store from './store.ts'

const Id = z.object({ id: z.string().max(80) })
const Done = z.object({ object: z.string(), upstream: z.number() })

/** 流向: what lies upstream and downstream of an object; read by whoever reads the register there, kept by its keeper. */
export async function courseRoutes(app: App, { spine, packs }: RegisterDeps): Promise<void> {
  app.get(
    '/api/v1/objects/:id/courses',
    {
      schema: { summary: '对象的上下游', params: Id, response: { 200: ObjectCourses, ...errors } },
      config: { permit: 'object.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      return {
        upstream: viewsOf(await store.upstreamOf(spine, line.id), packs),
        downstream: viewsOf(await store.downstreamOf(spine, line.id), packs),
        mayKeep: line.to === null && caller.permits.has('object.change'),
        at: spine.clock.now().toISOString(),
      }
    },
  )
  app.put(
    '/api/v1/objects/:id/courses',
    {
      schema: { summary: '登记对象的上游', params: Id, body: CoursesKept, response: { 200: Done, ...errors } },
      config: { permit: 'object.change' } as const,
    },
    async (request) => {
      const { scope } = callerOf(request)
      return write(spine, request, (tx) => keep(tx, { scope, object: request.params.id, given: request.body }))
    },
  )
}

type Keeping = { scope: readonly string[]; object: string; given: CoursesKept }

/** Refused: an object not one's own or ended, a code nobody has, one that lies downstream. */
async function keep(tx: Tx, { scope, object, given }: Keeping): Promise<z.infer<typeof Done>> {
  const [held] = await lockObjects(tx, scope, [object])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
  const codes = given.upstream.map(({ code }) => code.trim())
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  if (twice !== undefined) throw new RefusalError({ code: 'course.twice', details: { code: twice } })
  const known = await store.liveByCode(tx, codes)
  const upstream = given.upstream.map(({ code, kind, minutes }) => {
    const found = known.get(code.trim())
    if (!found) throw new RefusalError({ code: 'course.unknown', details: { code } })
    return { object: found, kind, minutes }
  })
  const below = await store.downstreamAmong(
    tx,
    held.id,
    upstream.map((one) => one.object),
  )
  if (below)
    throw new RefusalError({ code: 'course.loop', details: { code: codes[upstream.findIndex((one) => one.object === below)]! } })
  await store.replaceUpstream(tx, held.id, upstream)
  await tx.record({
    ...{ kind: 'object.courses-kept', subject: held.id, area: held.area },
    body: { ...told(held), n: upstream.length },
  })
  return { object: held.id, upstream: upstream.length }
}

function viewsOf(lines: readonly store.CourseLine[], packs: Packs): Course[] {
  const kinds = new Map(objectKindsOf(packs.all()).map(({ kind, name }) => [kind, name]))
  return lines.map(({ object_kind, area_name, ...line }) => ({
    ...{ ...line, areaName: area_name, kindName: kinds.get(object_kind) ?? { zh: object_kind, en: object_kind } },
  }))
}
