import type { BacktestExample } from '../../../../../contract/backtest.ts'
import { severityWeight } from '../../../../../contract/scales.ts'
import type { Played, PlayedAlarm, PlayedEvent, Verdict } from '../types.ts'

type What = BacktestExample['what'] | 'same'
export type Pair = { what: What; live: PlayedAlarm | null; tried: PlayedAlarm | null }

const overlap = (a: { since: number; cleared: number | null }, b: { since: number; cleared: number | null }): boolean =>
  a.since <= (b.cleared ?? Infinity) && b.since <= (a.cleared ?? Infinity)

/** The alarms of both sides beside each other: of one family, at the same time. Each of the tried ones is told once. */
export function pairAlarms(live: Played, tried: Played): Pair[] {
  const met = new Set<PlayedAlarm>()
  const pairs = tried.alarms.map((alarm): Pair => {
    const other = live.alarms.find((one) => one.family === alarm.family && overlap(one, alarm))
    for (const one of live.alarms) if (one.family === alarm.family && overlap(one, alarm)) met.add(one)
    if (!other) return { what: 'new', live: null, tried: alarm }
    const by = severityWeight(alarm.severity) - severityWeight(other.severity)
    return { what: by > 0 ? 'graver' : by < 0 ? 'milder' : 'same', live: other, tried: alarm }
  })
  const gone = live.alarms.filter((alarm) => !met.has(alarm)).map((alarm): Pair => ({ what: 'gone', live: alarm, tried: null }))
  return [...pairs, ...gone]
}

/** How an event would have ended, by what was decided of one at the same object and time; null: nobody ever decided. */
export function verdictOf(event: Pick<PlayedEvent, 'family' | 'since' | 'ended'>, verdicts: Verdict[]): 'real' | 'false' | null {
  const at = { since: event.since, cleared: event.ended }
  const found = verdicts.filter(({ family, from, to }) => family === event.family && overlap(at, { since: from, cleared: to }))
  if (found.length === 0) return null
  return found.every(({ falseAlarm }) => falseAlarm) ? 'false' : 'real'
}

const hourMs = 3_600_000
/** How many alarms were raised within an hour of the one before, of the same family. */
export const againOf = ({ alarms }: Played): number =>
  alarms.filter((alarm, i) => {
    const before = alarms.slice(0, i).findLast(({ family }) => family === alarm.family)
    return before !== undefined && alarm.since - before.since <= hourMs
  }).length
