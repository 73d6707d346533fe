import { system } from '../contract/actor.ts'
import { pruneBacktests } from './centre/versions/back-test/store.ts'
import { lookForGaps } from './city/duty/look-gaps.ts'
import { sweepFiles } from './city/file/receive.ts'
import { forgetIdleTokens } from './city/sign-in/store.ts'
import { spellNames } from './city/spelling/spell-names.ts'
import type { Zhili } from './compose.ts'
import { dropOldSightings } from './flow/1-ingest/cameras/store.ts'
import { pruneTargets } from './flow/1-ingest/plots/store-plots.ts'
import { pruneEventIds } from './flow/1-ingest/store-event-ids.ts'
import { pruneRefused } from './flow/1-ingest/store-prune.ts'
import { keepGraveReadings } from './flow/2-detect/store-keep.ts'
import { compareCases } from './flow/7-evaluate/evaluation/compare.ts'
import { followEvaluation } from './flow/7-evaluate/evaluation/on.ts'
import { compareLines } from './flow/7-evaluate/evaluation/store-lines.ts'
import { followBalance, sealBalance } from './flow/7-evaluate/on-balance.ts'
import { compareCounts } from './flow/7-evaluate/store.ts'
import type { News } from './kernel/doorbell.ts'
import { createLoop, type Loop } from './kernel/loop.ts'
import { atLength, breakOff, nightOf } from './kernel/night.ts'
import { type Channels, outboxLoop, type Send } from './kernel/outbox.ts'
import { type KeepDays, keepPartitions } from './kernel/partitions.ts'
import { pruneOnce } from './kernel/prune.ts'
import { sealOnce } from './kernel/seal.ts'
import type { ChannelName, Spine } from './kernel/spine.ts'
import { firing, workOnce } from './kernel/worker.ts'

const hourMs = 3_600_000
/** What stands high in the tree is written once for all that changed meanwhile; fresh within two seconds all the same. */
const rollEveryMs = 700

/** What devices send is in its vitals within two seconds; where counting takes long, once for all that came in ten seconds. */
const readingsPace = { idleMs: 1_000, mostMs: 10_000 }

/** For how many days what comes in stays; `refused`: messages that were. */
export type KeptDays = KeepDays & { refused: number }

/** Sets the process in motion: claims, timers, outbox, balance, seals, partitions, pruning. Everything it does is also done one step at a time by tests. */
export function startLoops(
  spine: Spine,
  channels: Channels,
  options: { keepDays: KeptDays; filesDir: string; zone: string; rateStale: () => Promise<boolean> },
): { stop(): Promise<void> } {
  const { log } = spine
  const rung: [News, Loop][] = [
    ['claims', createLoop({ name: 'claims', idleMs: 500, log, turn: () => workOnce(spine) })],
    ['timers', createLoop({ name: 'timers', idleMs: 100, log, turn: firing(spine, 'urgent') })],
    ['timers', createLoop({ name: 'wake-ups', idleMs: 100, log, turn: firing(spine, 'bulk') })],
    ['models', createLoop({ name: 'risks', idleMs: 60_000, log, turn: options.rateStale })],
    ...outboxLoops(spine, channels).map((loop): [News, Loop] => ['messages', loop]),
  ]
  const slow: Loop[] = [
    createLoop({ name: 'balance', idleMs: 500, log, turn: () => followBalance(spine, options.zone) }),
    createLoop({ name: 'evaluation', idleMs: 1_000, log, turn: () => followEvaluation(spine, options.zone) }),
    createLoop({ name: 'seals', idleMs: 60_000, log, turn: () => sealOnce(spine) }),
    createLoop({
      name: 'partitions',
      idleMs: hourMs,
      log,
      turn: () => keepPartitions(spine, options.keepDays, keepGraveReadings).then(() => false),
    }),
    createLoop({ name: 'spellings', idleMs: 60_000, log, turn: () => spellNames(spine) }),
    createLoop({ name: 'pruning', idleMs: hourMs, log, turn: () => prune(spine, options.keepDays) }),
    createLoop({ name: 'balance-seals', idleMs: hourMs / 6, log, turn: () => sealBalance(spine, options.zone) }),
    createLoop({ name: 'duty-gaps', idleMs: hourMs / 4, log, turn: () => lookForGaps(spine, options.zone).then(() => false) }),
    createLoop({ name: 'comparison', idleMs: hourMs / 4, log, turn: afterRest(atNight(spine, options.zone, compareAll)) }),
    createLoop({ name: 'uploads', idleMs: 24 * hourMs, log, turn: () => sweepFiles(spine, options.filesDir).then(() => false) }),
  ]
  const off = rung.map(([news, loop]) => spine.bell.onRing(news, loop.wake))
  return {
    async stop() {
      for (const stop of off) stop()
      const stopping = [...rung.map(([, loop]) => loop), ...slow].map((loop) => loop.stop())
      await breakOff(spine).catch((err: Error) => log.warn({ err }, 'the comparison of figures could not be broken off'))
      await Promise.all(stopping)
    },
  }
}

/** Answers whether there may be more. */
const prune = async (spine: Spine, { plots, refused }: KeptDays): Promise<boolean> =>
  (await forgetIdleTokens(spine).then(() => pruneOnce(spine))) ||
  (await pruneRefused(spine, refused)) ||
  (await spine.transaction(system, dropOldSightings)) ||
  (await pruneBacktests(spine)) ||
  (await pruneEventIds(spine)) ||
  (await pruneTargets(spine, plots))

/** A lane for each way out: a gateway that takes its ten seconds must not hold up a fan. */
const outboxLoops = (spine: Spine, channels: Channels): Loop[] =>
  (Object.entries(channels) as [ChannelName, Send][]).map(([name, send]) => outboxLoop(spine, name, send))

/** Rests before its first turn: by then what a start has to count and roll up is there. */
function afterRest(turn: () => Promise<boolean>): () => Promise<boolean> {
  let rested = false
  return async () => {
    if (rested) return turn()
    rested = true
    return false
  }
}

type Entering = Pick<
  Zhili,
  'spine' | 'ingest' | 'aside' | 'shed' | 'mapped' | 'gateways' | 'watchHaulage' | 'rollVitals' | 'countReadings' | 'checkUp'
>

/** What a storm left on the disk is taken in, what had to be dropped is written down; files that were brought are read, neighbours are asked. */
export function startIntakeLoops(entering: Entering): {
  stop(): Promise<void>
} {
  const { spine, ingest, aside, shed, mapped, gateways } = entering
  const { log } = spine
  const loops = [
    createLoop({ name: 'put-aside', idleMs: 250, log, turn: () => aside.replay(ingest) }),
    createLoop({ name: 'shed', idleMs: 1000, log, turn: () => shed.flush().then(() => false) }),
    createLoop({ name: 'deliveries', idleMs: 1000, log, turn: () => mapped.read() }),
    createLoop({ name: 'watched folder', idleMs: 2000, log, turn: () => mapped.look() }),
    createLoop({ name: 'polling', idleMs: 1000, log, turn: () => mapped.poll() }),
    createLoop({ name: 'haulage', idleMs: 10_000, log, turn: () => entering.watchHaulage() }),
    createLoop({ name: 'vitals', idleMs: rollEveryMs, log, turn: () => entering.rollVitals() }),
    createLoop({ name: 'vitals of readings', ...readingsPace, log, turn: () => entering.countReadings() }),
    createLoop({ name: 'check-ups', idleMs: hourMs / 6, log, turn: afterRest(entering.checkUp) }),
    createLoop({ name: 'view libraries', idleMs: 1000, log, turn: () => gateways.askLibraries() }),
    createLoop({ name: 'old deliveries', idleMs: hourMs, log, turn: () => mapped.prune() }),
  ]
  return {
    async stop() {
      mapped.stop()
      await Promise.all(loops.map((loop) => loop.stop()))
      // What was dropped in the last second is counted too, unless the database is gone.
      await shed.flush().catch((error: Error) => log.warn({ err: error }, 'counts of dropped messages lost'))
    },
  }
}

/** Takes one turn a night, which by day, and after a start, would take from others; one that the server slept through waits for the next. */
function atNight(spine: Spine, zone: string, turn: typeof compareAll): () => Promise<boolean> {
  let done: string | null = null
  return async () => {
    const night = nightOf(spine.clock.now(), zone)
    if (night === null || night === done) return false
    done = night
    return turn(spine, zone)
  }
}

/** Figures against recomputation: a difference is a fault of ours and is said loudly. */
async function compareAll(spine: Spine, zone: string): Promise<boolean> {
  const now = spine.clock.now()
  const since = new Date(now.getTime() - 7 * 24 * hourMs)
  const differences = await atLength(spine, async (db) => [
    ...(await compareLines(db)),
    ...(await compareCases(db, zone, { since, now })),
    ...(await compareCounts(db, zone)),
  ])
  if (differences.length > 0) spine.log.error({ differences: differences.slice(0, 20) }, 'figures differ from their rows')
  return false
}
