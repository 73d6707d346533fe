import { z } from 'zod'
import { SceneCounts, SceneCountsWish, SceneFeatureCard } from '../../../contract/scene-card.ts'
import { sceneKindsOf } from '../../city/scene/scene-kinds-of.ts'
import { featureById } from '../../city/scene/store.ts'
import { countsIn } from '../../city/scene/store-tiles.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { boundsOf } from './box-of.ts'
import { linkedObject } from './store-linked.ts'

/** Features counted at most: beyond, a view is too wide to say more than "so many and more". */
const countedAtMost = 50_000

/** What a map of scene features stands on: how many of a kind are in view, and the card of one. */
export async function featureRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'scene.read' } as const
  app.get(
    '/api/v1/scene/counts',
    {
      schema: { summary: '范围内各类实景要素的数量', querystring: SceneCountsWish, response: { 200: SceneCounts, ...errors } },
      config,
    },
    async (request) => {
      const { bbox, area } = request.query
      const scope = narrowed(callerOf(request).scope, await readPrefixes(spine, area))
      const rows = await countsIn(spine, { bounds: boundsOf(bbox), kinds: sceneKindsOf(undefined), scope }, countedAtMost + 1)
      const total = rows.reduce((sum, { n }) => sum + n, 0)
      return { rows, more: total > countedAtMost, at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/scene/features/:id',
    {
      schema: {
        ...{ summary: '一个实景要素', params: z.object({ id: z.string().regex(/^\d{1,18}$/) }) },
        response: { 200: SceneFeatureCard, ...errors },
      },
      config,
    },
    async (request) => {
      const caller = callerOf(request)
      const row = await featureById(spine, request.params.id, caller.scope)
      if (!row) throw new RefusalError({ code: 'thing.not-found' })
      const { details } = row
      const object = typeof details.object === 'string' ? await linkedObject(spine, caller, details.object) : null
      return { ...row, object, at: spine.clock.now().toISOString() }
    },
  )
}
