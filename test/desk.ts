import { after } from 'node:test'
import { system } from '../contract/actor.ts'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { toCaller } from '../server/city/sign-in/identify.ts'
import { postsOf, scopeOfUnit } from '../server/city/sign-in/store.ts'
import { type Opening, openEvent } from '../server/flow/3-event/open.ts'
import { eventRoutes } from '../server/flow/3-event/routes.ts'
import { dispatchRoutes } from '../server/flow/4-dispatch/routes.ts'
import { workRoutes } from '../server/flow/5-work/routes.ts'
import { ordersOfEvent } from '../server/flow/5-work/store.ts'
import type { OrderRow } from '../server/flow/5-work/types.ts'
import { verifyRoutes } from '../server/flow/6-verify/routes.ts'
import { createActors, createFlow } from '../server/flow.ts'
import { createCalendar, shippedCalendar } from '../server/kernel/calendar-days.ts'
import { manualClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { type App, createApp } from '../server/kernel/http.ts'
import { createLog } from '../server/kernel/log.ts'
import { createSpine, type Spine } from '../server/kernel/spine.ts'
import { fireTimer, nextTimerAt } from '../server/kernel/worker.ts'
import { seedNow, testDatabase } from './database.ts'

export type Answer = {
  status: number
  body: Record<string, unknown> & { code?: string; details?: Record<string, string | number> }
}

/** The stages from event to check on a database of their own, without the screens: for tests of one verb at a time. */
export type Desk = {
  spine: Spine
  now(): Date
  /** moves the clock, firing every timer at its own moment on the way */
  pass(seconds: number): Promise<void>
  as(person: string): {
    get(url: string): Promise<Answer>
    post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  }
  /** an event of the town, opened and dispatched by itself; its lead is 临江街道's safety board */
  open(change?: Partial<Opening>): Promise<string>
  /** another unit's part of it */
  assist(event: string, unit: string, mandatory: boolean): Promise<OrderRow>
  orders(event: string): Promise<OrderRow[]>
  lead(event: string): Promise<OrderRow>
  facts(event: string, kind?: string): Promise<{ kind: string; body: Record<string, unknown> }[]>
}

const zone = 'Asia/Shanghai'
const calendar = createCalendar(shippedCalendar(zone))
const overLimit: Opening = {
  type: 'septic-gas.over-limit',
  title: '渡口公园公厕 1 号池 沼气超标',
  grade: 'major',
  mode: 'auto',
  source: 'sensor',
  content: null,
  object: null,
  alarm: null,
  severity: 'orange',
  lead: null,
  area: '99/990101/990101001/990101001001/',
  lon: 106.6,
  lat: 29.6,
  address: '渡口公园公厕',
  demo: true,
}

/** Starts a desk; it ends with the test file. */
export async function startDesk(): Promise<Desk> {
  const { app, spine, clock, packs } = await startStages()
  const orders = (event: string) => ordersOfEvent(spine, event)
  const as: Desk['as'] = (person) => ({
    get: (url) => answerOf(app, { person, method: 'GET', url }),
    post: (url, body, headers = {}) => answerOf(app, { person, method: 'POST', url, body, headers }),
  })
  return {
    spine,
    now: () => clock.now(),
    as,
    orders,
    async pass(seconds) {
      const until = new Date(clock.now().getTime() + seconds * 1_000)
      for (let next = await nextTimerAt(spine); next && next <= until; next = await nextTimerAt(spine)) {
        if (next > clock.now()) clock.set(next)
        while (await fireTimer(spine));
      }
      clock.set(until)
    },
    open: (change = {}) =>
      spine.transaction(system, async (tx) => (await openEvent(tx, packs, zone, { ...overLimit, ...change })).id),
    async assist(event, unit, mandatory) {
      const answer = await as('p-chenli').post(`/api/v1/events/${event}/support`, { unit, reason: '需要配合', mandatory })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return (await orders(event)).findLast((order) => order.unit === unit)!
    },
    async lead(event) {
      return (await orders(event)).find((order) => order.role === 'lead')!
    },
    facts: (event, kind) =>
      spine.query(
        'select kind, body from facts where subject = $1 and ($2::text is null or kind = $2) order by recorded_at, id',
        [event, kind ?? null],
      ),
  }
}

/** The four stages with their routes; closed at the end of the test file. */
async function startStages() {
  const started: { close(): Promise<void> }[] = []
  // Registered before the database is asked for: hooks run in order, and the test server stops in a later one.
  after(async () => {
    for (const one of started) await one.close()
  })
  const database = await testDatabase('town')
  const clock = manualClock(seedNow)
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  const packs = createPacks([septicGas, cityBasics], { demo: false })
  const actors = createActors({ packs, calendar })
  spine.flow = { ...createFlow(actors), after: {} }
  const app = await createApp({
    spine,
    config: readConfig({ LOG_LEVEL: 'silent' }),
    identify: (request) => callerOf(spine, String(request.headers['x-person'] ?? '')),
  })
  const deps = { spine, packs, zone, calendar }
  await eventRoutes(app, deps)
  await dispatchRoutes(app, { ...deps, handlers: actors.dispatch })
  await workRoutes(app, deps)
  await verifyRoutes(app, deps)
  await app.ready()
  started.push({
    async close() {
      await app.close()
      await spine.close()
      await database.drop()
    },
  })
  return { app, spine, clock, packs }
}

type Asked = { person: string; method: 'GET' | 'POST'; url: string; body?: unknown; headers?: Record<string, string> }

async function answerOf(app: App, { person, method, url, body, headers }: Asked): Promise<Answer> {
  const payload = method === 'POST' ? { payload: JSON.stringify(body ?? {}) } : {}
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-person': person, 'content-type': 'application/json', ...headers },
    ...payload,
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function callerOf(spine: Spine, person: string) {
  const [post] = await postsOf(spine, person, spine.clock.now())
  const [found] = await spine.query<{ name: string }>('select name from persons where id = $1', [person])
  if (!post || !found) return null
  return toCaller({ person, name: found.name, kind: 'person' }, post, await scopeOfUnit(spine, post.unit))
}
