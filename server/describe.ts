import { createLiveCalendar } from './city/calendar/live-calendar.ts'
import { createPacks } from './city/pack/packs.ts'
import { createIngest } from './flow/1-ingest/accept.ts'
import { createGateways } from './flow/1-ingest/gateways/gateways.ts'
import { createShedList } from './flow/1-ingest/shed.ts'
import { createStands } from './flow/7-evaluate/vitals/stands/store-stands.ts'
import { createLiveTree } from './flow/7-evaluate/vitals/store-live-tree.ts'
import { createActors } from './flow.ts'
import { realClock } from './kernel/clock.ts'
import { readConfig } from './kernel/config.ts'
import { type App, createApp } from './kernel/http.ts'
import { createLog } from './kernel/log.ts'
import { createSpine } from './kernel/spine.ts'
import { loadedPacks } from './main.ts'
import { type Document, finishDocument } from './openapi.ts'
import { addRoutes, type Parts } from './routes.ts'

/** The routes without a database: enough to describe them, not to use them. `close` ends what was made. */
export async function unconnected(): Promise<{ app: App; parts: Parts; close(): Promise<void> }> {
  const config = readConfig({ LOG_LEVEL: 'silent' })
  // Nobody listens there; a pool connects only when it is asked something.
  const spine = createSpine({ url: 'postgres://nobody@127.0.0.1:1/none', clock: realClock, log: createLog('silent') })
  const packs = createPacks(loadedPacks, { demo: config.DEMO })
  const calendar = createLiveCalendar(config.CITY_ZONE)
  const actors = createActors({ packs, calendar })
  const ingest = createIngest({ spine, packs, onReadings: actors.detect.onReadings, keepDays: config.READINGS_KEEP_DAYS })
  const shed = createShedList(spine)
  const gateways = createGateways({ spine, ingest, packs, plotsKeepDays: config.PLOTS_KEEP_DAYS, us: config.GB28181_ID })
  const aside = {
    put: async () => undefined,
    waits: () => false,
    replay: async () => false,
    bytes: () => 0,
    oldestAt: () => null,
  }
  const hub = {
    join: () => () => undefined,
    listeners: () => 0,
    position: () => ({ tx: '0', id: '0' }),
    stop: async () => undefined,
  }
  const backtests = { kick: () => undefined, cancel: async () => false, idle: async () => undefined, stop: async () => undefined }
  const identify = async () => null
  const app = await createApp({ spine, config, identify })
  return {
    app,
    parts: {
      ...{ spine, config, packs, calendar, actors, ingest, aside, shed, gateways, hub, backtests, identify },
      ...{ hotlines: [], portal: null, providers: new Map() },
      ...{ tree: createLiveTree(spine, config.CITY_ZONE), stands: createStands(config.CITY_ZONE) },
      mapped: { spine, ingest, packs, pulls: [], keepDays: config.READINGS_KEEP_DAYS, zone: config.CITY_ZONE, dropDir: null },
    },
    async close() {
      await app.close()
      await spine.close()
    },
  }
}

/** The OpenAPI document as the running server publishes it. */
export async function describeApi(): Promise<Document> {
  const { app, parts, close } = await unconnected()
  try {
    await addRoutes(app, parts)
    await app.ready()
    return finishDocument(app.swagger())
  } finally {
    await close()
  }
}
