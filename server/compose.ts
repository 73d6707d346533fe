import { join } from 'node:path'
import { makeDueCheckUps } from './centre/check-up/schedule.ts'
import { type Hub, startHub } from './centre/live/hub.ts'
import { type Backtests, createBacktests } from './centre/versions/back-test/runner.ts'
import { followHeirs } from './city/area/places.ts'
import { heirsOfAreas } from './city/area/store.ts'
import { createLiveCalendar, type LiveCalendar } from './city/calendar/live-calendar.ts'
import type { ChannelSettings } from './city/channel/types.ts'
import { indexAllNumbers } from './city/object/index-numbers.ts'
import { followRules } from './city/pack/live-rules.ts'
import type { Packs } from './city/pack/packs.ts'
import { notePlatformPacks } from './city/pack/store-starts.ts'
import { createIdentify } from './city/sign-in/identify.ts'
import { createProviders } from './city/sign-in/providers/client.ts'
import { noProviders } from './city/sign-in/providers/settings.ts'
import type { SignInSettings } from './city/sign-in/providers/types.ts'
import { createIngest, type Ingest } from './flow/1-ingest/accept.ts'
import { createGateways, type Gateways } from './flow/1-ingest/gateways/gateways.ts'
import { beginInspections } from './flow/1-ingest/inspections/begin.ts'
import { createMappedFeeds, type MappedFeeds } from './flow/1-ingest/mapped/mapped.ts'
import { type Aside, createAside } from './flow/1-ingest/put-aside.ts'
import { createShedList, type ShedList } from './flow/1-ingest/shed.ts'
import { openSpill } from './flow/1-ingest/spill.ts'
import { listeningFrom } from './flow/1-ingest/store.ts'
import type { VitalFeed } from './flow/1-ingest/types.ts'
import { watchHaulage } from './flow/2-detect/haulage/watch.ts'
import { tellWithdrawn } from './flow/4-dispatch/on-vitals.ts'
import { countReadings } from './flow/7-evaluate/vitals/derived/count-readings.ts'
import { countVitals } from './flow/7-evaluate/vitals/derived/count-vitals.ts'
import { createVitalFeed } from './flow/7-evaluate/vitals/feed.ts'
import { rollVitals } from './flow/7-evaluate/vitals/roll-up.ts'
import { createStands } from './flow/7-evaluate/vitals/stands/store-stands.ts'
import { createLiveTree, type LiveTree } from './flow/7-evaluate/vitals/store-live-tree.ts'
import { beginAsks } from './flow/7-evaluate/vitals/tasks/ask-owner.ts'
import { beginLooks } from './flow/7-evaluate/vitals/tasks/watch.ts'
import { type Actors, createActors, createFlow } from './flow.ts'
import type { Clock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { type App, createApp } from './kernel/http.ts'
import { createLog } from './kernel/log.ts'
import { createSpine, type Spine } from './kernel/spine.ts'
import { addRoutes } from './routes.ts'

/** The whole server without its sockets and loops: what tests drive by hand and `main.ts` sets in motion. */
export type Zhili = {
  spine: Spine
  app: App
  ingest: Ingest
  /** what came faster than it could be taken, and what had to be dropped */
  aside: Aside
  shed: ShedList
  /** field protocols over TCP; none is open until it listens */
  gateways: Gateways
  /** files and other systems whose rows are read by a mapping */
  mapped: MappedFeeds
  hub: Hub
  backtests: Backtests
  /** rates objects that were never rated, or by another model; answers whether there may be more */
  rateStale(): Promise<boolean>
  /** counts vitals from the city's rows and rolls all values up the tree; answers whether there may be more */
  rollVitals(): Promise<boolean>
  /** counts vitals from what devices sent since the last look; answers whether there may be more */
  countReadings(): Promise<boolean>
  /** takes values of vitals that systems push by MQTT */
  vitalFeed: VitalFeed
  /** makes the next check-up of the month; answers whether there may be more */
  checkUp(): Promise<boolean>
  /** holds what carriers told, tickets and volumes against registers; answers whether there may be more */
  watchHaulage(): Promise<boolean>
  close(): Promise<void>
}
export type Composing = {
  config: Config
  url: string
  clock: Clock
  packs: Packs
  channels: ChannelSettings
  signIn?: SignInSettings
  jump?: (to: Date) => void
}

type Acting = Pick<Composing, 'config' | 'packs' | 'channels'> & Pick<Parameters<typeof createActors>[0], 'calendar' | 'tree'>

/** Who acts on facts, from now on: what was not heard before is nobody's silence. */
async function beginActors(spine: Spine, { config, ...deps }: Acting): Promise<ReturnType<typeof createActors>> {
  const listening = await listeningFrom(spine, spine.clock.now())
  return createActors({ ...deps, listening, reviews: { nearShare: config.REVIEW_NEAR_SHARE } })
}

/** Wires kernel, stages and routes. The caller starts listening, the loops and the broker. */
export async function compose({ config, url, clock, packs, channels, signIn = noProviders, jump }: Composing): Promise<Zhili> {
  const spine = createSpine({ url, clock, log: createLog(config.LOG_LEVEL) })
  const calendar = createLiveCalendar(config.CITY_ZONE)
  const [tree, stands] = [createLiveTree(spine, config.CITY_ZONE), createStands(config.CITY_ZONE)]
  const actors = await beginActors(spine, { config, packs, calendar, channels, tree })
  spine.flow = createFlow(actors)
  const { spill, ...intake } = createIntake(spine, { config, packs, channels, actors })
  const hub = await startHub(spine)
  await followPublished(spine, { packs, calendar }, hub)
  await followAreas(spine, tree, hub)
  await beginLooks(spine)
  await beginTelling(spine)
  const backtests = createBacktests({ spine, url, packs, zone: config.CITY_ZONE })
  // One that a stop left half-way begins anew.
  backtests.kick()
  const identify = createIdentify(spine, config)
  const app = await createApp({ spine, config, identify })
  const cameAlong = packs.all().filter(({ id }) => packs.withPlatform(id))
  await notePlatformPacks(spine, cameAlong, spine.clock.now())
  const parts = {
    ...{ spine, config, packs, calendar, actors, ...intake, hub, backtests, identify, tree, stands },
    ...{ hotlines: channels.hotlines, portal: channels.portal, providers: createProviders(spine, signIn) },
  }
  await addRoutes(app, { ...parts, ...(jump ? { jump } : {}) })
  return {
    ...{ spine, app, ...intake, hub, backtests },
    mapped: createMappedFeeds(intake.mapped),
    rateStale: () => actors.risk.rateStale(spine),
    ...vitalWork(spine, { tree, actors, zone: config.CITY_ZONE, keepDays: config.READINGS_KEEP_DAYS }),
    checkUp: () => makeDueCheckUps({ spine, packs, tree, stands, zone: config.CITY_ZONE }),
    watchHaulage: () => watchHaulage({ spine, packs, zone: config.CITY_ZONE }),
    async close() {
      await backtests.stop()
      await intake.gateways.close()
      await hub.stop()
      await app.close()
      await spill.close()
      await spine.close()
    },
  }
}

/** Owners of silent vitals who were never told, and phones that show what an update withdrew. */
async function beginTelling(spine: Spine): Promise<void> {
  await beginAsks(spine)
  await tellWithdrawn(spine)
}

/** Where a point lies and what numbers climb, as soon as areas change, by whichever process. */
async function followAreas(spine: Spine, tree: LiveTree, hub: Hub): Promise<void> {
  const follow = async (): Promise<void> => followHeirs(await heirsOfAreas(spine))
  await follow()
  hub.join((facts) => {
    if (!facts.some(({ kind }) => kind.startsWith('areas.change'))) return
    tree.forget()
    void follow().catch((err: Error) => spine.log.error({ err }, 'changed areas could not be read'))
  })
}

type OfVitals = { tree: LiveTree; actors: Actors; zone: string; keepDays: number }

/** Everything numbers of vitals come from: what people and systems tell, the city's own rows, what devices send. */
function vitalWork(
  spine: Spine,
  { tree, actors, zone, keepDays }: OfVitals,
): Pick<Zhili, 'rollVitals' | 'countReadings' | 'vitalFeed'> {
  const counted = { zone, keepDays, woke: spine.clock.now() }
  return {
    rollVitals: async () => {
      const counting = await countVitals(spine, tree, zone)
      return (await rollVitals(spine, tree, actors.vitals.onTold)) || counting
    },
    countReadings: () => countReadings(spine, counted),
    vitalFeed: createVitalFeed({ spine, tree, zone }),
  }
}

type Entering = Pick<Composing, 'config' | 'packs' | 'channels'> & { actors: Actors }

/** Everything readings come in by. */
function createIntake(spine: Spine, { config, packs, channels, actors }: Entering) {
  const { detect } = actors
  const ingest = createIngest({
    ...{ spine, packs, onReadings: detect.onReadings, laneOf: detect.laneOf },
    ...{ keepDays: config.READINGS_KEEP_DAYS, memoryMb: config.INGEST_MEMORY_MB },
  })
  const shed = createShedList(spine)
  const spill = openSpill(join(config.DATA_DIR, 'spill'))
  const aside = createAside({ spill, shed, hasRoom: () => spine.hasRoom() })
  const limits = { connections: config.GATEWAY_CONNECTIONS, perAddress: config.GATEWAY_PER_ADDRESS }
  const ours = { us: config.GB28181_ID, viidUrl: config.GAT1400_URL, filesDir: join(config.DATA_DIR, 'files') }
  const gateways = createGateways({ spine, ingest, packs, limits, plotsKeepDays: config.PLOTS_KEEP_DAYS, ...ours })
  const mapped = {
    ...{ spine, ingest, packs, pulls: channels.pulls, keepDays: config.READINGS_KEEP_DAYS, zone: config.CITY_ZONE },
    dropDir: config.FILE_DROP_DIR ?? null,
  }
  return { ingest, shed, spill, aside, gateways, mapped }
}

const followed: ReadonlySet<string> = new Set([
  ...['rules.published', 'pack.published', 'pack.tuned', 'pack.switched-off', 'pack.switched-on', 'calendar.changed'],
])

type Followers = { packs: Packs; calendar: LiveCalendar }

/** What only reads follows too: at the start, and as soon as something is published by whichever process. */
async function followPublished(spine: Spine, { packs, calendar }: Followers, hub: Hub): Promise<void> {
  const follow = async (): Promise<void> => {
    await followRules(spine, packs)
    await beginInspections(spine, packs)
    await indexAllNumbers(spine, packs)
    await calendar.follow(spine)
    // Ratings of the models before are made anew at once, not at the next round.
    spine.bell.ring(['models'])
    for (const fault of packs.refused()) spine.log.error({ fault }, 'a published pack or rule does not fit and is not in force')
  }
  await follow()
  hub.join((facts) => {
    if (facts.some(({ kind }) => followed.has(kind)))
      void follow().catch((err: Error) => spine.log.error({ err }, 'what was published could not be read'))
  })
}
