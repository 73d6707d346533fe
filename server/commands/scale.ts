import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { createPacks } from '../city/pack/packs.ts'
import { eventNumber } from '../flow/3-event/rules/number.ts'
import { rebuildCounts } from '../flow/7-evaluate/store.ts'
import { rebuildBalance } from '../flow/7-evaluate/store-balance.ts'
import { realClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { sealOnce } from '../kernel/seal.ts'
import { createSpine } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import { seedDemo } from '../seed-demo.ts'
import { codeOf, factsOf, type GridReport, type Matter, monthsOf, type ReportPlan, reportsOf, weighted } from './scale-reports.ts'
import {
  analyzeHistory,
  communitiesOf,
  copyFacts,
  copyReports,
  hasFlow,
  readGrounds,
  readSerials,
  saveSerials,
  withoutIndexes,
} from './store-scale.ts'

/**
 * How large the city of the newspaper is (mission.md, rows M3 and M7): its figures stand here as what is asked of the generators; what
 * `zhili verify --newspaper` compares is counted from rows.
 */
export const chongqing = {
  gridReports: 3_860_000,
  gridReportsOpen: 4_000,
  buildings: 40_400,
  years: 2,
} as const

const zone = 'Asia/Shanghai'
const dayMs = 86_400_000

export type HistoryAsked = { now: Date; seed: number; total: number; open: number; years: number }

/** The plan of grid reports over whole days up to the last midnight of the city. */
export async function planReports(client: pg.ClientBase, { now, seed, total, open, years }: HistoryAsked): Promise<ReportPlan> {
  const packs = createPacks(loadedPacks, { demo: true })
  const matterOf = (type: string): (Omit<Matter, 'words'> & { title: string }) | null => {
    const found = packs.typeOf(type)
    if (!found) return null
    const { pack, type: of } = found
    return { type, pack: pack.id, version: pack.version, prefix: of.prefix, grade: of.grade, title: of.title.zh }
  }
  const to = new Date(Math.floor((now.getTime() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000)
  const from = new Date(to.getTime() - years * 365 * dayMs)
  return { seed, total, open, from, to, grounds: await readGrounds(client), matters: weighted(matterOf) }
}

/**
 * Two years of grid reports with their signals, events and facts, as the product writes them, in one transaction. Throws when there are
 * reports or events already. Answers how many facts were written.
 */
export async function layHistory(client: pg.ClientBase, plan: ReportPlan, say: (line: string) => void): Promise<number> {
  if (await hasFlow(client)) throw new Error('there are reports or events already: history can only be laid under an empty city')
  await client.query('begin')
  try {
    const serials = await readSerials(client)
    let fact = serials.fact
    const noOf = ({ matter, at, n }: GridReport): string => eventNumber(matter.prefix, at, zone, serials.event + n)
    await withoutIndexes(client, ['reports', 'signals', 'events'], async () => {
      for (const { month, from, to } of monthsOf(plan)) {
        const reports = (): Generator<GridReport> => reportsOf(plan, from, to)
        await copyReports(client, reports, { codeOf: (n) => codeOf(plan.seed, n), noOf })
        fact += await copyFacts(client, { month, first: fact }, told(reports()))
        say(`${month.toISOString().slice(0, 7)}: ${to.toLocaleString('en')} / ${plan.total.toLocaleString('en')}`)
      }
    })
    await saveSerials(client, { fact, event: serials.event + plan.total })
    await client.query('commit')
    return fact - serials.fact
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function* told(reports: Iterable<GridReport>): Generator<ReturnType<typeof factsOf>[number]> {
  for (const one of reports) yield* factsOf(one)
}

/** `total` shared out in proportion, by largest remainder: the parts add up to it exactly. Keys in their order win ties. */
export function sharedOut(total: number, weights: Readonly<Record<string, number>>): Record<string, number> {
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  const parts = Object.entries(weights).map(([key, weight]) => ({
    key,
    whole: Math.floor((total * weight) / all),
    rest: (total * weight) % all,
  }))
  let left = total - parts.reduce((sum, { whole }) => sum + whole, 0)
  for (const part of parts.toSorted((a, b) => b.rest - a.rest)) if (left-- > 0) part.whole++
  return Object.fromEntries(parts.map(({ key, whole }) => [key, whole]))
}

/**
 * The demo city with as many buildings as the page tells of, and two years of grid reports under it; balance and chain made up to its end.
 * False when there are areas already. Everything is marked as demo rows.
 */
export async function seedChongqing(
  url: string,
  { now, seed, say }: { now: Date; seed: number; say: (line: string) => void },
): Promise<boolean> {
  const buildings = async (client: pg.ClientBase) => sharedOut(chongqing.buildings, await communitiesOf(client))
  if (!(await seedDemo(url, now, say, { buildings }))) return false
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const { gridReports: total, gridReportsOpen: open, years } = chongqing
    const facts = await layHistory(client, await planReports(client, { now, seed, total, open, years }), say)
    say(`${facts.toLocaleString('en')} 条事实 / facts`)
    await analyzeHistory(client)
  } finally {
    await client.end()
  }
  await settle(url, say)
  return true
}

/** What is kept beside the facts, made from them: counts by area and day, the balance, the chain of seals. */
async function settle(url: string, say: (line: string) => void): Promise<void> {
  const spine = createSpine({ url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
    await spine.transaction(system, (tx) => rebuildBalance(tx, zone))
    say('日平衡已重算 / balance made')
    let seals = 0
    while (await sealOnce(spine)) seals++
    say(`${seals + 1} 个封条 / seals`)
  } finally {
    await spine.close()
  }
}
