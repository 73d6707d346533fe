import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { system } from '../contract/actor.ts'
import { cameras } from '../packs/cameras/pack.ts'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { environment } from '../packs/environment/pack.ts'
import { fireAlarm } from '../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../packs/high-rise-fire/pack.ts'
import { loudspeaker } from '../packs/loudspeaker/pack.ts'
import { rockHazard } from '../packs/rock-hazard/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { supply } from '../packs/supply/pack.ts'
import { upkeep } from '../packs/upkeep/pack.ts'
import { bringDemoPapers } from './centre/register/documents/demo-papers.ts'
import { createSends } from './city/channel/sends.ts'
import { readChannels } from './city/channel/settings.ts'
import type { ChannelSettings } from './city/channel/types.ts'
import { createPacks, type Packs } from './city/pack/packs.ts'
import { readSignIn } from './city/sign-in/providers/settings.ts'
import type { SignInSettings } from './city/sign-in/providers/types.ts'
import { compose } from './compose.ts'
import type { Beginning } from './demo-past.ts'
import { startBroker } from './flow/1-ingest/mqtt.ts'
import { rebuildCounts } from './flow/7-evaluate/store.ts'
import { rebuildBalance } from './flow/7-evaluate/store-balance.ts'
import { demoClock, realClock } from './kernel/clock.ts'
import { type Config, StartError } from './kernel/config.ts'
import { holdFolder, needFolder } from './kernel/data-folder.ts'
import { newestMoment, openDatabase } from './kernel/open-database.ts'
import { needPort, type Port, whyNotListening } from './kernel/port.ts'
import type { Spine } from './kernel/spine.ts'
import { startWatchdog } from './kernel/watchdog.ts'
import { type GatewayPorts, gatewayPorts, openGateways } from './open-gateways.ts'
import { type KeptDays, startIntakeLoops, startLoops } from './runner.ts'
import { seedDaysBefore, seedDemo } from './seed-demo.ts'
import { playReviews } from './seed-reviews.ts'
import { webRoutes } from './web.ts'

/** `lost` resolves with a sentence when the database went to another platform: nothing is left but to stop. */
export type Running = {
  address: string
  mqttPort: number
  fieldPorts: GatewayPorts
  lost: Promise<StartError>
  stop(): Promise<void>
}
export type Say = (line: string) => void

/** The scenario packs this city runs. The only place that loads them. */
export const loadedPacks = [
  septicGas,
  cityBasics,
  supply,
  upkeep,
  environment,
  spoilTruck,
  fireAlarm,
  highRiseFire,
  cameras,
  rockHazard,
  loudspeaker,
]

/**
 * Opens the database, wires everything, listens. `past`: a fresh demo has played what is shown of the weeks before. Throws a StartError with one clear
 * sentence when something outside stands in the way.
 */
export async function startServer(config: Config, say: Say, { past = false } = {}): Promise<Running> {
  checkTls(config)
  const channels = readChannels(config, process.env)
  const signIn = readSignIn(config, process.env)
  const dataDir = resolve(config.DATA_DIR)
  needFolder(dataDir)
  if (config.FILE_DROP_DIR) needFolder(resolve(config.FILE_DROP_DIR))
  // What was opened is closed again in the opposite order, at the end or when a later step fails:
  // first nothing new comes in, then what was taken is finished, then the database.
  const closers: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    // With an external database the folder holds nothing but photos; the database itself is held in either case.
    if (!config.DATABASE_URL) {
      const release = holdFolder(dataDir)
      closers.push(async () => release())
    }
    await needPort(httpPort(config))
    await needPort({ speaks: 'MQTT', setting: 'MQTT_PORT', port: config.MQTT_PORT })
    for (const port of gatewayPorts(config)) await needPort(port)
    return { ...(await open(config, { channels, signIn, say, closers, past })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Opening = { channels: ChannelSettings; signIn: SignInSettings; say: Say; closers: (() => Promise<void>)[]; past: boolean }

async function open(config: Config, { channels, signIn, say, closers, past }: Opening): Promise<Omit<Running, 'stop'>> {
  const database = await openDatabase(config, say)
  closers.push(() => database.stop())
  const jumping = config.DEMO ? await startDemoClock(config, database.url) : null
  const clock = jumping ?? realClock
  const packs = createPacks(loadedPacks, { demo: config.DEMO })
  const filesDir = join(config.DATA_DIR, 'files')
  const before = { config, url: database.url, now: clock.now(), packs, filesDir, past }
  const laid = config.DEMO && (await layDemo(before, say))
  const zhili = await compose({
    config,
    url: database.url,
    clock,
    packs,
    ...{ channels, signIn },
    ...(jumping ? { jump: (to) => jumping.jump(to) } : {}),
  })
  zhili.spine.hasRoom = database.hasRoom
  if (laid) await countLaid(zhili.spine, config.CITY_ZONE)
  if (config.DEMO) await bringDemoPapers(zhili.spine, { dir: filesDir, zone: config.CITY_ZONE, packs })
  closers.push(() => zhili.close())
  await webRoutes(zhili.app)
  const address = await listen(zhili.app, config)
  const broker = await startBroker(zhili, config.MQTT_PORT)
  const fieldPorts = await openGateways(zhili.gateways, config)
  const loops = startLoops(
    zhili.spine,
    { mqtt: broker.send, ...createSends(zhili.spine, channels) },
    { keepDays: keptDays(config), filesDir, zone: config.CITY_ZONE, rateStale: zhili.rateStale },
  )
  const [intake, watchdog] = [startIntakeLoops(zhili), startWatchdog({ url: database.url, spine: zhili.spine })]
  closers.push(
    () => watchdog.stop(),
    () => loops.stop(),
    () => intake.stop(),
    () => broker.close(),
    () => zhili.gateways.close(),
  )
  return { address, mqttPort: broker.port, fieldPorts, lost: database.lost }
}

type BeforeDemo = Omit<Beginning, 'packs'> & { packs: Packs; filesDir: string; past: boolean }

/** The demo city where there is none yet, and what a fresh one shows of the weeks before: laid as rows and, where it is wished, played by the routes people use. Answers how many cases were laid. */
async function layDemo({ past, packs, filesDir, ...at }: BeforeDemo, say: Say): Promise<number> {
  await seedDemo(at.url, at.now, say)
  const laid = await seedDaysBefore(at.url, { now: at.now, packs, filesDir }, say)
  if (laid === 0 || !past) return laid
  await playReviews({ ...at, packs: loadedPacks })
  say('2 份示例复盘 / sample reviews')
  return laid
}

/** The demo's clock runs fast or was set ahead: a restart must not turn it back behind what has happened already. */
async function startDemoClock(config: Config, url: string): Promise<ReturnType<typeof demoClock>> {
  const newest = await newestMoment(url)
  return demoClock(config.CLOCK_RATE, Math.max(realClock.now().getTime(), newest.getTime()))
}

/** What is kept beside facts, made from those that were laid. */
async function countLaid(spine: Spine, zone: string): Promise<void> {
  await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
  await spine.transaction(system, (tx) => rebuildBalance(tx, zone))
}

/** How long what grows by itself is kept. */
const keptDays = (config: Config): KeptDays => ({
  readings: config.READINGS_KEEP_DAYS,
  frames: config.FRAMES_KEEP_DAYS,
  plots: config.PLOTS_KEEP_DAYS,
  refused: config.QUARANTINE_KEEP_DAYS,
})

const httpPort = ({ PORT, HOST }: Config): Port => ({ speaks: 'HTTP', setting: 'PORT', port: PORT, host: HOST })

function checkTls(config: Config): void {
  for (const file of [config.TLS_CERT, config.TLS_KEY])
    if (file && !existsSync(file))
      throw new StartError(
        `找不到证书文件 ${file}：先运行 npx zhili cert / certificate file ${file} not found: run npx zhili cert first`,
      )
}

async function listen(app: Awaited<ReturnType<typeof compose>>['app'], config: Config): Promise<string> {
  try {
    await app.listen({ port: config.PORT, host: config.HOST })
  } catch (error) {
    throw whyNotListening(httpPort(config), error as NodeJS.ErrnoException)
  }
  const { port } = app.server.address() as { port: number }
  return `${config.TLS_CERT ? 'https' : 'http'}://localhost:${port}`
}
