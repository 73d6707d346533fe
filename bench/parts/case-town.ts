// The small city on the shipped PostgreSQL with the real stages and their routes, and one case from opening to closing.

import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { cityBasics } from '../../packs/city-basics/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { seedTown } from '../../server/city/seed/seed-town.ts'
import { toCaller } from '../../server/city/sign-in/identify.ts'
import { postsOf, scopeOfUnit } from '../../server/city/sign-in/store.ts'
import { openEvent } from '../../server/flow/3-event/open.ts'
import { eventRoutes } from '../../server/flow/3-event/routes.ts'
import { dispatchRoutes } from '../../server/flow/4-dispatch/routes.ts'
import { workRoutes } from '../../server/flow/5-work/routes.ts'
import { ordersOfEvent } from '../../server/flow/5-work/store.ts'
import { verifyRoutes } from '../../server/flow/6-verify/routes.ts'
import { createActors, createFlow } from '../../server/flow.ts'
import { createCalendar, shippedCalendar } from '../../server/kernel/calendar-days.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { type App, createApp } from '../../server/kernel/http.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSpine, type Spine } from '../../server/kernel/spine.ts'

const zone = 'Asia/Shanghai'
const calendar = createCalendar(shippedCalendar(zone))
export const caseSteps = ['open and dispatch', 'accept', 'arrive', 'evidence', 'submit', 'check and close'] as const
export type CaseStep = (typeof caseSteps)[number]
/** `around` wraps every step: it times it, or records what it says to the database. */
export type Around = (step: CaseStep, work: () => Promise<void>) => Promise<void>
export type CaseTown = { spine: Spine; life(around: Around): Promise<void>; close(): Promise<void> }

export async function openTown(url: string): Promise<CaseTown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await seedTown(client, { now: new Date(Date.now() - 3_600_000), progress: () => undefined })
  await client.query('analyze')
  await client.end()
  const spine = createSpine({ url, clock: realClock, log: createLog('silent') })
  const packs = createPacks([septicGas, cityBasics], { demo: false })
  const actors = createActors({ packs, calendar })
  spine.flow = createFlow(actors)
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
  return {
    spine,
    life: (around) => life({ app, spine, packs }, around),
    async close() {
      await app.close()
      await spine.close()
    },
  }
}

const callers = new Map<string, ReturnType<typeof toCaller>>()
/** Who acts; remembered, because signing in is no part of the case. */
async function callerOf(spine: Spine, person: string) {
  const known = callers.get(person)
  if (known) return known
  const [post] = await postsOf(spine, person, spine.clock.now())
  const [found] = await spine.query<{ name: string }>('select name from persons where id = $1', [person])
  if (!post || !found) return null
  const caller = toCaller({ person, name: found.name, kind: 'person' }, post, await scopeOfUnit(spine, post.unit))
  callers.set(person, caller)
  return caller
}

type Town = { app: App; spine: Spine; packs: ReturnType<typeof createPacks> }

/** A case from opening to closing, each act over HTTP as the person who does it. */
async function life({ app, spine, packs }: Town, around: Around): Promise<void> {
  const act = async (person: string, url: string, body: unknown): Promise<void> => {
    const headers = { 'x-person': person, 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url: `/api/v1/${url}`, headers, payload: JSON.stringify(body) })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  }
  let event = ''
  await around('open and dispatch', async () => {
    event = (await spine.transaction(system, (tx) => openEvent(tx, packs, zone, opening))).id
  })
  const order = (await ordersOfEvent(spine, event)).find(({ role }) => role === 'lead')!.id
  // Photos need files on a disk; the checklist is left out and the evidence is a measured value.
  await spine.query(`update work_orders set checklist = '[]' where id = $1`, [order])
  const work = (step: CaseStep, verb: string, body: unknown) =>
    around(step, () => act('p-zhoumin', `work-orders/${order}/${verb}`, body))
  await work('accept', 'accept', {})
  await work('arrive', 'arrive', { lon: 106.6, lat: 29.6, accuracyM: 8 })
  await work('evidence', 'progress', { value: 3.1, lon: 106.6, lat: 29.6 })
  await work('submit', 'submit', { result: '疏通排气管，排风四十分钟，复测低于恢复线', cause: '排气管堵塞' })
  await around('check and close', () => act('p-hechuan', `events/${event}/check`, { passed: true }))
}

const opening = {
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
} as const
