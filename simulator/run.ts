import { setTimeout as pause } from 'node:timers/promises'
import { demoTanks } from '../contract/demo-field.ts'
import type { EventDetail } from '../contract/event.ts'
import { type Api, createApi } from './api.ts'
import { type CityClock, readCityClock } from './city-clock.ts'
import { createDistrictLife } from './district-life.ts'
import { type FieldPorts, type PlayedLeak, playField } from './field.ts'
import { playLibrary } from './field-library.ts'
import { createFleet, type Fleet } from './fleet.ts'
import { openGate } from './gate.ts'
import { playHaulers } from './haulers.ts'
import { Inventory, simulatorsOf, townOf } from './inventory.ts'
import { smellNear, type Telling, tellings } from './model/citizens.ts'
import type { CrewPerson } from './model/crew.ts'
import type { PowerCut } from './model/power.ts'
import { giveUpMs, gravestAfterMs, type Story, storyline, type Told } from './model/story.ts'
import { playOf } from './plays.ts'
import { type AskedSlope, watchedPoints } from './slopes.ts'
import { tell } from './tell.ts'
import { playTickets } from './tickets.ts'
import { openTruth, type Truth } from './truth.ts'

export type Settings = {
  url: string
  mqtt: string
  seed: string
  speed: number
  /** the power of a box that goes and comes back, for somebody to look at */
  cut?: PowerCut | null
  /** a tank on a roof that leaks, milliseconds since the start of the run */
  leak?: AskedLeak | null
  /** a slope that fails, milliseconds since the start of the run */
  rock?: AskedSlope | null
  /** where the field protocols of the platform are open */
  field?: FieldPorts
  log: (line: string) => void
  /** of the cameras of the view library so many notice trucks; the others only stand in its list */
  cameras?: number
  /** where what is truly so is written; null: nowhere */
  truth?: string | null
}

export type AskedLeak = { device: string; kind: 'leak-fast' | 'leak-slow'; fromMs: number; untilMs: number }

const tickMs = 250
/** Cameras that notice trucks unless something else is asked for. */
const defaultCameras = 100
/** A look at a district costs a few requests; this many seconds of wall time lie between two looks at the same one. */
const lookEveryMs = 5_000
/** Districts looked at in one round, the newcomer's own among them; the others take turns. */
const looksPerRound = 6
/** How long a district stays watched after its story's own end. */
const afterStoryMs = 40 * 60_000

/** Plays the city until `stop`. Ends early when the server's clock was set: the caller begins anew. Throws when the server is not there. */
export async function playCity(settings: Settings, stop: AbortSignal): Promise<void> {
  const clock = await readCityClock(settings.url)
  const inventory = await readInventory(settings.url)
  const anew = new AbortController()
  const over = AbortSignal.any([stop, anew.signal])
  const startMs = clock.nowMs()
  const sinceStartMs = (): number => (clock.nowMs() - startMs) * settings.speed
  const { mqtt, seed, cut = null } = settings
  const truth = openTruth(settings.truth ?? null, startMs)
  const { rock } = settings
  const slope = rock ? { ...rock, fromMs: startMs + rock.fromMs, untilMs: startMs + rock.untilMs } : null
  const fleet = createFleet({ inventory, mqtt, seed, clock, sinceStartMs, cut, slope, stop: over, truth })
  announce(settings, inventory, fleet)
  const city: City = {
    settings,
    startMs,
    truth,
    clock,
    inventory,
    api: createApi(settings.url),
    fleet,
    sinceStartMs,
    run: `${settings.seed}-${Math.round(startMs / 1000)}`,
    watched: new Map(),
    stories: [],
    told: playOf(simulatorsOf(inventory), 'gas')?.model.story ?? null,
    over,
  }
  const jumped = clock.follow(over, () => {
    settings.log('the clock was set: the story begins anew')
    anew.abort()
  })
  try {
    const played = [playStories, playReports, watchDistricts, playDevices, learnPacks].map((play) => play(city))
    await Promise.all([jumped, beat(city), ...played])
  } finally {
    anew.abort()
    await fleet.close()
  }
}

/** The devices of field protocols and the view library, where the platform has their ports open; and the gates that write tickets. */
async function playDevices({ settings, inventory, api, clock, over, startMs, truth }: City): Promise<void> {
  const { url, field = {}, seed, cameras = defaultCameras } = settings
  const { hostname: host } = new URL(url)
  const simulators = simulatorsOf(inventory)
  const play = playOf(simulators, 'rounds')
  const leak = playedLeak(settings.leak, startMs)
  const { gates: before, terminals } = inventory
  const gate = openGate({ api, truth, clock, before, percent: play?.model.fleet?.wrong.volume.percent ?? null })
  await Promise.all([
    playField({ host, simulators, ports: field, seed, clock, stop: over, leak, truth }),
    play && playTickets({ play, gate, seed, clock, stop: over, truth }),
    play && playHaulers({ play, host, port: field.jt808, seed, clock, stop: over, truth, gate, before, terminals }),
    play && playLibrary({ play, host, port: field.gat1400, seed, clock, stop: over, truth, cameras }),
  ])
}

/** The leak asked for, at its moments of the city's clock. */
function playedLeak(leak: AskedLeak | null | undefined, startMs: number): PlayedLeak | null {
  if (!leak) return null
  const { device, kind, fromMs, untilMs } = leak
  return { device, trouble: { kind, fromMs: startMs + fromMs, untilMs: startMs + untilMs } }
}

type City = {
  settings: Settings
  startMs: number
  truth: Truth
  clock: CityClock
  inventory: Inventory
  api: Api
  fleet: Fleet
  sinceStartMs: () => number
  run: string
  /** district → until when (since start) somebody looks at it */
  watched: Map<string, number>
  stories: Story[]
  /** how the pack of the tanks tells stories; null: there is none */
  told: Told | null
  over: AbortSignal
}

/** Asks for the inventory. Throws when the server does not answer it. */
async function readInventory(url: string): Promise<Inventory> {
  const response = await fetch(`${url}/api/v1/demo/inventory`, { signal: AbortSignal.timeout(30_000) })
  if (!response.ok) throw new Error(`demo inventory answers ${response.status}`)
  return Inventory.parse(await response.json())
}

function announce({ log, seed, cut, leak, rock }: Settings, inventory: Inventory, { size }: Fleet): void {
  log(`${size.gateways} gateways, ${size.devices} devices, ${inventory.people.length} people, seed ${seed}`)
  if (cut) log(cutWords(cut, inventory))
  if (leak) log(leakWords(leak))
  if (rock) log(watchedPoints(inventory.gateways).includes(rock.point) ? rockWords(rock) : `no watched slope ${rock.point}`)
}

const rockWords = ({ point, fromMs, untilMs }: AskedSlope): string =>
  `${point} moves from second ${fromMs / 1000} and fails at ${untilMs / 1000}`

function leakWords({ device, fromMs, untilMs }: AskedLeak): string {
  if (!demoTanks.some(({ id }) => id === device))
    return `no tank ${device}; there are ${demoTanks.map(({ id }) => id).join(', ')}`
  return `${device} leaks from second ${fromMs / 1000} to ${untilMs / 1000}`
}

function cutWords({ supply, fromMs, untilMs }: PowerCut, { gateways }: Inventory): string {
  const boxes = gateways.flatMap((gateway) => gateway.boxes.map(({ object }) => object))
  if (!boxes.includes(supply)) return `no power box ${supply}; there are ${boxes.join(', ') || 'none'}`
  return `${supply} loses its power from second ${fromMs / 1000} to ${untilMs / 1000}`
}

/** So often it is asked whether packs with devices came. */
const learnEveryMs = 20_000

async function learnPacks({ settings, fleet, over }: City): Promise<void> {
  while (!over.aborted) {
    await pause(learnEveryMs, undefined, { signal: over }).catch(() => undefined) // aborted: the loop ends
    if (over.aborted) return
    const fresh = await readInventory(settings.url).catch(() => null) // asked again in its time
    if (fresh) fleet.learn(fresh)
  }
}

async function beat(city: City): Promise<void> {
  while (!city.over.aborted) {
    city.fleet.tick()
    await pause(tickMs, undefined, { signal: city.over }).catch(() => undefined) // aborted: the loop ends
  }
}

/** Waits until a moment since the start, in the run's own pace. */
const waitUntil = (city: City, sinceMs: number): Promise<void> =>
  city.clock.wait((sinceMs - city.sinceStartMs()) / city.settings.speed, city.over)

async function playStories(city: City): Promise<void> {
  const districts = city.inventory.gateways.map(({ district, devices }) => ({ district, devices }))
  const { told } = city
  if (!told) return
  for (const story of storyline(city.settings.seed, districts, told)) {
    await waitUntil(city, story.startsMs)
    if (city.over.aborted) return
    city.fleet.play(story)
    city.stories = [...city.stories.filter((one) => giveUpMs(told, one) + afterStoryMs > city.sinceStartMs()), story]
    watch(city, story.district, giveUpMs(told, story) + afterStoryMs)
    city.settings.log(`story ${story.id}: ${city.fleet.device(story.device)?.name ?? story.device}`)
    const near = city.fleet.device(story.device)
    if (near && story.own)
      void sendWhenDue(
        city,
        smellNear(city.settings.seed, {
          id: story.id,
          district: story.district,
          redMs: story.startsMs + gravestAfterMs(told, story),
          near,
        }),
      )
  }
}

async function playReports(city: City): Promise<void> {
  const districts = city.inventory.gateways.map(({ district, devices }) => ({
    district,
    places: devices.filter(({ first }) => !first),
  }))
  const own = city.inventory.gateways.find(({ devices }) => devices.some(({ first }) => first))?.district
  for (const telling of tellings(city.settings.seed, districts, own)) {
    await sendWhenDue(city, telling)
    if (city.over.aborted) return
  }
}

async function sendWhenDue(city: City, telling: Telling): Promise<void> {
  await waitUntil(city, telling.atMs)
  if (city.over.aborted) return
  const ownTown = ownTownOf(city.inventory)
  const gridWorkers = crewOf(city.inventory).filter(
    ({ postKind, district, town }) => postKind === 'grid-worker' && district === telling.district && town !== ownTown,
  )
  const key = `sim-${city.run}-report-${Math.round(telling.atMs)}`
  const status = await tell(city.api, telling, { key, happenedMs: city.clock.nowMs(), gridWorkers })
  if (status >= 200 && status < 300) watch(city, telling.district, city.sinceStartMs() + afterStoryMs)
  else city.settings.log(`report ${telling.type} in ${telling.district} answered ${status}`)
}

function watch(city: City, district: string, untilMs: number): void {
  city.watched.set(district, Math.max(untilMs, city.watched.get(district) ?? 0))
}

async function watchDistricts(city: City): Promise<void> {
  const { settings, inventory, fleet, api, clock } = city
  const own = inventory.gateways.find(({ devices }) => devices.some(({ first }) => first))
  const life = createDistrictLife({
    api,
    seed: settings.seed,
    run: city.run,
    haste: settings.speed,
    nowMs: clock.nowMs,
    people: crewOf(inventory),
    ownTown: ownTownOf(inventory),
    ownDistrict: own?.district ?? null,
    levelOf: fleet.levelOf,
    onSeen: (event) => relieveWhenReached(city, event),
  })
  while (!city.over.aborted) {
    const began = performance.now()
    const now = city.sinceStartMs()
    for (const [district, until] of city.watched) if (until < now) city.watched.delete(district)
    for (const district of [...city.watched.keys()].slice(0, looksPerRound)) {
      if (city.over.aborted) break
      await life.look(district)
      if (district !== own?.district) toTheEnd(city.watched, district)
    }
    const restMs = Math.max(500, lookEveryMs - (performance.now() - began))
    await pause(restMs, undefined, { signal: city.over }).catch(() => undefined) // aborted: the loop ends
  }
}

/** Its turn comes again after all the others. */
function toTheEnd(watched: Map<string, number>, district: string): void {
  const until = watched.get(district)
  watched.delete(district)
  if (until !== undefined) watched.set(district, until)
}

/** Somebody arrived at, or ticked something off in, the event of a story's tank: from now on the gas falls. */
function relieveWhenReached(city: City, event: EventDetail): void {
  const story = city.stories.find(({ device }) => city.fleet.device(device)?.object === event.objectView?.id)
  const reached = event.workOrders.some((order) => order.arrivedAt !== null || order.checklist.some((item) => item.done))
  if (story && reached) city.fleet.relieve(story)
}

const crewOf = (inventory: Inventory): CrewPerson[] =>
  inventory.people.flatMap((person) => (person.district === null ? [] : [{ ...person, district: person.district }]))

function ownTownOf(inventory: Inventory): string | null {
  const first = inventory.gateways.flatMap(({ devices }) => devices).find((device) => device.first)
  return first ? townOf(first.area) : null
}
