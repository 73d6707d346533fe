import { z } from 'zod'
import { EventVital } from '../../../../contract/event-vital.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { visibleEvent } from '../../../flow/3-event/store.ts'
import { vitalOfEvent } from '../../../flow/3-event/store-vitals.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { vitalByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asNow } from '../../../flow/7-evaluate/vitals/store-source.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readVital } from '../one-vital.ts'
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
      const about = await vitalOfEvent(spine, event.id)
      const record = about && (await vitalByCode(spine, about.vital))
      const node = about && (await tree.read()).node(about.area)
      if (!record || !node) return { vital: null, causes: null, at: now.toISOString() }
      const { cell, series, definition } = await readVital(
        asNow(spine),
        record,
        {},
        {
          ...{ tree: await tree.read(), node, now: now.getTime(), zone, knownAt: null, askedAt: now.getTime() },
        },
      )
      const { name, unit, decimals, normal = null, opens, objectKind } = definition
      const objects = event.object
        ? [event.object]
        : objectKind
          ? await objectsOfKind(spine, node.paths[0] ?? event.area, objectKind)
          : []
      return {
        vital: {
          ...{ code: record.code, name, unit, decimals, area: { code: node.code, name: node.name } },
          ...{ normal, hold: opens?.hold ?? null, cell, series },
        },
        causes: await findCauses(spine, { event, objects, hours: opens?.causeHours ?? usualHours, caller, packs }),
        at: now.toISOString(),
      }
    },
  )
}
