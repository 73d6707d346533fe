import type { Condition } from '../../../../../contract/condition.ts'
import type { DetectRule } from '../../../../../contract/pack.ts'
import { sameJson } from '../../../../../contract/rule-words/same-json.ts'
import { type Severity, severityWeight } from '../../../../../contract/scales.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { clearLimit } from '../threshold.ts'
import { type Finding, levelWords } from './finding.ts'
import { implies } from './implies.ts'

/** One thing a rule can raise, in a shape that can be held against another's. */
type Raise = { rule: DetectRule; severity: Severity; holdMs: number; clearMs: number; of: Of }
type Of =
  | { kind: 'threshold'; reading: string; direction: 'above' | 'below'; limit: number; clear: number }
  | { kind: 'rate'; reading: string; window: string; perMinute: number }
  | { kind: 'silence' }
  | { kind: 'flat'; reading: string }
  | { kind: 'ineffective'; command: string; reading: string; fall: number }
  | { kind: 'no-receipt'; command: string }
  | { kind: 'tree'; on: string; when: Condition; clearFactor: number }

/**
 * Levels that nobody ever sees, because another of the same alarm family is raised whenever they are, is no lighter, comes no later
 * and goes no earlier. Of two that say the same the later one is reported. A level that an `agree` of another rule asks for is seen there,
 * whatever colour covers it: it may be made to add none of its own.
 */
export function lintShadow(rules: DetectRule[]): Finding[] {
  const raises = rules.flatMap(raisesOf)
  const asked = rules.flatMap((rule) => (rule.kind === 'tree' ? rule.levels.flatMap(({ when }) => agreesIn(when)) : []))
  return raises.flatMap((one, at) => {
    if (asked.some((agree) => sees(agree, one))) return []
    const other = raises.find((each, place) => place !== at && covers(each, one) && (!covers(one, each) || place < at))
    return other ? [finding(one, other)] : []
  })
}

type Agree = Extract<Condition, { op: 'agree' }>
const sees = ({ rules, severity }: Agree, one: Raise): boolean =>
  rules.includes(one.rule.id) && severityWeight(one.severity) >= severityWeight(severity)

/** Every question within a condition after what other rules say. */
function agreesIn(condition: Condition): Agree[] {
  if (condition.op === 'agree') return [condition]
  if (condition.op === 'all' || condition.op === 'any') return condition.of.flatMap(agreesIn)
  if (condition.op === 'not' || condition.op === 'count') return agreesIn(condition.of)
  return condition.op === 'weigh' ? condition.parts.flatMap(({ when }) => agreesIn(when)) : []
}

function finding(one: Raise, other: Raise): Finding {
  const own = one.rule.id === other.rule.id
  const [zh, en] = [levelWords[other.severity].zh, levelWords[other.severity].en]
  return {
    rule: one.rule.id,
    level: one.severity,
    kind: 'shadowed',
    words: {
      zh: `${levelWords[one.severity].zh}：每次都被${own ? '本规则' : `规则 ${other.rule.id} `}的${zh}盖住，看不到`,
      en: `${levelWords[one.severity].en}: always covered by ${own ? 'this rule’s' : `rule ${other.rule.id}’s`} ${en}, never seen`,
    },
  }
}

function raisesOf(rule: DetectRule): Raise[] {
  const raise = (severity: Severity, of: Of, times: { hold?: string; clear?: string }): Raise => ({
    rule,
    severity,
    of,
    holdMs: durationMs(times.hold ?? '0s'),
    clearMs: durationMs(times.clear ?? '0s'),
  })
  switch (rule.kind) {
    case 'threshold':
      return rule.levels.map(({ severity, limit, hold }) => {
        const { kind, reading, direction } = rule
        return raise(
          severity,
          { kind, reading, direction, limit, clear: clearLimit(rule, limit) },
          { hold, clear: rule.clearHold },
        )
      })
    case 'rate': {
      const { kind, reading, window, perMinute } = rule
      return [raise(rule.severity, { kind, reading, window, perMinute }, { hold: rule.hold, clear: rule.clearHold })]
    }
    case 'silence':
      return [raise(rule.severity, { kind: rule.kind }, { hold: rule.for })]
    case 'flat':
      return [raise(rule.severity, { kind: rule.kind, reading: rule.reading }, { hold: rule.for })]
    case 'ineffective': {
      const { kind, command, reading, fall } = rule
      return [raise(rule.severity, { kind, command, reading, fall }, { hold: rule.within })]
    }
    case 'no-receipt':
      return [raise(rule.severity, { kind: rule.kind, command: rule.command }, {})]
    case 'tree':
      return rule.levels.map(({ severity, when, hold }) =>
        raise(severity, { kind: 'tree', on: rule.on, when, clearFactor: rule.clearFactor }, { hold, clear: rule.clearHold }),
      )
  }
}

/** Whether `one` is never seen because of `other`. */
const covers = (other: Raise, one: Raise): boolean =>
  other.rule.family === one.rule.family &&
  severityWeight(other.severity) >= severityWeight(one.severity) &&
  other.holdMs <= one.holdMs &&
  other.clearMs >= one.clearMs &&
  asWide(other.of, one.of)

/** Whether `wide` holds whenever `narrow` does, and no shorter. */
function asWide(wide: Of, narrow: Of): boolean {
  if (wide.kind === 'threshold' && narrow.kind === 'threshold') {
    if (wide.reading !== narrow.reading || wide.direction !== narrow.direction) return false
    return wide.direction === 'above'
      ? wide.limit <= narrow.limit && wide.clear <= narrow.clear
      : wide.limit >= narrow.limit && wide.clear >= narrow.clear
  }
  if (wide.kind === 'rate' && narrow.kind === 'rate')
    return wide.reading === narrow.reading && wide.window === narrow.window && wide.perMinute <= narrow.perMinute
  if (wide.kind === 'ineffective' && narrow.kind === 'ineffective')
    return wide.command === narrow.command && wide.reading === narrow.reading && wide.fall >= narrow.fall
  if (wide.kind === 'tree' && narrow.kind === 'tree')
    return wide.on === narrow.on && wide.clearFactor === narrow.clearFactor && implies(narrow.when, wide.when)
  return wide.kind !== 'tree' && sameJson(wide, narrow)
}
