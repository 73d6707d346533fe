import { z } from 'zod'
import { CameraGates, VettingCard, VettingCounts } from '../../../contract/vetting.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { countLooks } from '../../flow/1-ingest/vetting/store.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { openCard, openGates } from './views.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }
const dayMs = 86_400_000

/** What the looks at suspicions stand on: how many wait, one with all that is known, and how often each camera was right. */
export async function vettingRoutes(app: App, { spine, packs, zone }: Deps): Promise<void> {
  app.get(
    '/api/v1/vetting',
    {
      schema: { summary: '人工复核：待复核与结论数', response: { 200: VettingCounts, ...errors } },
      config: { permit: 'signal.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const { oldest, ...counts } = await countLooks(spine, callerOf(request).scope, now, new Date(now.getTime() - dayMs))
      return { ...counts, oldestAt: oldest?.toISOString() ?? null, at: now.toISOString() }
    },
  )
  app.get(
    '/api/v1/vetting/:id',
    {
      schema: { summary: '一条复核', params: z.object({ id: z.uuid() }), response: { 200: VettingCard, ...errors } },
      config: { permit: 'signal.triage' },
    },
    async (request) => {
      const card = await openCard(spine, packs, { id: request.params.id, now: spine.clock.now(), zone })
      if (!card || !inScope(callerOf(request).scope, card.area)) throw new RefusalError({ code: 'thing.not-found' })
      return card
    },
  )
  app.get(
    '/api/v1/camera-gates',
    {
      schema: { summary: '摄像机识别准确率与复核门槛', response: { 200: CameraGates, ...errors } },
      config: { permit: 'feed.read' },
    },
    (request) => {
      const { scope } = callerOf(request)
      return openGates(spine, packs, { sees: (area) => inScope(scope, area), now: spine.clock.now() })
    },
  )
}
