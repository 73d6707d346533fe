import type { Actor } from '../../contract/actor.ts'
import { hashText } from '../city/area/rules/chance.ts'
import { titleOf } from '../flow/3-event/open.ts'
import { firstWords } from '../flow/3-event/rules/first-words.ts'

/** A grid as the generator needs it: its path, its point (WGS-84), and the grid workers of its town. */
export type Ground = { path: string; town: string; lon: number; lat: number; workers: readonly Worker[] }
export type Worker = { id: string; name: string; actor: Actor }
/** What a type of event says that its reports need. */
export type Matter = { type: string; pack: string; version: number; prefix: string; grade: string; words: readonly Written[] }
/** What was written down, and the title the product makes of it. */
export type Written = { content: string; title: string }

/**
 * `total` reports over the whole days from `from` to `to` (midnights of the city, no summer time), the newest `open` of them still waiting for a decision. Everything follows from `seed`
 * and the number of the report alone, so any stretch can be made by itself and is the same each time.
 */
export type ReportPlan = {
  seed: number
  total: number
  open: number
  from: Date
  to: Date
  grounds: readonly Ground[]
  matters: readonly (Matter & { upTo: number })[]
}

export type GridReport = {
  n: number
  at: Date
  report: string
  signal: string
  /** null while it waits */
  event: string | null
  ground: Ground
  worker: Worker
  matter: Matter
  title: string
  content: string
}

const dayMs = 86_400_000
/** Grid workers walk from eight in the morning to nine in the evening; plans begin at midnight of the city. */
const morningMs = 8 * 3_600_000
const roundsMs = 13 * 3_600_000
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 32 bits from three numbers (the finaliser of MurmurHash3): the same for ever, and no two columns of one report go together. */
export function mixed(seed: number, n: number, column: number): number {
  let h = Math.imul(n ^ Math.imul(seed + column, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const share = (bits: number): number => bits / 4_294_967_296

/** UUIDv7 of a moment that follows from a number: `kind` (0–15) keeps the ids of one report's rows apart. */
export function countedId(at: number, kind: number, n: number): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16)}00-8000-${n.toString(16).padStart(12, '0')}`
}

/** What is known of a type, with what is written of it and how often it comes. */
type Weighted = { type: string; weight: number; words: readonly string[] }

/** Matters with what their types say, their weights added up to one as plans want them. */
export function weighted<W extends Weighted, T extends { title: string }>(
  list: readonly W[],
  typeOf: (type: string) => T,
): (Omit<W, 'words' | 'weight'> & Omit<T, 'title'> & { words: readonly Written[]; upTo: number })[] {
  const all = list.reduce((sum, { weight }) => sum + weight, 0)
  let upTo = 0
  return list.map(({ weight, words, ...rest }) => {
    upTo += weight / all
    const { title, ...known } = typeOf(rest.type)
    return { ...rest, ...known, upTo, words: words.map((content) => ({ content, title: titled(title, content) })) }
  })
}

const daysOf = ({ from, to }: Pick<ReportPlan, 'from' | 'to'>): number => Math.round((to.getTime() - from.getTime()) / dayMs)

/** The numbers of the reports of each month of UTC, in their order: `from` included, `to` excluded. */
export function monthsOf(plan: ReportPlan): { month: Date; from: number; to: number }[] {
  const days = daysOf(plan)
  const months: { month: Date; from: number; to: number }[] = []
  for (let day = 0; day < days; day++) {
    const at = new Date(plan.from.getTime() + day * dayMs + morningMs)
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
    const to = Math.ceil(((day + 1) * plan.total) / days)
    const last = months.at(-1)
    if (last?.month.getTime() === month.getTime()) last.to = to
    else months.push({ month, from: last?.to ?? 0, to })
  }
  return months
}

/** A stretch of a plan's reports. */
export function* reportsOf(plan: ReportPlan, from: number, to: number): Generator<GridReport> {
  for (let n = from; n < to; n++) yield gridReport(n, plan)
}

function titled(template: string, content: string): string {
  const words = firstWords(content)
  return titleOf(template, words === null ? {} : { words })
}

/** The n-th report of a plan, 0 ≤ n < total. Days are filled evenly; within a day it is the hours in which grid workers walk. */
export function gridReport(n: number, plan: ReportPlan): GridReport {
  const { seed, total, from, grounds, matters } = plan
  const bits = (column: number): number => mixed(seed, n, column)
  const day = Math.floor((n * daysOf(plan)) / total)
  const at = new Date(from.getTime() + day * dayMs + morningMs + Math.floor(share(bits(1)) * roundsMs))
  const ground = grounds[bits(2) % grounds.length]!
  const worker = ground.workers[bits(3) % ground.workers.length]!
  const drawn = share(bits(4))
  const matter = matters.find(({ upTo }) => drawn < upTo) ?? matters.at(-1)!
  const written = matter.words[bits(5) % matter.words.length]!
  const handled = n < total - plan.open
  const id = (kind: number): string => countedId(at.getTime(), kind, n)
  return { n, at, ground, worker, matter, ...written, report: id(1), signal: id(2), event: handled ? id(3) : null }
}

/** A look-up code of ten characters that no other number of the plan has: its number, spread by an odd factor over 50 bits. */
export function codeOf(seed: number, n: number): string {
  let rest = (BigInt(n) * 0x9e3779b97f4a7n + BigInt(hashText(`zhili-codes/${seed}`))) & 0x3ffffffffffffn
  let code = ''
  for (let i = 0; i < 10; i++) {
    code = base32[Number(rest & 31n)] + code
    rest >>= 5n
  }
  return code
}

export type HistoryFact = {
  kind: string
  subject: string
  area: string
  actor: Actor
  at: Date
  /** when it happened, where it was told later */
  occurred?: Date
  unit?: string | null
  body: Record<string, unknown>
}

/** The facts the product itself records when a grid worker files such a report (see the test beside it). */
export function factsOf(one: GridReport): HistoryFact[] {
  const { at, report, signal, event, matter, title, ground } = one
  const fact = (kind: string, subject: string, body: Record<string, unknown>): HistoryFact => ({
    ...{ kind, subject, body, at },
    area: ground.path,
    actor: one.worker.actor,
  })
  const received = fact('report.received', report, { report, source: 'grid', type: matter.type, person: one.worker.id })
  if (event === null)
    return [received, fact('signal.received', signal, { signal, source: 'grid', type: matter.type, title, grade: matter.grade })]
  return [
    received,
    fact('signal.opened', signal, { signal, event }),
    fact('event.self-handled', event, { event }),
    fact('reporter.told', report, { report, event: null, outcome: 'self-handled' }),
  ]
}
