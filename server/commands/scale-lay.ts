import type pg from 'pg'
import { createPacks } from '../city/pack/packs.ts'
import { eventNumber } from '../flow/3-event/rules/number.ts'
import { createCalendar, shippedCalendar } from '../kernel/calendar-days.ts'
import { loadedPacks } from '../main.ts'
import { type BeforeSaid, catchingOf, sayBefore, truckMatters, truckTakes } from '../seed-truck-cases.ts'
import { factsOfCase } from './scale-case-facts.ts'
import { type Case, type CaseMatter, type CasePlan, caseOf, type Marked } from './scale-cases.ts'
import type { LaidPhoto } from './scale-photo.ts'
import {
  codeOf,
  factsOf,
  type GridReport,
  type HistoryFact,
  type Matter,
  monthsOf,
  type ReportPlan,
  reportsOf,
  weighted,
} from './scale-reports.ts'
import { caseMatters, gridMatters } from './scale-words.ts'
import { copyCases, readCaseGrounds, readDistrictGrounds } from './store-cases.ts'
import { copyFindings, copyParts, partsOfFound } from './store-found.ts'
import { type LaidFacts, layFacts } from './store-laid-facts.ts'
import {
  copyReports,
  hasFlow,
  readGrounds,
  readSerials,
  reportTables,
  saveSerials,
  withNewFiles,
  withoutIndexes,
} from './store-scale.ts'

/** The city's zone; what is laid is laid in it, for Chongqing only. */
export const zone = 'Asia/Shanghai'
const dayMs = 86_400_000

/** Cases of spoil haulage in one operating district, among the others, and what it says of the time before. */
export type Spoil = { district: string; closed: number; parked: number; before: BeforeSaid | null }
/** Cases with the time before of those districts that say something of it. */
export type HistoryPlan = CasePlan & { before: readonly { said: BeforeSaid; grounds: CasePlan['grounds'] }[] }
export type HistoryAsked = { now: Date; seed: number; total: number; open: number; years: number }

const packs = createPacks(loadedPacks, { demo: true })

/** What of a type its pack says; throws on one no pack has. */
function typeOf(type: string): Omit<Matter, 'words'> & { title: string } & Pick<CaseMatter, 'plan' | 'board'> {
  const found = packs.typeOf(type)
  if (!found) throw new Error(`no pack has the event type ${type}`)
  const { pack, type: of } = found
  const board = of.plan.lead[0]?.call.flatMap((call) => call.board ?? [])[0]
  if (!board) throw new Error(`the plan of ${type} begins at no board of a town`)
  return {
    type,
    pack: pack.id,
    version: pack.version,
    prefix: of.prefix,
    grade: of.grade,
    title: of.title.zh,
    plan: of.plan,
    board,
  }
}

/** Midnight of the city before a moment. */
const midnight = (now: Date): Date => new Date(Math.floor((now.getTime() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000)

/** The plan of grid reports over whole days up to the last midnight of the city. */
export async function planReports(client: pg.ClientBase, { now, seed, total, open, years }: HistoryAsked): Promise<ReportPlan> {
  const to = midnight(now)
  const from = new Date(to.getTime() - years * 365 * dayMs)
  return { seed, total, open, from, to, grounds: await readGrounds(client), matters: weighted(gridMatters, typeOf) }
}

/** What spoil cases of a district are of, and where: as the demo's own, led by the district's department. Throws where it has none. */
async function spoilIn(client: pg.ClientBase, { district, closed, parked, before }: Spoil) {
  const matters = truckMatters(packs, await catchingOf(client, packs))
  const grounds = (await readDistrictGrounds(client, district)).filter(({ lead }) => matters.every(({ board }) => lead[board]))
  if (grounds.length === 0) throw new Error(`nobody leads cases of spoil haulage in ${district}`)
  return { marked: { closed, parked, matters, grounds, takes: truckTakes }, before: before ? [{ said: before, grounds }] : [] }
}

async function allSpoil(
  client: pg.ClientBase,
  list: readonly Spoil[],
): Promise<{ marked: Marked[] } & Pick<HistoryPlan, 'before'>> {
  const all: Awaited<ReturnType<typeof spoilIn>>[] = []
  for (const one of list) all.push(await spoilIn(client, one))
  return { marked: all.map(({ marked }) => marked), before: all.flatMap(({ before }) => before) }
}

/** Cases are begun up to so many days before now, so that the last of them are done. */
const doneDays = 6

/** The plan of cases over the same years. */
export async function planCases(
  client: pg.ClientBase,
  { now, seed, total, open, years, spoil = [] }: HistoryAsked & { spoil?: readonly Spoil[] },
  photo: LaidPhoto,
): Promise<HistoryPlan> {
  const days = years * 365 - doneDays
  const from = new Date(midnight(now).getTime() - years * 365 * dayMs)
  const boards = (grounds: CasePlan['grounds']) =>
    grounds.filter(({ lead }) => caseMatters.every(({ type }) => lead[typeOf(type).board]))
  const grounds = boards(await readCaseGrounds(client))
  const calendar = createCalendar(shippedCalendar(zone))
  const matters = weighted(caseMatters, typeOf)
  return { seed, total, open, from, days, now, grounds, calendar, photo, matters, ...(await allSpoil(client, spoil)) }
}

/**
 * Two years of grid reports and of cases with all their rows and facts, as the product writes them, in one transaction. Throws when there
 * are reports or events already. Answers how many facts were written.
 */
export async function layHistory(
  client: pg.ClientBase,
  { reports, cases }: { reports: ReportPlan; cases: HistoryPlan },
  say: (line: string) => void,
): Promise<number> {
  if (await hasFlow(client)) throw new Error('there are reports or events already: history can only be laid under an empty city')
  await client.query('begin')
  try {
    const first = await readSerials(client)
    const facts = layFacts(client, first.fact)
    await withNewFiles(client, reportTables)
    await withoutIndexes(client, filled, async () => {
      await layReports(client, reports, { facts, event: first.event, say })
      await layCases(client, cases, { facts, event: first.event + reports.total, code: reports.total })
      say(`${cases.total.toLocaleString('en')} 件事件 / cases`)
    })
    await facts.attach()
    await saveSerials(client, { fact: facts.next(), event: first.event + reports.total + cases.total })
    await client.query('commit')
    return facts.next() - first.fact
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The tables history fills, but for facts, whose indexes are each partition's own. */
const filled = [
  'reports',
  'signals',
  'events',
  'work_orders',
  'notices',
  'calls',
  'evidence',
  'files',
  'checks',
  'event_parts',
] as const

/** So many are held at once, to be written to one table after the other. */
const stretch = { reports: 5_000, cases: 2_000 } as const
type Laying = { facts: LaidFacts; event: number }

async function layReports(
  client: pg.ClientBase,
  plan: ReportPlan,
  { facts, event, say }: Laying & { say: (line: string) => void },
): Promise<void> {
  const noOf = ({ matter, at, n }: GridReport): string => eventNumber(matter.prefix, at, zone, event + n)
  for (const { month, from, to } of monthsOf(plan)) {
    await facts.copyMonth(month, [])
    for (let n = from; n < to; n += stretch.reports) {
      const reports = [...reportsOf(plan, n, Math.min(n + stretch.reports, to))]
      await copyReports(client, reports, { codeOf: (one) => codeOf(plan.seed, one), noOf })
      await facts.copyMonth(month, told(reports))
    }
    say(`${month.toISOString().slice(0, 7)}: ${to.toLocaleString('en')} / ${plan.total.toLocaleString('en')}`)
  }
}

/** Cases begin in one month and end in another: their facts go where the months of the reports already are. */
async function layCases(client: pg.ClientBase, plan: HistoryPlan, next: Laying & { code: number }): Promise<void> {
  const no = ({ matter, opened, n }: Case): string => eventNumber(matter.prefix, opened, zone, next.event + n)
  const code = ({ n }: Case): string => codeOf(plan.seed, next.code + n)
  const before: HistoryFact[] = []
  for (const { said, grounds } of plan.before) before.push(await sayBefore(client, said, { from: plan.from, grounds }))
  await next.facts.copy(before)
  for (let n = 0; n < plan.total; n += stretch.cases) {
    const cases = Array.from({ length: Math.min(stretch.cases, plan.total - n) }, (_, i) => caseOf(n + i, plan))
    await copyFindings(client, cases)
    const parts = await partsOfFound(client, { packs, zone }, cases)
    await copyCases(client, () => cases, { no, code, photo: plan.photo })
    await copyParts(client, cases, parts)
    await next.facts.copy(
      cases.flatMap((one) => factsOfCase(one, { no: no(one), photo: plan.photo.sha256, parts: parts.get(one.n) })),
    )
  }
}

function* told(reports: readonly GridReport[]): Generator<HistoryFact> {
  for (const one of reports) yield* factsOf(one)
}
