import { z } from 'zod'
import { EndBody, Made, PostNew, UnitNew } from '../../../contract/admin.ts'
import { areasByCode } from '../../city/area/store.ts'
import { inScope } from '../../city/permit/scope.ts'
import {
  appointmentsOf,
  areasOfUnit,
  countOrdersOfPost,
  countOrdersOfUnit,
  countUnitsBelow,
  endPosts,
  endUnit,
  insertPost,
  insertUnit,
  lockPost,
  lockUnit,
  postsOfUnit,
} from '../../city/person/store.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { endHeld } from './end-held.ts'
import { fitsPeriod } from './rules/appoint.ts'

const Id = z.object({ id: z.string().max(80) })
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })
/** Does something that answers for these paths lie in the caller's areas? Looks the same as not existing when it does not. */
export const orHidden = <T extends { paths: string[] }>(row: T | null, caller: Caller): T => {
  if (!row?.paths.some((path) => inScope(caller.scope, path))) throw notFound()
  return row
}

/** Units and posts are made and ended; nothing is ever deleted. Every change is a fact. */
export async function unitRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'admin.people' } as const
  const response = { 200: Made, ...errors }

  app.post('/api/v1/admin/units', { schema: { summary: '设立单位', body: UnitNew, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const { parent, areas: codes, board, domain, ...rest } = request.body
      const caller = callerOf(request)
      const above = orHidden(await lockUnit(tx, parent), caller)
      if (above.valid_to && above.valid_to <= tx.now) throw notFound()
      const areas = await jurisdiction(tx, { codes, parent, caller })
      const id = `unit-${tx.newId()}`
      await insertUnit(tx, { id, parent, ...rest, board: board ?? null, domain: domain ?? null, areas })
      await tx.record({
        kind: 'unit.made',
        subject: id,
        area: areas[0]?.path ?? null,
        unit: id,
        body: { unit: id, name: rest.name },
      })
      return { id }
    }),
  )

  app.post(
    '/api/v1/admin/units/:id/end',
    { schema: { summary: '撤销单位', params: Id, body: EndBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const unit = orHidden(await lockUnit(tx, request.params.id), callerOf(request))
        const at = request.body.at ? new Date(request.body.at) : tx.now
        orRefuse(fitsPeriod({ from: unit.valid_from, to: at }, tx.now))
        if (unit.valid_to && unit.valid_to <= tx.now) throw notFound()
        if (unit.id === callerOf(request).unit) throw new RefusalError(malformed('/id', 'unit.own'))
        if ((await countUnitsBelow(tx, unit.id, at)) > 0) throw new RefusalError(malformed('/id', 'unit.has-below'))
        refuseOrders(await countOrdersOfUnit(tx, unit.id))
        const posts = await postsOfUnit(tx, unit.id, at)
        await endHeld(tx, await appointmentsOf(tx, { unit: unit.id }, at), at)
        await endPosts(
          tx,
          posts.map((post) => post.id),
          at,
        )
        await endUnit(tx, unit.id, at)
        const area = unit.paths[0] ?? null
        for (const post of posts)
          await tx.record({ kind: 'post.ended', subject: post.id, area, unit: unit.id, body: { post: post.id, name: post.name } })
        await tx.record({ kind: 'unit.ended', subject: unit.id, area, unit: unit.id, body: { unit: unit.id, name: unit.name } })
        return { id: unit.id }
      }),
  )

  app.post('/api/v1/admin/posts', { schema: { summary: '设立岗位', body: PostNew, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const { unit, name, kind, side } = request.body
      const owner = orHidden(await lockUnit(tx, unit), callerOf(request))
      if (owner.valid_to && owner.valid_to <= tx.now) throw notFound()
      const id = `post-${tx.newId()}`
      await insertPost(tx, { id, unit, name, kind, side: side ?? null })
      await tx.record({ kind: 'post.made', subject: id, area: owner.paths[0] ?? null, unit, body: { post: id, name } })
      return { id }
    }),
  )

  app.post(
    '/api/v1/admin/posts/:id/end',
    { schema: { summary: '撤销岗位', params: Id, body: EndBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const post = orHidden(await lockPost(tx, request.params.id), callerOf(request))
        const at = request.body.at ? new Date(request.body.at) : tx.now
        orRefuse(fitsPeriod({ from: post.valid_from, to: at }, tx.now))
        if (post.valid_to && post.valid_to <= tx.now) throw notFound()
        refuseOrders(await countOrdersOfPost(tx, post.id, tx.now))
        await endHeld(tx, await appointmentsOf(tx, { post: post.id }, at), at)
        await endPosts(tx, [post.id], at)
        await tx.record({
          kind: 'post.ended',
          subject: post.id,
          area: post.paths[0] ?? null,
          unit: post.unit,
          body: { post: post.id, name: post.name },
        })
        return { id: post.id }
      }),
  )
}

const refuseOrders = (count: number): void => {
  if (count > 0) throw new RefusalError({ code: 'admin.in-use', details: { count } })
}

/** What a new unit answers for: the named areas, inside the caller's own; the parent's when none is named. */
async function jurisdiction(
  tx: Tx,
  asked: { codes: string[]; parent: string; caller: Caller },
): Promise<{ code: string; path: string }[]> {
  if (asked.codes.length === 0) return areasOfUnit(tx, asked.parent)
  const areas = await areasByCode(tx, asked.codes)
  const unknown = asked.codes.find((code) => !areas.some((area) => area.code === code && inScope(asked.caller.scope, area.path)))
  if (unknown !== undefined) throw new RefusalError(malformed('/areas', 'name.unknown', { name: unknown }))
  return areas.map(({ code, path }) => ({ code, path }))
}
