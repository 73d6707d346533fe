import type { Actor } from '../../contract/actor.ts'
import type { Clocks, Plan } from '../../contract/pack.ts'
import { dueAt, finishAt } from '../kernel/calendar.ts'
import type { WorkCalendar } from '../kernel/calendar-days.ts'
import { type Catching, type Found, foundBy } from './scale-found.ts'
import { countedId, type Matter, mixed, type Written } from './scale-reports.ts'
import { parkReasons } from './scale-words.ts'

export type Holder = { person: string; name: string; post: string; unit: string; actor: Actor }
/** `beside`: who else of the same post is called with them; a department’s clerks are. */
export type Lead = Holder & { unitName: string; tier: 'town' | 'district'; beside: Holder | null }
/** A grid with whom the plan asks there: the town's post by board or the district's department by field, who checks, the district's duty officer who opens. */
export type CaseGround = {
  path: string
  lon: number
  lat: number
  lead: Readonly<Record<string, Lead>>
  /** its operating district and the name of its town, where a pack says which areas a case concerns */
  home?: { district: string; place: string }
  checker: Holder
  opener: Holder
}
/** `board`: of the town's post that leads, or the field of the district's department. `filed`: what it was reported as, where whoever opens it sees something else in it. */
export type CaseMatter = Matter & {
  results: readonly string[]
  board: string
  plan: Plan
  upTo: number
  filed?: Pick<Matter, 'type' | 'grade'>
  /** why some of them are parked; a town's own where it is not said */
  reasons?: readonly string[]
  /** its pack says which areas a case concerns: that one it happened in is written down */
  hasParts?: boolean
  /** words for the text lines of the checklist, by their id */
  noted?: Readonly<Record<string, string>>
  /** some of them the platform found by itself, of a carrier */
  catching?: Catching
}
/** Minutes of the work and of the check, least and most. */
export type Takes = Readonly<Record<'work' | 'check', readonly [least: number, most: number]>>
/** So many closed and parked cases of these matters in these grounds, and how long they take. */
export type Marked = {
  closed: number
  parked: number
  grounds: readonly CaseGround[]
  matters: readonly CaseMatter[]
  takes: Takes
}
/** `total` cases opened between two midnights, `open` of them parked, those of the newer half; all done before `now`. */
export type CasePlan = {
  seed: number
  total: number
  open: number
  from: Date
  days: number
  now: Date
  grounds: readonly CaseGround[]
  matters: readonly CaseMatter[]
  calendar: WorkCalendar
  /** the picture every laid case shows */
  photo: { sha256: string; size: number }
  /** what among all of them is of matters and grounds of its own, as evenly as it goes */
  marked?: readonly Marked[]
  /** a town's two days and fifteen hours where it is not said */
  takes?: Takes
}

type Times = {
  filed: Date
  opened: Date
  called: Date
  accepted: Date
  arrived: Date
  submitted: Date
  checked: Date
  parked: Date
}
type Ids = Record<'report' | 'signal' | 'event' | 'order' | 'call' | 'notice' | 'asked' | 'evidence' | 'file' | 'check', string>
export type Case = Times &
  Ids & {
    n: number
    ground: CaseGround
    matter: CaseMatter
    written: Written
    /** null: a neighbour told of it, and nobody knows a carrier */
    found: Found | null
    lead: Lead
    result: string
    acceptBy: Date
    /** null: the plan asks nobody to be there by a time */
    arriveBy: Date | null
    finishBy: Date
    provisional: boolean
    /** null: closed */
    park: { until: Date; reason: string } | null
  }

/** Id of the n-th words of a case: after all its other rows. */
export const noteId = ({ submitted, n }: Case, at: number): string => countedId(submitted.getTime(), 14 + at, n)

/** Ids of the notice and the call of whoever is called beside the lead. */
export const besideIds = ({ opened, n }: Case): { notice: string; call: string } => ({
  notice: countedId(opened.getTime(), 14, n),
  call: countedId(opened.getTime(), 15, n),
})

const [minuteMs, dayMs] = [60_000, 86_400_000]
/** The plan holds a first notice back so long, for somebody to undo a dispatch. */
const holdMs = 8_000
/** Spreads parked cases over the newer half: coprime to any half that matters here. */
const stride = 7_919

/** The n-th case, 0 ≤ n < total, from the seed and its number alone. */
export function caseOf(n: number, plan: CasePlan): Case {
  const bits = (column: number): number => mixed(plan.seed + 1_000, n, column)
  const drawn = bits(6) / 4_294_967_296
  const { matters, grounds, takes } = markedAt(n, plan) ?? plan
  const matter = matters.find(({ upTo }) => drawn < upTo) ?? matters.at(-1)!
  const ground = grounds[bits(7) % grounds.length]!
  const times = timesOf(n, plan, takes)
  const { reasons = parkReasons, catching } = matter
  const { filed, opened, submitted } = times
  const share = (column: number): number => bits(column) / 4_294_967_296
  const found = catching && foundBy(catching, { filed, place: ground, draws: [share(14), share(15), share(16)] })
  const id = (at: Date, kind: number): string => countedId(at.getTime(), kind, n)
  const until = new Date(plan.now.getTime() + (30 + (bits(12) % 90)) * dayMs)
  return {
    ...times,
    ...{ n, ground, matter, lead: ground.lead[matter.board]! },
    ...{ report: id(filed, 4), signal: id(filed, 5), event: id(opened, 6), order: id(opened, 7), call: id(opened, 8) },
    ...{ notice: id(opened, 9), asked: id(submitted, 10), evidence: id(submitted, 11), file: id(submitted, 12) },
    check: id(submitted, 13),
    ...{ found: found?.found ?? null, written: found?.written ?? matter.words[bits(10) % matter.words.length]! },
    result: matter.results[bits(11) % matter.results.length]!,
    ...limitsOf(opened, matter.plan.clocks.minor!, plan.calendar),
    park: isParked(n, plan) ? { until, reason: reasons[bits(13) % reasons.length]! } : null,
  }
}

function timesOf(n: number, plan: CasePlan, takes: Takes | undefined): Times {
  const share = (column: number): number => mixed(plan.seed + 1_000, n, column) / 4_294_967_296
  const later = (at: Date, column: number, [least, most]: readonly [number, number]): Date =>
    new Date(at.getTime() + Math.floor((least + share(column) * (most - least)) * minuteMs))
  const day = Math.floor((n * plan.days) / plan.total)
  const filed = new Date(plan.from.getTime() + day * dayMs + 8 * 3_600_000 + Math.floor(share(1) * 11 * 3_600_000))
  const opened = later(filed, 2, [3, 40])
  const accepted = later(opened, 3, [1, 25])
  const arrived = later(accepted, 4, [8, 110])
  const { work, check } = takes ?? { work: [20, 2_400], check: [15, 900] }
  const submitted = later(arrived, 5, work)
  const called = new Date(opened.getTime() + holdMs)
  return {
    ...{ filed, opened, called, accepted, arrived, submitted },
    ...{ checked: later(submitted, 8, check), parked: later(accepted, 9, [5, 600]) },
  }
}

/** What the n-th case is of when it is a marked one: the closed evenly among all closed, the parked among the parked. */
export function markedAt(n: number, plan: Pick<CasePlan, 'total' | 'open' | 'marked'>): Marked | null {
  const { total, open, marked = [] } = plan
  if (isParked(n, plan)) return pick(marked, 'parked', parkRank(n, total)!)
  const closed = marked.reduce((sum, one) => sum + one.closed, 0)
  if (closed === 0) return null
  const [rank, all] = [n - parkedBefore(n, plan), total - open]
  const at = Math.floor((rank * closed) / all)
  return Math.floor(((rank + 1) * closed) / all) > at ? pick(marked, 'closed', (at * stride) % closed) : null
}

const parkedCounts = new Map<string, Int32Array>()
/** How many before the n-th are parked. */
function parkedBefore(n: number, { total, open }: Pick<CasePlan, 'total' | 'open'>): number {
  const key = `${total} ${open}`
  const counts = parkedCounts.get(key) ?? new Int32Array(total + 1)
  if (!parkedCounts.has(key)) for (let i = 0; i < total; i++) counts[i + 1] = counts[i]! + Number(isParked(i, { total, open }))
  parkedCounts.set(key, counts)
  return counts[n]!
}

/** Which of them the n-th lies in, laid end to end; null: after them all. */
function pick(marked: readonly Marked[], of: 'closed' | 'parked', n: number): Marked | null {
  let left = n
  for (const one of marked) {
    if (left < one[of]) return one
    left -= one[of]
  }
  return null
}

/** The order in which cases of the newer half are parked; null: of the older half. */
function parkRank(n: number, total: number): number | null {
  const older = Math.floor(total / 2)
  return n < older ? null : ((n - older) * stride) % (total - older)
}

export function isParked(n: number, { total, open }: Pick<CasePlan, 'total' | 'open'>): boolean {
  const rank = parkRank(n, total)
  return rank !== null && rank < open
}

function limitsOf(
  at: Date,
  clocks: Clocks,
  calendar: WorkCalendar,
): Pick<Case, 'acceptBy' | 'arriveBy' | 'finishBy' | 'provisional'> {
  const accept = dueAt(at, clocks.accept, clocks.calendar, calendar)
  const arrive = clocks.arrive === null ? null : dueAt(at, clocks.arrive, clocks.calendar, calendar)
  const finish = finishAt(at, clocks, calendar)!
  return {
    ...{ acceptBy: accept.due, arriveBy: arrive?.due ?? null, finishBy: finish.due },
    provisional: accept.provisional || (arrive?.provisional ?? false) || finish.provisional,
  }
}

/** Where a case comes from, and as what it waited in the inbox: what the platform found is of its own type from the first. */
export const cameAs = ({ found, matter }: Case): { source: 'sensor' | 'citizen'; type: string; grade: string } => {
  const { type, grade } = found ? matter : (matter.filed ?? matter)
  return { source: found ? 'sensor' : 'citizen', type, grade }
}

/** The lines of a checklist the post filled with words before it handed in, in their order. */
export const notesOf = ({
  noted = {},
  plan,
}: CaseMatter): { id: string; name: Plan['checklist'][number]['name']; words: string }[] =>
  plan.checklist.flatMap(({ id, name, kind }) => (kind === 'text' && noted[id] ? [{ id, name, words: noted[id] }] : []))

/** The item of a plan's checklist that wants a picture; a type without one is none of ours. */
export function photoOf(plan: Plan): Plan['checklist'][number] {
  const item = plan.checklist.find(({ kind, required }) => kind === 'photo' && required)
  if (!item) throw new Error('a laid case needs a checklist with a required photo')
  return item
}
