import { z } from 'zod'
import { EventVital } from '../../../../contract/event-vital.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { visibleEvent } from '../../../flow/3-event/store.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readCaseVitals } from './case-vital.ts'
import { findCauses } from './causes.ts'
import { objectsOfKind } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; tree: LiveTree }
const Id = z.object({ id: z.uuid() })
/** Where a definition says nothing any more of how far back. */
const usualHours = 24

/** The vital an event was opened by, as whoever works on the case sees it, and its suspected causes. */
export async function causeRoutes(app: App, { spine, packs, zone, tree }: Deps): Promise<void> {
  app.get(
    '/api/v1/events/:id/vital',
    {
      schema: { summary: '事件的指标和疑似原因', params: Id, response: { 200: EventVital, ...errors } },
      config: { permit: 'event.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const event = await visibleEvent(spine, caller, request.params.id)
      if (!event) throw new RefusalError({ code: 'thing.not-found' })
      const now = spine.clock.now()
      const { of: found, joined } = await readCaseVitals({ spine, zone, tree }, event.id, now)
      if (!found) return { vital: null, joined, causes: null, at: now.toISOString() }
      const { vital, node, definition } = found
      const { opens, objectKind } = definition
      const objects = event.object ? [event.object] : objectKind ? await objectsOfKind(spine, node.paths, objectKind) : []
      return {
        vital,
        joined,
        causes: await findCauses(spine, { event, objects, hours: opens?.causeHours ?? usualHours, caller, packs }),
        at: now.toISOString(),
      }
    },
  )
}
