import type { DetectRule } from '../../../../../contract/pack.ts'
import type { Severity } from '../../../../../contract/scales.ts'
import type { Behaviour } from './finding.ts'
import { type LookerOf, replay, type Series, type Turn } from './replay.ts'
import { thinSeries } from './thin-series.ts'

export const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** More raises than this within an hour is flapping (domain.md 15b). */
const mostPerHour = 3

type Span = { from: number; to: number }

/** What the last weeks brought: readings of one device, and when something was really wrong. */
export type Recorded = {
  series: Series
  confirmed: readonly Span[]
  lookerOf: LookerOf
}

export type Behaved = Behaviour & {
  flapping: boolean
  /** the level it was raised at most often */
  level: Severity | null
  /** for each confirmed event: when the rule was first up in it, or null */
  seenAt: (number | null)[]
}

/** How many times a rule may be raised again within the hour: once a day. */
export const allowed = (series: Series): number => Math.max(1, daysOf(series))

const daysOf = (series: Series): number => (series.length === 0 ? 0 : (series.at(-1)!.at - series[0]!.at) / dayMs)

/** What a rule would have done. Answers null as soon as it has flapped more than `most` times. */
export function behave(rule: DetectRule, recorded: Recorded, most = Infinity): Behaved | null {
  const { series, confirmed } = recorded
  const raised: Turn[] = []
  const up: Span[] = []
  let flaps = 0
  replay(recorded.lookerOf(rule), thinSeries(rule, series), (turn) => {
    if (turn.from === null) {
      if (raised.length > 0 && turn.at - raised.at(-1)!.at <= hourMs) flaps += 1
      raised.push(turn)
      up.push({ from: turn.at, to: Infinity })
    } else if (turn.to === null) up.at(-1)!.to = turn.at
    return flaps <= most
  })
  if (flaps > most) return null
  const seenAt = confirmed.map((event) => firstSeen(event, up))
  return {
    days: Math.round(daysOf(series) * 10) / 10,
    raises: raised.length,
    flaps,
    up: shareUp(up, series),
    caught: seenAt.filter((at) => at !== null).length,
    confirmed: confirmed.length,
    flapping: raised.some(({ at }, place) => place >= mostPerHour && at - raised[place - mostPerHour]!.at <= hourMs),
    level: mostOften(raised),
    seenAt,
  }
}

function firstSeen(event: Span, up: Span[]): number | null {
  const first = up.find((time) => time.from <= event.to && time.to > event.from)
  return first ? Math.max(first.from, event.from) : null
}

function shareUp(up: Span[], series: Series): number {
  const [from, end] = [series[0]?.at ?? 0, series.at(-1)?.at ?? 0]
  const upMs = up.reduce((sum, span) => sum + Math.min(span.to, end) - span.from, 0)
  return end > from ? Math.round((upMs / (end - from)) * 1000) / 1000 : 0
}

function mostOften(raised: Turn[]): Severity | null {
  const counts = new Map<Severity | null, number>()
  for (const { to } of raised) counts.set(to, (counts.get(to) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
