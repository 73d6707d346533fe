// Deadlines that come due while the process that works them off is killed: how many are lost or done twice, how late they are,
// and how many a second can be worked off, beside pg-boss and graphile-worker on the same PostgreSQL.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chanceFrom } from '../server/city/area/rules/chance.ts'
import { ask, benchServer } from './parts/bench-database.ts'
import {
  bareEffects,
  type ClockName,
  type ClockSystem,
  clockSystems,
  type Deadline,
  type Manner,
} from './parts/clocks-systems.ts'
import { peersOf } from './parts/peers.ts'
import { type Figure, publish } from './parts/publish.ts'
import { inTurns, median, quantile, quick, ratios, say, short } from './parts/run.ts'

const waiting = quick ? 50_000 : 1_000_000
const due = quick ? 5_000 : 50_000
/** Half a minute at the rate of the design's bar, 100,000 a minute: so the whole bench stays below ten minutes. */
const spanMs = quick ? 6_000 : 30_000
const kills = quick ? 2 : 10
const rounds = quick ? 1 : 2
const atOnce = quick ? 2_000 : 10_000
/** What has not happened this long after the last deadline counts as lost. */
const graceMs = 15_000
/** A burst that takes longer is counted as far as it got. */
const limitMs = 30_000
const dayMs = 86_400_000
/** Less than this between two outages is none. */
const momentMs = 300

const names = Object.keys(clockSystems) as ClockName[]
const bare = 'the effects alone, each'
const workerFile = fileURLToPath(new URL('./parts/clocks-worker.ts', import.meta.url))

/** How long our worker takes to start, in ms. */
const boots: number[] = []

/** The worker process of a system. `kill` is `kill -9`. */
async function startWorker(name: ClockName, url: string, manner: Manner = 'each'): Promise<{ kill(): Promise<void> }> {
  const began = performance.now()
  const child: ChildProcess = fork(workerFile, [name, url, manner], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`${name} ended: ${code ?? signal}`))),
  ])
  if (name === 'zhili') boots.push(performance.now() - began)
  return {
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const deadlines = (word: string, count: number, dueAt: (n: number) => number): Deadline[] =>
  Array.from({ length: count }, (_, n) => ({ key: `${word}:${n}`, dueAt: new Date(dueAt(n)) }))

const effectsOf = async (url: string, word: string): Promise<number> =>
  Number((await ask<{ n: string }>(url, `select count(distinct key) as n from effects where key like $1 || ':%'`, [word]))[0]!.n)

async function untilDone(url: string, wanted: { word: string; count: number; latest: number }): Promise<void> {
  while ((await effectsOf(url, wanted.word)) < wanted.count && Date.now() < wanted.latest) await pause(250)
}

async function prepare(name: ClockName, make: (name: string, ours?: boolean) => Promise<string>): Promise<string> {
  const system: ClockSystem = clockSystems[name]
  const url = await make(`clocks_${name.replaceAll('-', '_')}`, system.ours)
  await ask(url, 'create table effects (key text not null, due_at timestamptz not null)')
  await system.setUp(url)
  const chance = chanceFrom('clocks/waiting')
  const began = performance.now()
  await system.load(
    url,
    deadlines('waiting', waiting, () => Date.now() + dayMs * (1 + 29 * chance())),
    'each',
  )
  await ask(url, 'vacuum analyze')
  say(`${name}: ${short(waiting)} waiting, set at ${short((1000 * waiting) / (performance.now() - began))}/s`)
  return url
}

/** `awayMs`: the longest time without any worker; `p99Since`: lateness counted from when a worker was there again. */
type Minute = { lost: number; doubled: number; p50: number; p99: number; most: number; awayMs: number; p99Since: number }
type Outage = { from: number; to: number }

/** The minute of the deadlines, with its kills: every effect is counted and dated by the commit that made it. */
async function minute(name: ClockName, url: string): Promise<Minute> {
  const chance = chanceFrom('clocks/minute')
  let worker = await startWorker(name, url)
  const from = Date.now() + Math.max(3_000, due / 10)
  await clockSystems[name].load(
    url,
    deadlines('due', due, () => from + chance() * spanMs),
    'each',
  )
  if (Date.now() > from) throw new Error('loading took longer than the time left for it')
  const moments = Array.from({ length: kills }, () => from + chance() * spanMs).sort((a, b) => a - b)
  const outages: Outage[] = []
  for (const moment of moments) {
    await pause(Math.max(0, moment - Date.now()))
    const gone = Date.now()
    await worker.kill()
    worker = await startWorker(name, url)
    outages.push({ from: gone, to: Date.now() })
  }
  await untilDone(url, { word: 'due', count: due, latest: from + spanMs + graceMs })
  await worker.kill()
  const effects = await ask<{ key: string; due: string; done: string }>(
    url,
    `select key, extract(epoch from due_at) * 1000 as due, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as done
     from effects where key like 'due:%'`,
  )
  const counted = count(effects, joined(outages))
  say(`${name}: ${JSON.stringify(counted)}`)
  return counted
}

/** Outages with less than a moment between them are one: a worker killed as soon as it was there has worked off next to nothing. */
function joined(outages: Outage[]): Outage[] {
  const longer: Outage[] = []
  for (const outage of outages) {
    const last = longer.at(-1)
    if (last && outage.from - last.to < momentMs) last.to = outage.to
    else longer.push({ ...outage })
  }
  return longer
}

function count(effects: { key: string; due: string; done: string }[], outages: Outage[]): Minute {
  const keys = new Set(effects.map(({ key }) => key)).size
  const since = (at: number): number => outages.find(({ from, to }) => from <= at && at < to)?.to ?? at
  const late = effects.map(({ due: at, done }) => Number(done) - Number(at))
  const lateSince = effects.map(({ due: at, done }) => Number(done) - since(Number(at)))
  return {
    ...{ lost: due - keys, doubled: effects.length - keys, p50: quantile(late, 0.5), p99: quantile(late, 0.99) },
    ...{ most: late.reduce((most, one) => Math.max(most, one), 0), p99Since: quantile(lateSince, 0.99) },
    awayMs: Math.max(...outages.map(({ from, to }) => to - from)),
  }
}

let turn = 0
/** Deadlines a second when many have come due already, from the first commit of an effect to the last. */
async function rate(name: ClockName, url: string, manner: Manner): Promise<number> {
  turn += 1
  const word = `burst${turn}`
  const chance = chanceFrom(word)
  await clockSystems[name].load(
    url,
    deadlines(word, atOnce, () => Date.now() - 1000 - chance() * spanMs),
    manner,
  )
  const worker = await startWorker(name, url, manner)
  await untilDone(url, { word, count: atOnce, latest: Date.now() + limitMs })
  await worker.kill()
  const [seen] = await ask<{ n: string; s: string }>(
    url,
    `select count(distinct key) as n, extract(epoch from max(pg_xact_commit_timestamp(xmin)) - min(pg_xact_commit_timestamp(xmin))) as s
     from effects where key like $1 || ':%'`,
    [word],
  )
  return Number(seen!.n) / Number(seen!.s)
}

const server = await benchServer()
try {
  const urls = {} as Record<ClockName, string>
  const minutes = {} as Record<ClockName, Minute>
  for (const name of names) urls[name] = await prepare(name, server.make)
  for (const name of names) minutes[name] = await minute(name, urls[name])
  const sides = names.flatMap((name) => {
    const { together }: ClockSystem = clockSystems[name]
    return [`${name}, each`, ...(together ? [`${name}, together`] : [])]
  })
  sides.push(bare)
  const rates = await inTurns(
    sides,
    rounds,
    (side) => {
      if (side === bare) return bareEffects(urls.zhili, atOnce)
      const [name, manner] = side.split(', ') as [ClockName, Manner]
      return rate(name, urls[name], manner)
    },
    false,
  )
  const ours = minutes.zhili
  const figures: Figure[] = names.flatMap((name): Figure[] => {
    const { lost, doubled, p50, p99, most, awayMs, p99Since } = minutes[name]
    const bar = (says: string, held: boolean): Pick<Figure, 'bar'> => (name === 'zhili' ? { bar: { says, held } } : {})
    return [
      { what: `${name}: lost`, runs: [lost], ...bar('0', lost === 0) },
      { what: `${name}: done twice`, runs: [doubled], ...bar('0', doubled === 0) },
      { what: `${name}: late, p50`, runs: [p50], unit: 'ms' },
      { what: `${name}: late, p99`, runs: [p99], unit: 'ms', ...bar('≤ 1,000 ms', ours.p99 <= 1000) },
      { what: `${name}: latest`, runs: [most], unit: 'ms' },
      { what: `${name}: longest without any worker`, runs: [awayMs], unit: 'ms' },
      {
        ...{ what: `${name}: late, p99, counted from when a worker was there`, runs: [p99Since], unit: 'ms' },
        ...bar('≤ 1,000 ms', p99Since <= 1000),
      },
    ]
  })
  for (const side of sides) figures.push({ what: `worked off: ${side}`, runs: rates[side]!, unit: '/s' })
  const against: [Manner, ClockName, Manner][] = [
    ['each', 'pg-boss', 'each'],
    ['each', 'graphile-worker', 'each'],
    ['together', 'pg-boss', 'together'],
  ]
  for (const [manner, peer, theirs] of against) {
    const runs = ratios(rates[`zhili, ${manner}`]!, rates[`${peer}, ${theirs}`]!)
    figures.push({ what: `ours against ${peer}, ${manner}`, runs, unit: '×', bar: { says: '≥ 3×', held: median(runs) >= 3 } })
  }
  figures.push({ what: 'ours against the effects alone, each', runs: ratios(rates['zhili, each']!, rates[bare]!), unit: '×' })
  publish({
    bench: 'clocks',
    title: 'deadlines, 100,000 a minute, the worker killed again and again',
    work: `${short(due)} deadlines within ${spanMs / 1000} s among ${short(waiting)} waiting; the worker process is ended ${kills} times by kill -9 and started again. Then ${short(atOnce)} that are due already, ${rounds} rounds in turns. An effect is one row; lateness is counted to its commit. "Each": a statement for every effect, as acts on different cases are; "together": one statement for a batch, as our wake-ups of devices are.`,
    same: 'Answers: every effect counted by its key',
    versions: { PostgreSQL: `${server.version} embedded, fsync on`, ...peersOf('jobs').versions },
    figures,
    notes: [
      `"The effects alone" are the same statements said by four connections, 200 a transaction, with nobody keeping deadlines: where each deadline has an effect of its own this is the bound for every system here, so three times pg-boss is not to be had beyond ${short(median(rates[bare]!) / median(rates['pg-boss, each']!))} times. Ours fires them one after the other over one connection, in the order they came due, because acts on the same case must not overtake each other.`,
      `A killed worker is back after about ${short(median(boots))} ms (Node and its modules); the kills come at random moments, some before the last one's worker is back. What came due meanwhile is late by that, whoever keeps the deadlines.`,
      'pg-boss: transactional batches of 200, four at a time, `burstWhenBatchFull`, jobs of a killed worker expire after 5 s (they wait 15 minutes by default).',
      'graphile-worker: 24 at a time, local queue of 500, completion batched; its killed workers are unlocked at once by `force_unlock_workers` (they wait four hours by default). Effect and completion are two transactions, so a kill between them does the work twice.',
    ],
  })
} finally {
  await server.stop()
}
