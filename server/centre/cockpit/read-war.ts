import type { CockpitEvent } from '../../../contract/cockpit.ts'
import type { CaseVital } from '../../../contract/event-vital.ts'
import { maskBy } from '../../city/mask.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { camerasNear } from '../../flow/1-ingest/cameras/store-map.ts'
import { boxAround } from '../../flow/3-event/rules/distance.ts'
import { attemptsOfEvent } from '../../flow/4-dispatch/store-calls.ts'
import { ordersOfEvent, viewOfOrder } from '../../flow/5-work/store.ts'
import { waysOf, wayViews } from '../../flow/5-work/ways/store-ways.ts'
import type { Caller } from '../../kernel/http.ts'
import { settled } from '../../kernel/settled.ts'
import type { Spine } from '../../kernel/spine.ts'
import { eventRow, pauseOf } from '../desk/rules/event-row.ts'
import { readListed } from '../desk/store.ts'
import { readCalls, readDispatch, readTimeline } from '../desk/store-detail.ts'
import { planOf } from '../desk/store-page.ts'
import { wholeAreaOf } from '../desk/store-whole.ts'
import type { ListedEvent } from '../desk/types.ts'
import { readDevice } from '../map/store.ts'
import { seriesOf } from '../map/store-series.ts'
import { cellsAround } from '../tiles/rules/mercator.ts'
import { crewOf } from './rules/crew.ts'
import { namedM, nearCameras } from './rules/near-cameras.ts'
import { phonesOf } from './rules/phones.ts'
import { stepsOf } from './rules/steps.ts'
import { readDeviceIds } from './store.ts'

/** The vital a case was opened by (`of` null: by none) and those that joined it, read by those who know vitals. */
export type ReadCaseVitals = (event: string, now: Date) => Promise<{ of: CaseVital | null; joined: CaseVital[] }>
type Deps = { spine: Spine; packs: Packs; caseVitals: ReadCaseVitals }
type War = { event: ListedEvent; caller: Caller; now: Date }

/** How long before the opening the curve begins. */
const beforeMs = 3_600_000
/** Cameras that fit beneath the map. */
const mostCameras = 3

/** C2 of an event the caller sees; null for another. What cannot be read of it is null, the other parts are there. */
export async function readWar(deps: Deps, caller: Caller, id: string): Promise<CockpitEvent | null> {
  const { spine, packs } = deps
  const now = spine.clock.now()
  const event = await readListed(spine, caller, id)
  if (!event) return null
  const found = packs.typeOf(event.type)
  return {
    at: now.toISOString(),
    event: {
      ...eventRow(event, found?.type.name ?? null, now),
      cordonM: (event.severity && found?.type.cordonM?.[event.severity]) ?? null,
      wholeArea: await wholeAreaOf(spine, event),
      object: event.object,
      pause: pauseOf(event),
    },
    ...(await partsOf(deps, { event, caller, now })),
  }
}

async function partsOf(deps: Deps, war: War): Promise<Omit<CockpitEvent, 'at' | 'event'>> {
  const { spine } = deps
  const { event, caller, now } = war
  const part = <T>(name: string, read: () => Promise<T>) => settled(spine.log, `war.${name}`, read)
  // Each is asked once; whoever needs one of them fails with it, and nobody else.
  const [orders, calls, attempts] = [ordersOfEvent(spine, event.id), readCalls(spine, event.id), attemptsOfEvent(spine, event.id)]
  const [plan, crew, phones, series, ways, facts, vital, cameras] = await Promise.all([
    part('plan', async () => {
      const [ordered, called, tried] = await Promise.all([orders, calls, attempts])
      return planPart(spine, war, { orders: ordered, calls: called, attempts: tried })
    }),
    part('crew', async () => crewOf((await orders).map((order) => viewOfOrder(order, caller, now)))),
    part('phones', async () => {
      const mask = (phone: string | null) => maskBy('phone', phone)
      // First what nobody else waits for at once: a failure nobody waits for would end the process.
      const theirs = await calls
      const lead = (await orders).find(({ role }) => role === 'lead')?.id ?? null
      return phonesOf(theirs, { attempts: await attempts, lead }, mask)
    }),
    part('series', () => curvesOf(deps, war)),
    part('ways', async () => {
      const own = (await waysOf(spine, [event.id])).get(event.id) ?? []
      return own.length > 0 ? wayViews(own, caller, await orders, now) : []
    }),
    part('facts', () => readTimeline(spine, event, now)),
    part('vital', () => deps.caseVitals(event.id, now)),
    part('cameras', () => camerasOf(spine, war)),
  ])
  return { plan, crew, phones, series, ways, facts, vital, cameras }
}

type Asked = {
  orders: Awaited<ReturnType<typeof ordersOfEvent>>
  calls: Awaited<ReturnType<typeof readCalls>>
  attempts: Awaited<ReturnType<typeof attemptsOfEvent>>
}

async function planPart(
  spine: Spine,
  { event, now }: War,
  { orders, calls, attempts }: Asked,
): Promise<NonNullable<CockpitEvent['plan']>> {
  const related = { dispatch: await readDispatch(spine, event.id), calls }
  const plan = await planOf(spine, event, { related, orders, attempts }, now)
  const { clock } = eventRow(event, null, now)
  const of = plan && { pack: plan.id, version: plan.version, planVersion: plan.planVersion }
  return { of, steps: stepsOf({ plan, orders, clock }, calls) }
}

async function curvesOf(
  { spine, packs }: Pick<Deps, 'spine' | 'packs'>,
  { event, caller, now }: War,
): Promise<NonNullable<CockpitEvent['series']>> {
  if (!event.object) return []
  const span = { from: new Date(event.opened_at.getTime() - beforeMs), to: event.closed_at ?? now }
  const series: NonNullable<CockpitEvent['series']> = []
  for (const { id } of await readDeviceIds(spine, event.object)) {
    const device = await readDevice(spine, caller, id)
    if (device) series.push(await seriesOf(spine, packs, device, span))
  }
  return series
}

/** The nearest cameras of the caller's areas. */
async function camerasOf(spine: Spine, { event, caller }: War): Promise<NonNullable<CockpitEvent['cameras']>> {
  const { id, lon, lat } = event
  if (event.whole_area !== null) return nearCameras([], { lon, lat, event: id, papers: false, judges: [] })
  const box = boxAround(event, namedM)
  const lines = await camerasNear(spine, caller.scope, { lon, lat, box: { ...box, ...cellsAround(box) }, most: mostCameras })
  const judges = caller.permits.has('signal.triage') ? caller.scope : []
  return nearCameras(lines, { lon, lat, event: id, papers: caller.permits.has('event.read'), judges })
}
