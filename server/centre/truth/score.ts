import type { TruthLine, TruthWatch } from '../../../contract/truth.ts'

/**
 * Something the platform found by itself and brought before people. `until`: of an alarm, which stands for what comes again meanwhile; null: it
 * still stands. `gravestAt`: of an alarm, when it first was red. The rest says where to look it up.
 */
export type Found = {
  pack: string
  matter: string
  of: string
  at: Date
  until?: Date | null | undefined
  gravestAt?: Date | null
  area?: string
  event?: string | null
  picture?: string | null
}
/**
 * What is so, and by what it was found, if it was. `counts`: it was due long enough ago to count as found or missed. `delayMs`: null of what was found
 * early. `under`: nothing found it, and an older alarm of its object still stood when it began, so that nothing new could be told: neither found nor missed.
 */
export type JudgedTruth = { line: TruthLine; counts: boolean; by: Found | null; delayMs: number | null; under: boolean }
/** `earlyMs`: right, and that long before what it told of began; null: it began before, or nothing did. */
export type JudgedFound = Found & { right: boolean; earlyMs: number | null }
export type Judged = { truths: JudgedTruth[]; found: JudgedFound[]; watches: TruthWatch[]; now: Date }

/** Of what has an end to be warned of: how many came to it, how many had been called at the gravest colour, how long before; and what was for nothing. */
export type Leads = {
  ended: number
  called: number
  /** hours from the gravest colour to the end, of those called, in order */
  hours: number[]
  gravestFound: number
  gravestFalse: number
  /** of how many things everything that is so is known, and for how many hours together */
  watched: number
  watchedHours: number
}
/** Of one matter: how much of what was found is so, how much of what is so was found, and how long that took after it was due. */
export type Score = {
  pack: string
  matter: string
  found: number
  right: number
  true: number
  caught: number
  /** milliseconds from `due` to the finding, of those caught once they had begun, in order */
  delays: number[]
  /** milliseconds before it began, of what is right and came early, in order */
  early: number[]
  /** what began under an older alarm that still stood: it is none of `true` */
  under: number
  leads: Leads | null
}

type Named = Pick<TruthLine, 'pack' | 'matter' | 'of'>
const key = ({ pack, matter, of }: Named): string => `${pack}\n${matter}\n${of}`
const matterOf = ({ pack, matter }: Pick<TruthLine, 'pack' | 'matter'>): string => `${pack}\n${matter}`
const byTime = (one: Found, other: Found): number => one.at.getTime() - other.at.getTime()
const hourMs = 3_600_000

/** `earlyMs`: an alarm that stands when something begins is right if it was raised no longer before. */
type When = { now: Date; graceMs: number; earlyMs: number }
/** The truth as it was written: the last line of an id counts. */
export type Written = {
  lines: readonly TruthLine[]
  watches: readonly TruthWatch[]
  /** since when it is written; null: since the first thing that is so */
  begun?: string | null
}

/**
 * Holds what was found against what is so, up to `now`. One judgement for both sides: a finding is right, and what is so is found by it, when it is so at
 * its moment or was within `graceMs` before, or when it is an alarm that still stands as it begins and was raised within `earlyMs` before (early). An
 * older alarm does neither. What is not yet due by `graceMs` counts neither as caught nor as missed, nor what was due before the city began; what never
 * comes due is no miss.
 */
export function judgeTruth({ lines, watches, begun }: Written, found: readonly Found[], { now, graceMs, earlyMs }: When): Judged {
  const begunAt = begun ? Date.parse(begun) : Number.NEGATIVE_INFINITY
  const truths = [...new Map(lines.map((line) => [line.id, line])).values()]
  const [truthsOf, foundOf] = [Map.groupBy(truths, key), Map.groupBy(found, key)]
  const tells = (one: Found, line: TruthLine): boolean => {
    const aheadMs = aheadOf(one, line)
    return aheadMs === null ? covers(line, one.at, graceMs) : aheadMs <= earlyMs
  }
  return {
    truths: truths.map((line) => {
      const of = (foundOf.get(key(line)) ?? []).toSorted(byTime)
      const by = of.find((one) => tells(one, line)) ?? null
      const dueAt = line.due === null ? null : Date.parse(line.due)
      const counts = dueAt !== null && dueAt >= begunAt && dueAt + graceMs <= now.getTime()
      const inTime = by !== null && aheadOf(by, line) === null
      const delayMs = inTime && dueAt !== null ? Math.max(0, by.at.getTime() - dueAt) : null
      return { line, counts, by, delayMs, under: by === null && of.some((one) => aheadOf(one, line) !== null) }
    }),
    found: found.map((one) => {
      const told = (truthsOf.get(key(one)) ?? []).filter((line) => tells(one, line))
      const ahead = told.map((line) => aheadOf(one, line) ?? 0)
      return { ...one, right: told.length > 0, earlyMs: told.length > 0 && !ahead.includes(0) ? Math.min(...ahead) : null }
    }),
    watches: [...watches],
    now,
  }
}

const covers = ({ from, until }: TruthLine, at: Date, graceMs: number): boolean =>
  Date.parse(from) <= at.getTime() && (until === null || at.getTime() <= Date.parse(until) + graceMs)

/** Milliseconds from an alarm that still stands as something begins to that beginning; null: it came later, was over, or is no alarm. */
function aheadOf({ at, until }: Found, line: TruthLine): number | null {
  const from = Date.parse(line.from)
  const stands = until !== undefined && at.getTime() < from && (until === null || until.getTime() > from)
  return stands ? from - at.getTime() : null
}

/** The figures of each matter there is something of. */
export function scoreTruth(judged: Judged): Score[] {
  const { truths, found, watches } = judged
  const matters = [...new Set([...truths.map(({ line }) => line), ...found, ...watches].map(matterOf))].toSorted()
  return matters.map((one) => {
    const claims = found.filter((claim) => matterOf(claim) === one)
    const all = truths.filter(({ line, counts }) => counts && matterOf(line) === one)
    const due = all.filter(({ under }) => !under)
    const delays = due.flatMap(({ delayMs }) => delayMs ?? [])
    const early = claims.flatMap(({ earlyMs }) => earlyMs ?? [])
    const [pack = '', matter = ''] = one.split('\n')
    return {
      ...{ pack, matter, found: claims.length, right: claims.filter(({ right }) => right).length, true: due.length },
      ...{ caught: due.filter(({ by }) => by !== null).length, delays: inOrder(delays), leads: leadsOf(judged, one) },
      ...{ early: inOrder(early), under: all.length - due.length },
    }
  })
}

const inOrder = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)

/** Null: nothing of this matter has an end, and nobody says how much was watched. */
function leadsOf({ truths, found, watches, now }: Judged, matter: string): Leads | null {
  const ends = truths.flatMap(({ line }) =>
    line.before && matterOf(line) === matter ? [{ line, at: Date.parse(line.before) }] : [],
  )
  const watch = watches.findLast((one) => matterOf(one) === matter)
  if (ends.length === 0 && !watch) return null
  const graves = found.flatMap((one) =>
    one.gravestAt && matterOf(one) === matter ? [{ ...one, grave: one.gravestAt.getTime() }] : [],
  )
  const isOf = (line: TruthLine, grave: { of: string; grave: number }): boolean =>
    grave.of === line.of && grave.grave >= Date.parse(line.from) && grave.grave <= Date.parse(line.before!)
  const over = ends.filter(({ at }) => at <= now.getTime())
  const hours = over.flatMap(({ line, at }) => {
    const first = graves.filter((one) => isOf(line, one)).map(({ grave }) => grave)
    return first.length > 0 ? [(at - Math.min(...first)) / hourMs] : []
  })
  const gravestFalse = graves.filter((one) => !ends.some(({ line }) => isOf(line, one))).length
  const watchedHours = watch ? (watch.watched * Math.max(0, now.getTime() - Date.parse(watch.from))) / hourMs : 0
  return {
    ...{ ended: over.length, called: hours.length, hours: inOrder(hours) },
    ...{ gravestFound: graves.length, gravestFalse, watched: watch?.watched ?? 0, watchedHours },
  }
}

/** The value under which a share of them lies, of values in order; null of none. */
export const quantile = (ordered: readonly number[], share: number): number | null =>
  ordered.length === 0 ? null : ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)]!
