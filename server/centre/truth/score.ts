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
/** What is so, and by what it was found, if it was. `counts`: it was due long enough ago to count as found or missed. */
export type JudgedTruth = { line: TruthLine; counts: boolean; by: Found | null; delayMs: number | null }
export type JudgedFound = Found & { right: boolean }
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
  /** milliseconds from `due` to the finding, of those caught, in order */
  delays: number[]
  leads: Leads | null
}

type Named = Pick<TruthLine, 'pack' | 'matter' | 'of'>
const key = ({ pack, matter, of }: Named): string => `${pack}\n${matter}\n${of}`
const matterOf = ({ pack, matter }: Pick<TruthLine, 'pack' | 'matter'>): string => `${pack}\n${matter}`
const byTime = (one: Found, other: Found): number => one.at.getTime() - other.at.getTime()
const hourMs = 3_600_000

type When = { now: Date; graceMs: number }
/** The truth as it was written: the last line of an id counts. */
export type Written = {
  lines: readonly TruthLine[]
  watches: readonly TruthWatch[]
  /** since when it is written; null: since the first thing that is so */
  begun?: string | null
}

/**
 * Holds what was found against what is so, up to `now`. A finding is right when something of its matter and object is so at its moment, or was within `graceMs`
 * before. What is not yet due by `graceMs` counts neither as caught nor as missed, and what never comes due is no miss.
 */
export function judgeTruth({ lines, watches }: Written, found: readonly Found[], { now, graceMs }: When): Judged {
  const truths = [...new Map(lines.map((line) => [line.id, line])).values()]
  const covers = ({ from, until }: TruthLine, at: Date): boolean =>
    Date.parse(from) <= at.getTime() && (until === null || at.getTime() <= Date.parse(until) + graceMs)
  const stands = (line: TruthLine, { at, until }: Found): boolean =>
    until !== undefined && at.getTime() < Date.parse(line.from) && (until === null || until.getTime() > Date.parse(line.from))
  const [truthsOf, foundOf] = [Map.groupBy(truths, key), Map.groupBy(found, key)]
  const byOf = (line: TruthLine): Found | null =>
    (foundOf.get(key(line)) ?? []).filter((one) => covers(line, one.at) || stands(line, one)).toSorted(byTime)[0] ?? null
  return {
    truths: truths.map((line) => {
      const by = byOf(line)
      const counts = line.due !== null && Date.parse(line.due) + graceMs <= now.getTime()
      const delayMs = by && line.due !== null ? Math.max(0, by.at.getTime() - Date.parse(line.due)) : null
      return { line, counts, by, delayMs }
    }),
    found: found.map((one) => ({ ...one, right: (truthsOf.get(key(one)) ?? []).some((line) => covers(line, one.at)) })),
    watches: [...watches],
    now,
  }
}

/** The figures of each matter there is something of. */
export function scoreTruth(judged: Judged): Score[] {
  const { truths, found, watches } = judged
  const matters = [...new Set([...truths.map(({ line }) => line), ...found, ...watches].map(matterOf))].toSorted()
  return matters.map((one) => {
    const claims = found.filter((claim) => matterOf(claim) === one)
    const due = truths.filter(({ line, counts }) => counts && matterOf(line) === one)
    const delays = due.flatMap(({ by, delayMs }) => (by && delayMs !== null ? [delayMs] : []))
    const [pack = '', matter = ''] = one.split('\n')
    return {
      ...{ pack, matter, found: claims.length, right: claims.filter(({ right }) => right).length, true: due.length },
      ...{ caught: delays.length, delays: delays.toSorted((a, b) => a - b), leads: leadsOf(judged, one) },
    }
  })
}

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
    ...{ ended: over.length, called: hours.length, hours: hours.toSorted((a, b) => a - b) },
    ...{ gravestFound: graves.length, gravestFalse, watched: watch?.watched ?? 0, watchedHours },
  }
}

/** The value under which a share of them lies, of values in order; null of none. */
export const quantile = (ordered: readonly number[], share: number): number | null =>
  ordered.length === 0 ? null : ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)]!
