import { z } from 'zod'
import { Replay } from '../../../contract/replay-view.ts'
import { visibleEvent } from '../../flow/3-event/store.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { placesIn } from '../case-file/store.ts'
import { unclockedOf } from './rules/unclocked.ts'
import { factsAtMost, orderLimits, replayDevices, replayFacts, replayObject, replayWhole } from './store.ts'

const Id = z.object({ id: z.uuid() })
/** Where a thing was is played from so long before the opening, and for six hours at most, as in the case file. */
const [beforeMs, placesMs] = [10 * 60_000, 6 * 3_600_000]

/** 回放: everything a page needs to play a case from its facts; what it was at a moment is reckoned by `contract/replay.ts`. */
export async function replayRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/events/:id/replay',
    {
      schema: { summary: '事件回放', params: Id, response: { 200: Replay, ...errors } },
      config: { permit: 'event.read' } as const,
    },
    (request) => readReplay(spine, callerOf(request), request.params.id),
  )
}

async function readReplay(spine: Spine, caller: Caller, id: string): Promise<Replay> {
  const event = await visibleEvent(spine, caller, id)
  if (!event) throw new RefusalError({ code: 'thing.not-found' })
  const now = spine.clock.now()
  const until = event.closed_at ?? now
  const facts = await replayFacts(spine, { event: id, object: event.object, from: event.opened_at, until })
  const cut = facts.length === factsAtMost
  const from = new Date(event.opened_at.getTime() - beforeMs)
  const to = new Date(Math.min(until.getTime(), from.getTime() + placesMs))
  const places = event.object ? await placesIn(spine, event.object, { from, to }) : []
  const { no, title, grade, lon, lat, area, exercise } = event
  return {
    event: {
      ...{ id, no, title, grade, lon, lat, area, exercise },
      wholeArea: await replayWhole(spine, id),
      ...{ openedAt: event.opened_at.toISOString(), closedAt: event.closed_at?.toISOString() ?? null },
    },
    object: await replayObject(spine, event.object),
    facts,
    devices: (await replayDevices(spine, id)).map(({ changes, ...device }) => ({
      ...device,
      changes: changes.map(({ at, to: level }) => ({ at: new Date(at).toISOString(), to: level })),
    })),
    places: places.map(({ at, values }) => ({ at: at.toISOString(), lon: values.lon!, lat: values.lat! })),
    // Of facts that end too early nothing can be held against rows.
    unclocked: cut ? [] : unclockedOf(facts, await orderLimits(spine, id)),
    ...{ cut, at: now.toISOString() },
  }
}
