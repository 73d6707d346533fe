import { parseArgs } from 'node:util'
import { Protocol } from '../../contract/gateway.ts'
import { createLiveCalendar } from '../city/calendar/live-calendar.ts'
import { readChannels } from '../city/channel/settings.ts'
import { followRules } from '../city/pack/live-rules.ts'
import { createPacks } from '../city/pack/packs.ts'
import { createIngest } from '../flow/1-ingest/accept.ts'
import { takeAisFile } from '../flow/1-ingest/gateways/ais-file.ts'
import { replayFrames, type Span } from '../flow/1-ingest/gateways/replay.ts'
import { createSenders } from '../flow/1-ingest/gateways/senders.ts'
import { createPlots } from '../flow/1-ingest/plots/keep.ts'
import { createActors, createFlow } from '../flow.ts'
import { demoClock, realClock } from '../kernel/clock.ts'
import { type Config, readConfig, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { newestMoment } from '../kernel/open-database.ts'
import { createSpine } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import { openBare } from './bare-database.ts'

const options = {
  feed: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  file: { type: 'string' },
  offset: { type: 'string' },
} as const

/** `zhili replay --feed jt808 --from 2026-03-01T00:00+08:00 --to …`: reads the kept frames of a protocol anew and stores what is not kept yet. `--feed ais --file FILE`: the log of a receiver. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options, strict: true })
  const wanted = wantedOf(values)
  const config = readConfig(process.env)
  const database = await openBare(config, true)
  try {
    const counts = await replay(config, database.url, wanted)
    for (const [verdict, n] of Object.entries(counts)) console.log(`${verdict} ${n}`)
    console.log(`共 ${Object.values(counts).reduce((sum, n) => sum + n, 0)} 帧 / frames`)
    return 0
  } finally {
    await database.stop()
  }
}

type Typed = { [name in keyof typeof options]?: string | undefined }
type Wanted = Span | { file: string; offset: string }

function wantedOf({ feed, from, to, file, offset }: Typed): Wanted {
  const protocol = Protocol.safeParse(feed)
  if (!protocol.success) throw new UsageError()
  if (file !== undefined) {
    const zone = offset ?? '+08:00'
    if (protocol.data !== 'ais' || from !== undefined || to !== undefined || !/^[+-]\d\d:\d\d$/.test(zone)) throw new UsageError()
    return { file, offset: zone }
  }
  const span = { from: new Date(from ?? Number.NaN), to: new Date(to ?? Number.NaN) }
  if (offset !== undefined || !(span.from < span.to)) throw new UsageError()
  return { protocol: protocol.data, ...span }
}

async function replay(config: Config, url: string, wanted: Wanted): Promise<Record<string, number>> {
  const packs = createPacks(loadedPacks, { demo: config.DEMO })
  // A demo's clock may have been set ahead; what came then is not of the future.
  const newest = config.DEMO ? (await newestMoment(url)).getTime() : 0
  const clock = config.DEMO ? demoClock(1, Math.max(realClock.now().getTime(), newest)) : realClock
  const spine = createSpine({ url, clock, log: createLog(config.LOG_LEVEL), connections: 4 })
  try {
    const calendar = createLiveCalendar(config.CITY_ZONE)
    const actors = createActors({ packs, calendar, channels: readChannels(config, process.env) })
    spine.flow = createFlow(actors)
    await followRules(spine, packs)
    await calendar.follow(spine)
    const { onReadings, laneOf } = actors.detect
    const ingest = createIngest({ spine, packs, onReadings, laneOf, keepDays: config.READINGS_KEEP_DAYS })
    const senders = createSenders(spine)
    const plots = createPlots(spine)
    const deps = { spine, ingest, packs, senders, plots, plotsKeepDays: config.PLOTS_KEEP_DAYS }
    return await ('file' in wanted ? takeAisFile(deps, wanted.file, wanted.offset) : replayFrames(deps, wanted))
  } finally {
    await spine.close()
  }
}
