import { Worker } from 'node:worker_threads'
import type { BacktestResult, MuteTried } from '../../../../contract/backtest.ts'
import type { Pack } from '../../../../contract/pack.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import { followRules } from '../../../city/pack/live-rules.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { liveVersion, plansInForce, rulesOf } from '../../../city/pack/store-versions.ts'
import { modelsOf } from '../../../flow/8-risk/rules/models-of.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { HaulGround } from './haulage/types.ts'
import type { Replay } from './replay.ts'
import type { RiskGround } from './risk/types.ts'
import { type BacktestRow, endBacktest, noteProgress, takeBacktest } from './store.ts'

/** Runs what waits, one at a time. `idle` resolves once nothing runs or waits any more. */
export type Backtests = { kick(): void; cancel(id: string): Promise<boolean>; idle(): Promise<void>; stop(): Promise<void> }
type Deps = { spine: Spine; url: string; packs: Packs; zone: string }
type Told = { progress?: { done: number; of: number }; result?: BacktestResult }

const tellEveryMs = 500

type Running = { stopped: boolean; current: { id: string; worker: Worker } | null }

export function createBacktests(deps: Deps): Backtests {
  const { spine } = deps
  const now: Running = { stopped: false, current: null }
  let [running, again]: [Promise<void> | null, boolean] = [null, false]

  async function all(): Promise<void> {
    do {
      again = false
      for (let row = await takeBacktest(spine); row && !now.stopped; row = await takeBacktest(spine)) await runOne(deps, now, row)
    } while (again && !now.stopped)
  }
  function kick(): void {
    again = true
    running ??= all()
      .catch((err: Error) => spine.log.error({ err }, 'back-tests cannot be read'))
      .finally(() => {
        running = null
      })
  }
  return {
    kick,
    async cancel(id) {
      const open = await endBacktest(spine, id, { state: 'cancelled', at: spine.clock.now() })
      if (now.current?.id === id) await now.current.worker.terminate()
      return open
    },
    idle: async () => running ?? undefined,
    async stop() {
      now.stopped = true
      await now.current?.worker.terminate()
      await running
    },
  }
}

async function runOne(deps: Deps, now: Running, row: BacktestRow): Promise<void> {
  const { spine } = deps
  try {
    // What was published since the last batch is in force for a replay too.
    await followRules(spine, deps.packs)
    const plans = await plansInForce(spine)
    const sides = await sidesOf(deps, { row, plans })
    const found = await inWorker(deps, { row, ...sides }, (worker) => {
      now.current = { id: row.id, worker }
    })
    const result = found && { ...found, limits: [...found.limits, ...moreLimits(deps.packs, row, sides)] }
    // Left as it is: it begins anew at the next start.
    if (now.stopped) return
    const at = spine.clock.now()
    const live = liveOf(deps.packs, { row, plans })
    await endBacktest(spine, row.id, result ? { state: 'done', result, live, at } : { state: 'failed', error: 'stopped', at })
  } catch (error) {
    if (now.stopped) return
    spine.log.error({ err: error, backtest: row.id }, 'back-test failed')
    const words = String((error as Error).message).slice(0, 500)
    await endBacktest(spine, row.id, { state: 'failed', error: words, at: spine.clock.now() })
  } finally {
    now.current = null
  }
}

/** The result; null when it was stopped half-way. */
function inWorker(
  { spine, url, zone }: Deps,
  { row, ...sides }: Sides & { row: BacktestRow },
  began: (worker: Worker) => void,
): Promise<BacktestResult | null> {
  const asked: Replay = {
    ...{ ...sides, written: Array.isArray(row.body) ? row.body : [], mute: muteOf(row) },
    ...{ prefixes: row.prefixes, from: row.from, to: row.to },
    ...{ now: spine.clock.now(), zone },
  }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { url, asked } })
  began(worker)
  let [result, told, noted]: [BacktestResult | null, number, Promise<unknown>] = [null, 0, Promise.resolve()]
  worker.on('message', (message: Told) => {
    result = message.result ?? result
    const { progress } = message
    const at = performance.now()
    if (!progress || (at - told < tellEveryMs && progress.done < progress.of)) return
    told = at
    noted = noteProgress(spine, row.id, progress)
      .then((open) => (open ? undefined : worker.terminate()))
      .catch(() => undefined)
  })
  return new Promise((done, failed) => {
    worker.on('error', failed)
    // Its last word of progress is written before it is over, or it would end short of its own count.
    worker.on('exit', () => void noted.then(() => done(result)))
  })
}

type Played = { row: BacktestRow; plans: Awaited<ReturnType<typeof plansInForce>> }

/** The version in force that something is played beside: of the rules, or of the plan of the type. */
function liveOf(packs: Packs, { row: { body, pack }, plans }: Played): number {
  if (Array.isArray(body) || 'mute' in body || 'tuning' in body) return packs.rulesVersion(pack)
  return plans.find(({ type }) => type === body.type)?.no ?? 0
}

/** A pack with the plans that were published for its types. */
const withPlans = (pack: Pack, plans: Played['plans']): Pack => ({
  ...pack,
  types: pack.types.map((type) => ({ ...type, plan: plans.find((one) => one.type === type.id)?.plan ?? type.plan })),
})

/** What is in force, and what would be; the same of what is carried, wherever in the city, where that is tried. */
type Sides = { live: Pack; tried: Pack } & Pick<Replay, 'haulage' | 'risk' | 'rules'>
const rulesAlone = { haulage: null, risk: null, rules: true }

/** What is in force, and what would be. Settings of a place are played beside what holds at that place, not in the city. */
async function sidesOf({ spine, packs }: Deps, { row, plans }: Played): Promise<Sides> {
  const { pack, body } = row
  if (Array.isArray(body) || !('tuning' in body)) {
    const live = withPlans(packs.byId(pack), plans)
    return { live, tried: triedOf(live, row, packs), ...rulesAlone }
  }
  const shipped = packs.shipped(pack) ?? packs.byId(pack)
  const ruled = { ...shipped, detect: (await liveVersion(spine, rulesOf(pack)))?.body ?? shipped.detect }
  const { area, settings } = body.tuning
  const others = packs.tunings().filter((one) => one.pack !== pack || one.area !== area)
  // Where it is off now, what is tried is played as if it were switched on with it: that is what somebody wants to know before they do.
  const tunings = { live: packs.tunings(), tried: [...others, { pack, area, off: false, settings }] }
  const at = (side: 'live' | 'tried', place: string): Pack => packs.packAt(ruled, place, tunings[side])
  const sides = { live: at('live', area), tried: at('tried', area) }
  const areas = [...new Set(['', area, ...tunings.tried.filter((one) => one.pack === pack).map((one) => one.area)])]
  return {
    ...{ live: withPlans(sides.live, plans), tried: withPlans(sides.tried, plans) },
    ...partsTried(sides, (side) => areas.map((place) => ({ area: place, pack: at(side, place) }))),
  }
}

/** A pack as it is under an area. */
type Ground = { area: string; pack: Pack }
const carried = ({ area, pack: { haulage } }: Ground): HaulGround[] => (haulage ? [{ area, haulage }] : [])
const rated = ({ area, pack }: Ground): RiskGround => ({ area, models: [...modelsOf([pack]).values()] })

/** Only what differs is played; where nothing does, the rules are, which shows that nothing does. */
function partsTried({ live, tried }: Pick<Sides, 'live' | 'tried'>, grounds: (side: 'live' | 'tried') => Ground[]) {
  const isSame = (part: (pack: Pack) => unknown): boolean => sameJson(part(live), part(tried))
  const carries = !isSame(({ haulage }) => haulage?.checks ?? null)
  const kinds = live.objects.flatMap(({ kind, name, risk }) =>
    risk && !sameJson(risk, tried.objects.find((one) => one.kind === kind)?.risk) ? [{ kind, name }] : [],
  )
  return {
    haulage: carries ? { pack: live.id, live: grounds('live').flatMap(carried), tried: grounds('tried').flatMap(carried) } : null,
    risk: kinds.length > 0 ? { kinds, live: grounds('live').map(rated), tried: grounds('tried').map(rated) } : null,
    rules: (!carries && kinds.length === 0) || !isSame(({ detect, acts, types }) => ({ detect, acts, types })),
  }
}

/** The city's settings are played everywhere, also where a district has settings of its own; where a pack is off, it is played as switched on. */
function moreLimits(packs: Packs, { pack, body }: BacktestRow, { rules }: Sides): BacktestResult['limits'] {
  if (Array.isArray(body) || !('tuning' in body)) return []
  const own = packs.tunings().filter((one) => one.pack === pack)
  const { area } = body.tuning
  return [
    ...(rules && area === '' && own.some((one) => one.area !== '') ? (['districts-as-city'] as const) : []),
    ...(own.some((one) => one.area === area && one.off) ? (['off-now'] as const) : []),
  ]
}

/** The pack as it would be with what is tried in force. */
function triedOf(live: Pack, { body }: BacktestRow, packs: Packs): Pack {
  if (Array.isArray(body)) return packs.inForce({ ...live, detect: body })
  if ('mute' in body || 'tuning' in body) return live
  return { ...live, types: live.types.map((type) => (type.id === body.type ? { ...type, plan: body.plan } : type)) }
}

const muteOf = ({ body }: BacktestRow): MuteTried | null => (!Array.isArray(body) && 'mute' in body ? body.mute : null)
