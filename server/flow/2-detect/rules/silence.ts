import type { SilenceRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, RuleState } from '../types.ts'

/** Is a device silent that was last heard then? */
export const isSilent = (lastAt: number, lengthMs: number, now: number): boolean => now >= lastAt + lengthMs

/**
 * Nothing heard for `for`: the device's silence is an alarm of its own; the first reading ends it. A device never heard is not silent but unknown. Time in which
 * nobody listened counts for nothing, but what is silent already stays so until it is heard.
 */
export function silence({ for: length, severity }: SilenceRule): Looker {
  const lengthMs = durationMs(length)
  const silent: RuleState = { level: severity }
  const heard: RuleState = { level: null }
  return (before, { now, lastAt, deafMs = 0 }) => {
    if (lastAt === null) return null
    const from = before.level ? lastAt : lastAt + deafMs
    const due = from + lengthMs
    const level = isSilent(from, lengthMs, now) ? severity : null
    if (level === before.level) return { state: before, change: null, wakeAt: level ? null : due }
    const change = { from: before.level, to: level, value: null, limit: null }
    return { state: level ? silent : heard, change, wakeAt: level ? null : due }
  }
}
