import type { DetectRule } from '../../../../contract/pack.ts'
import { type Severity, severityWeight } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'

/** A change of an alarm: which rule of which device took it from where to where. */
export type Raise = { device: string; rule: string; from: Severity | null; to: Severity | null }
export type NewDoubt = { device: string; family: string; cap: Severity; until: Date }

/**
 * Which sensors are believed less after their alarm was false: those whose own rule, alone, took it beyond what the rule allows a doubted
 * sensor. Rules about a whole object name no sensor: several that agreed are not doubted for it. One doubt a sensor and family, the longest.
 */
export function doubtsOf(raises: readonly Raise[], rules: ReadonlyMap<string, DetectRule>, now: Date): NewDoubt[] {
  const found = raises.flatMap(({ device, rule: id, from, to }): NewDoubt[] => {
    const rule = rules.get(id)
    if (rule?.kind !== 'tree' || rule.on !== 'device' || !rule.doubt) return []
    const { cap, for: length } = rule.doubt
    if (severityWeight(to) <= severityWeight(cap) || severityWeight(to) <= severityWeight(from)) return []
    return [{ device, family: rule.family, cap, until: new Date(now.getTime() + durationMs(length)) }]
  })
  const longest = new Map<string, NewDoubt>()
  for (const one of found) {
    const key = `${one.device}\n${one.family}`
    const known = longest.get(key)
    if (!known || one.until > known.until) longest.set(key, one)
  }
  return [...longest.values()]
}

/** What a sensor says, as far as it is believed: never more than `cap`, and never more than it said. */
export const believed = (said: Severity | null, cap: Severity | undefined): Severity | null =>
  cap !== undefined && severityWeight(said) > severityWeight(cap) ? cap : said
