// The life of a case through the real stages and routes, 64 at a time, beside the same SQL said by bare clients.
import pg from 'pg'
import { benchServer } from './parts/bench-database.ts'
import { record, replay } from './parts/case-replay.ts'
import { type CaseStep, caseSteps, openTown } from './parts/case-town.ts'
import { publish } from './parts/publish.ts'
import { inTurns, median, quantile, quick, ratios, say, short } from './parts/run.ts'

const clients = 64
const seconds = quick ? 5 : 8
const rounds = quick ? 1 : 6
/** As many connections as the server has. */
const connections = 12

const server = await benchServer()
try {
  const url = await server.make('cases', true)
  const town = await openTown(url)
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const times = new Map<CaseStep, number[]>(caseSteps.map((step) => [step, []]))

  /** Works cases off for so many seconds, `clients` at a time; cases a second, the last ones to their end. */
  const rate = async (one: () => Promise<void>): Promise<number> => {
    const began = performance.now()
    let done = 0
    await Promise.all(
      Array.from({ length: clients }, async () => {
        do {
          await one()
          done += 1
        } while (performance.now() - began < seconds * 1000)
      }),
    )
    return (1000 * done) / (performance.now() - began)
  }
  const timed = () =>
    town.life(async (step, work) => {
      const began = performance.now()
      await work()
      times.get(step)!.push(performance.now() - began)
    })

  await town.life((_, work) => work())
  const recording = await record((stepNow) =>
    town.life(async (step, work) => {
      stepNow(step)
      await work()
      stepNow(null)
    }),
  )
  const counts = async () =>
    (
      await pool.query<{ events: string; facts: string }>(
        `select (select count(*) from events where state = 'closed') as events, (select count(*) from facts) as facts`,
      )
    ).rows[0]!
  const before = await counts()
  await replay(pool, recording)
  const between = await counts()
  await town.life((_, work) => work())
  const after = await counts()
  const rows = (from: typeof before, to: typeof before) => `${+to.events - +from.events} closed, ${+to.facts - +from.facts} facts`
  const same = rows(before, between) === rows(between, after)
  say(`${recording.said.length} statements a case; replayed: ${rows(before, between)}; worked: ${rows(between, after)}`)
  if (!same) throw new Error('the replay leaves other rows than the case')

  const sides = { ours: () => rate(timed), bare: () => rate(() => replay(pool, recording)) }
  const rates = await inTurns(['ours', 'bare'], rounds, (side) => sides[side]())
  const share = ratios(rates.ours, rates.bare)
  const p99 = Object.fromEntries(caseSteps.map((step) => [step, quantile(times.get(step)!, 0.99)]))
  publish({
    bench: 'cases',
    title: 'the life of a case',
    work: `Open and dispatch, accept, arrive, evidence, submit, check and close: ${seconds} s a round, ${clients} at a time over ${connections} connections. Opened in process, every act over HTTP as its person (\`inject\`: the whole server without its socket). Bare: the ${recording.said.length} statements of one recorded case said again in the same transactions with new ids, by pg alone in the same process.`,
    same: `Answers compared: both leave the same rows (${rows(between, after)})`,
    versions: { PostgreSQL: `${server.version} embedded, fsync on` },
    figures: [
      { what: 'ours', runs: rates.ours, unit: 'cases/s' },
      { what: 'bare SQL', runs: rates.bare, unit: 'cases/s' },
      { what: 'ours against bare SQL', runs: share, unit: '×', bar: { says: '≥ 0.5×', held: median(share) >= 0.5 } },
      ...caseSteps.map((step) => ({
        what: `${step}: p99 (p50 ${short(quantile(times.get(step)!, 0.5))} ms)`,
        runs: [p99[step]!],
        unit: 'ms',
        bar: { says: '≤ 100 ms', held: p99[step]! <= 100 },
      })),
    ],
    notes: [
      `Sixty-four at a time and ${short(median(rates.ours))} cases/s make ${short(64_000 / median(rates.ours) / caseSteps.length)} ms a step on average whatever the code does: the wait is for the two cores, which client, server and database share.`,
      'Claims of after-commit work are written by both and worked off by neither; timers are set by both and fired by neither.',
    ],
  })
  await pool.end()
  await town.close()
} finally {
  await server.stop()
}
