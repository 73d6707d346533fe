import type { ChargeRole } from '../../../../contract/charge-role.ts'
import type { RiskSource } from '../../../../contract/risk.ts'
import type { Known, PastEvent } from '../types.ts'

export const dayMs = 86_400_000
const hourMs = 3_600_000
/** Readings tell nobody when they change: so often they are looked at anew. */
export const readingsEveryMs = 900_000

type Steps = Pick<Extract<RiskSource, { kind: 'number' }>, 'start' | 'steps'>

/** How bad one source is, and until when (ms) that holds by itself; `Infinity`: for ever. `score` null: not known. */
export type Seen = { score: number | null; until: number }

const ever = Number.POSITIVE_INFINITY
const nothing: Seen = { score: null, until: ever }
const seen = (score: number, until = ever): Seen => ({ score, until })

/** The score of the last step the value has come to. Steps may stand in any order. */
export function stepOf({ start, steps }: Steps, value: number): number {
  let [score, from] = [start, Number.NEGATIVE_INFINITY]
  for (const step of steps) if (step.from <= value && step.from > from) [score, from] = [step.score, step.from]
  return score
}

/** How bad what one source tells is: 0 good … 1 bad, null when it is not known. */
export function scoreSource(source: RiskSource, known: Known, now: Date): Seen {
  switch (source.kind) {
    case 'alarm':
      return scoreAlarm(source, known)
    case 'reading':
      return scoreReading(source, known, now)
    case 'alarms': {
      const { pack, families } = source
      const past = known.pastAlarms.filter((one) => one.pack === pack && families.includes(one.family))
      // Without a device nobody would have heard of one.
      return past.length === 0 && !known.devices.includes(pack) ? nothing : scorePast(source, past, now)
    }
    case 'events':
      return scorePast(source, countedEvents(source, known, now), now)
    case 'inspections':
      return scoreInspections(source, known)
    case 'inspected':
      return scoreInspected(source, known, now)
    case 'charges':
      return scoreCharges(source, known, now)
    case 'cases':
      return seen(stepOf(source, known.cases.filter(({ overdue }) => source.which === 'open' || overdue).length))
    case 'signals': {
      const { types } = source
      return seen(stepOf(source, known.signals.filter(({ type }) => !types || types.includes(type)).length))
    }
    case 'heard':
      return scoreHeard(source, known, now)
    default:
      return scoreRegistered(source, known, now)
  }
}

type Registered = Extract<RiskSource, { kind: 'number' | 'choice' | 'yes' | 'date' | 'owner' | 'papers' }>

/** What the register says of it, or of the papers that name it. */
function scoreRegistered(source: Registered, known: Known, now: Date): Seen {
  switch (source.kind) {
    case 'number': {
      const value = detailOf(known, source.detail)
      return typeof value === 'number' ? seen(stepOf(source, value)) : nothing
    }
    case 'choice': {
      const value = detailOf(known, source.detail)
      return typeof value === 'string' && Object.hasOwn(source.scores, value) ? seen(source.scores[value]!) : nothing
    }
    case 'yes': {
      const value = detailOf(known, source.detail)
      return typeof value === 'boolean' ? seen(value ? source.yes : source.no) : nothing
    }
    case 'date':
      return scoreDate(source, known, now)
    case 'owner':
      return known.owner === null ? nothing : seen(source[known.owner])
    case 'papers':
      return scorePapers(source, known, now)
  }
}

/** Sources of an event behind which a person stands; citizens, by our own door or the hotline's, apart from those who are paid to look. */
const toldBy: Record<'people' | 'public', ReadonlySet<string>> = {
  people: new Set(['grid', 'citizen', 'seat', 'hotline']),
  public: new Set(['citizen', 'hotline']),
}

/** Its own value only, never what every object has. */
const detailOf = ({ details }: Known, id: string) => (Object.hasOwn(details, id) ? details[id] : undefined)

/** Midnight UTC of a date: models reckon in months, so the hours of the zone do not matter. */
const midnightOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) : Number.NaN)

/** Of what is to have happened a day to come is a slip of the pen: not known until it is there. A day's grace, for the hours of the zone. */
const isToCome = (at: number, now: Date): boolean => at > now.getTime() + dayMs

/** Days since the date, or since it was due again. Where days before it count by themselves (until when something is valid) it may lie ahead. */
function scoreDate(source: Extract<RiskSource, { kind: 'date' }>, known: Known, now: Date): Seen {
  const from = midnightOf(detailOf(known, source.detail))
  if (Number.isNaN(from)) return nothing
  const mayLieAhead = !source.due && source.steps.some((step) => step.from < 0)
  if (!mayLieAhead && isToCome(from, now)) return { score: null, until: from - dayMs }
  if (!source.due) return scoreSince(source, from, now)
  const told = detailOf(known, source.due.months)
  return scoreSince(source, monthsAfter(from, typeof told === 'number' ? told : source.due.otherwise), now)
}

/** The same day so many months later, or the last one of a month that is shorter. */
function monthsAfter(from: number, months: number): number {
  const [date, day] = [new Date(from), new Date(from).getUTCDate()]
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + Math.round(months))
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}

/** Of several devices the one silent for longest counts. A word that comes tells nobody: who counts as silent is looked at anew. */
function scoreHeard(source: Extract<RiskSource, { kind: 'heard' }>, known: Known, now: Date): Seen {
  const own = known.heard.filter(({ pack }) => pack === source.pack)
  const again = own.length > 0 ? now.getTime() + readingsEveryMs : ever
  const times = own.flatMap(({ at }) => at?.getTime() ?? [])
  if (times.length === 0) return { score: null, until: again }
  const since = Math.min(...times)
  const hours = (now.getTime() - since) / hourMs
  const next = Math.min(...source.steps.flatMap(({ from }) => (from > hours ? from : [])))
  const score = stepOf(source, hours)
  return seen(score, Math.min(since + next * hourMs, score === source.start ? ever : again))
}

/** The paper that ends last counts. */
function scorePapers(source: Extract<RiskSource, { kind: 'papers' }>, known: Known, now: Date): Seen {
  const own = known.papers.filter(({ of, names }) => of === source.of && names === source.names)
  if (own.length === 0) return seen(source.none)
  const ends = own.map(({ until }) => midnightOf(until)).filter((end) => !Number.isNaN(end))
  return ends.length === 0 ? nothing : scoreSince(source, Math.max(...ends), now)
}

function scoreSince(source: Steps, from: number, now: Date): Seen {
  const days = (now.getTime() - from) / dayMs
  let next = ever
  for (const step of source.steps) if (step.from > days && step.from < next) next = step.from
  return seen(stepOf(source, days), from + next * dayMs)
}

/** The share of what was due that was done. Nothing was due yet: what somebody told, which nobody keeps up any more. */
function scoreInspections(source: Extract<RiskSource, { kind: 'inspections' }>, known: Known): Seen {
  const { done, of, until } = known.inspections[source.inspection]?.shares[source.days] ?? { done: 0, of: 0, until: ever }
  if (of > 0) return seen(stepOf(source, (100 * done) / of), until)
  const told = source.told === undefined ? undefined : detailOf(known, source.told)
  return typeof told === 'number' ? seen(stepOf(source, told), until) : { score: null, until }
}

/** Days since the last time, by our own record or as somebody told, whichever is newer. */
function scoreInspected(source: Extract<RiskSource, { kind: 'inspected' }>, known: Known, now: Date): Seen {
  const last = known.inspections[source.inspection]?.last ?? null
  const told = source.told === undefined ? undefined : detailOf(known, source.told)
  const toldAt = midnightOf(told)
  const isTold = !Number.isNaN(toldAt) && !isToCome(toldAt, now)
  const newest = Math.max(last?.getTime() ?? Number.NEGATIVE_INFINITY, isTold ? toldAt : Number.NEGATIVE_INFINITY)
  return newest === Number.NEGATIVE_INFINITY ? nothing : scoreSince(source, newest, now)
}

/** In how many of some roles somebody answers now, of those in which anybody ever did; it holds until the next begins or ends. */
export function heldRoles(roles: readonly ChargeRole[], { charges }: Pick<Known, 'charges'>, now: Date) {
  const its = charges.filter(({ role }) => roles.includes(role))
  const begun = its.filter(({ from }) => from <= now)
  const held = new Set(begun.filter(({ to }) => to === null || to > now).map(({ role }) => role))
  const turns = its.flatMap(({ from, to }) => [from.getTime(), to?.getTime() ?? ever]).filter((at) => at > now.getTime())
  return { held, known: begun.length > 0, until: Math.min(ever, ...turns) }
}

/** A register nobody has begun for an object says nothing; once it was begun, an empty place in it is one. */
function scoreCharges(source: Extract<RiskSource, { kind: 'charges' }>, all: Known, now: Date): Seen {
  const { held, known, until } = heldRoles(source.roles, all, now)
  return { score: known ? stepOf(source, held.size) : null, until }
}

/** What stands is known. That nothing stands is known only of a device that is there and not itself silent. */
function scoreAlarm({ pack, family, score, silence }: Extract<RiskSource, { kind: 'alarm' }>, known: Known): Seen {
  const stands = (wanted: string) => known.alarms.some((one) => one.pack === pack && one.family === wanted)
  if (stands(family)) return seen(score)
  return !known.devices.includes(pack) || (silence !== undefined && stands(silence)) ? nothing : seen(0)
}

/** Of several devices the worst value counts. */
function scoreReading(source: Extract<RiskSource, { kind: 'reading' }>, known: Known, now: Date): Seen {
  const values = known.readings.filter(({ pack, reading }) => pack === source.pack && reading === source.reading)
  const again = known.devices.includes(source.pack) ? now.getTime() + readingsEveryMs : ever
  if (values.length === 0) return { score: null, until: again }
  return seen(Math.max(...values.map(({ value }) => stepOf(source, value))), again)
}

/** The events a source counts, not older than its days. */
export function countedEvents(
  { types, by, days }: Extract<RiskSource, { kind: 'events' }>,
  { pastEvents }: Pick<Known, 'pastEvents'>,
  now: Date,
): PastEvent[] {
  const from = now.getTime() - days * dayMs
  return pastEvents.filter(
    ({ type, source, at }) =>
      at.getTime() > from && (!types || types.includes(type)) && (by === 'anybody' || toldBy[by].has(source)),
  )
}

/** Counts what lies less than `days` back; it holds until the oldest of it has left. */
function scorePast(source: Steps & { days: number }, past: readonly { at: Date }[], now: Date): Seen {
  const length = source.days * dayMs
  const times = past.map(({ at }) => at.getTime()).filter((at) => at > now.getTime() - length)
  return seen(stepOf(source, times.length), times.length > 0 ? Math.min(...times) + length : ever)
}
