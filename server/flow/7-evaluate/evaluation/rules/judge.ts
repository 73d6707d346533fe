import type { ClosingLine, Length, Lengths, Lines, PartLine, PointLine, Span, Verdict, Verdicts } from '../types.ts'

/** domain.md 4.6: three events or more at one point within ninety days. */
export const repeat = { events: 3, days: 90 } as const
const minuteMs = 60_000

/**
 * Says of every line of a period whether it counts: each rate is a count of these, and the list behind a rate is their cases, so that
 * the two can never differ (domain.md 12). What stands still, or ended before anything was due of it, is in no denominator.
 */
export function judge({ parts, closings, opened, points, answers }: Lines, span: Span): Verdicts {
  const isIn = (at: number | null): at is number => at !== null && at >= span.from && at < span.until
  const asked = parts.filter((one) => isIn(one.asked))
  const due = parts.filter((one) => one.isLead && isIn(one.finishBy))
  return {
    'false-closing': closings.map((one) => of(one, one.defects.length > 0)),
    reopened: closings.map((one) => of(one, one.reopened)),
    'verified-first': closings.map((one) => of(one, !one.sentBack)),
    'accepted-in-time': asked.flatMap((one) => kept(one, one.acceptBy, one.accepted, span.until)),
    'arrived-in-time': asked.flatMap((one) => kept(one, one.arriveBy, one.arrived, span.until)),
    'finished-in-time': due.flatMap((one) => kept(one, one.finishBy, one.submitted, span.until)),
    returned: asked.map((one) => of(one, one.returned)),
    'return-overruled': asked.flatMap((one) => (one.overruled === null ? [] : [of(one, one.overruled)])),
    'false-alarm': opened.map((one) => of(one, one.falseAlarm)),
    repeat: points.map(ofPoint),
    satisfied: answers.map((one) => of(one, one.satisfied)),
  }
}

/** How long things took, in minutes. Finishing without the time it stood still with leave; the others by the clock on the wall. */
export function measure({ parts, closings, safe }: Lines, span: Span): Lengths {
  const isIn = (at: number | null): at is number => at !== null && at >= span.from && at < span.until
  const took = (one: PartLine | ClosingLine, from: number | null, to: number | null, less = 0): Length[] =>
    from !== null && to !== null && to >= from ? [{ ...whose(one), minutes: Math.max(0, to - from - less) / minuteMs }] : []
  return {
    'to-accept': parts.filter((one) => isIn(one.asked)).flatMap((one) => took(one, one.asked, one.accepted)),
    'to-arrive': parts.filter((one) => isIn(one.asked)).flatMap((one) => took(one, one.asked, one.arrived)),
    'to-finish': parts.filter((one) => isIn(one.submitted)).flatMap((one) => took(one, one.asked, one.submitted, one.pausedMs)),
    'to-verify': closings.flatMap((one) => took(one, one.checkingSince, one.closed)),
    'to-safe': safe.map((one) => ({ ...whose(one), minutes: (one.cleared - one.since) / minuteMs })),
  }
}

type Line = { event: string; unit: string | null; type: string | null; source: string | null }
const whose = ({ event, unit, type, source }: Line) => ({ unit, type, source, events: [event] })
const of = (line: Line, hit: boolean): Verdict => ({ ...whose(line), hit })
const ofPoint = ({ type, events }: PointLine): Verdict => ({
  ...{ unit: null, type, source: null },
  ...{ hit: events.length >= repeat.events, events },
})

/**
 * Was a limit kept: nothing where there is none, where the clock stands, where it is not over yet, or where the part ended
 * before it was. A limit moves with every standstill, so that time is in neither number.
 */
function kept(one: PartLine, limit: number | null, done: number | null, now: number): Verdict[] {
  if (limit === null) return []
  if (done !== null) return [of(one, done <= limit)]
  const ended = one.over !== null && one.over <= limit
  return ended || one.paused || limit > now ? [] : [of(one, false)]
}
