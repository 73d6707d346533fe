import type { DetectRule, ThresholdRule, TreeRule } from '../../../../../contract/pack.ts'
import { type Severity, severityWeight } from '../../../../../contract/scales.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { round } from './finding.ts'

type Change = (rule: DetectRule) => DetectRule | null
/** One way to calm a rule, its steps from small to large; a dearer way costs the people behind the rule more. */
type Way = { price: number; steps: Change[] }

// More would only be tried when nothing milder helps; past this a person has to think anyway.
const mostTried = 90
const holds = ['30s', '1m', '2m', '3m', '5m', '10m', '15m']
const clearHolds = ['5m', '10m', '20m', '30m', '1h', '2h']
const factors = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5]
const shifts = [0.05, 0.1, 0.2, 0.3]

/**
 * Rules that would be quieter than this one, the least changed first: it clears later or further back, waits longer, or (last) has
 * its limit moved. Only the level that flaps waits longer; the heavier ones stay as quick as they are.
 */
export function calmerRules(rule: DetectRule, level: Severity | null): DetectRule[] {
  const ways = waysOf(rule, level)
  const singles = ways.flatMap(({ price, steps }) => steps.map((step, at) => ({ cost: price * (at + 1), changes: [step] })))
  const pairs = ways.flatMap((one, place) =>
    ways
      .slice(place + 1)
      .flatMap((other) =>
        one.steps.flatMap((a, i) =>
          other.steps.map((b, j) => ({ cost: one.price * (i + 1) + other.price * (j + 1) + 1, changes: [a, b] })),
        ),
      ),
  )
  const made: DetectRule[] = []
  for (const { changes } of [...singles, ...pairs].sort((a, b) => a.cost - b.cost)) {
    const calmer = changes.reduce<DetectRule | null>((so, change) => so && change(so), rule)
    if (calmer) made.push(calmer)
    if (made.length === mostTried) break
  }
  return made
}

function waysOf(rule: DetectRule, level: Severity | null): Way[] {
  switch (rule.kind) {
    case 'threshold':
      return [clearLater, clearFurther, { price: 1.5, steps: holds.map((hold) => holdLonger(level, hold)) }, moveLimit(level)]
    case 'tree':
      return [clearLater, clearFurther, { price: 1.5, steps: holds.map((hold) => holdLonger(level, hold)) }]
    case 'rate':
      return [
        clearLater,
        { price: 1.5, steps: holds.map((hold) => (given) => longer(given, 'hold', hold)) },
        {
          price: 4,
          steps: shifts.map((shift) => (given) => {
            if (given.kind !== 'rate' || given.perMinute <= 0) return null
            return { ...given, perMinute: round(given.perMinute * (1 + shift)) }
          }),
        },
      ]
    case 'silence':
    case 'flat':
      return [{ price: 1, steps: [...clearHolds, '6h'].map((time) => (given) => longer(given, 'for', time)) }]
    default:
      return []
  }
}

/** The rule with one of its lengths made longer; null where that would not make it longer. */
function longer(rule: DetectRule, key: string, to: string): DetectRule | null {
  const now = (rule as Record<string, unknown>)[key]
  return typeof now === 'string' && durationMs(now) < durationMs(to) ? { ...rule, [key]: to } : null
}

const clearLater: Way = { price: 1, steps: clearHolds.map((time) => (rule) => longer(rule, 'clearHold', time)) }
const clearFurther: Way = {
  price: 1.2,
  steps: factors.map(
    (factor) => (rule) => ('clearFactor' in rule && factor < rule.clearFactor ? { ...rule, clearFactor: factor } : null),
  ),
}

const holdLonger =
  (level: Severity | null, hold: string): Change =>
  (rule) => {
    if (rule.kind !== 'threshold' && rule.kind !== 'tree') return null
    const at = (rule.levels as { severity: Severity; hold: string }[]).findIndex(
      (one) => one.severity === level && durationMs(one.hold) < durationMs(hold),
    )
    if (at < 0) return null
    const levels = rule.levels.map((one, place) => (place === at ? { ...one, hold } : one))
    return { ...rule, levels } as ThresholdRule | TreeRule
  }

/** Moves the flapping level's limit outwards, never as far as the next heavier one. */
function moveLimit(level: Severity | null): Way {
  const move =
    (shift: number): Change =>
    (rule) => {
      if (rule.kind !== 'threshold') return null
      const out = rule.direction === 'above' ? 1 : -1
      const at = rule.levels.findIndex(({ severity }) => severity === level)
      const limit = rule.levels[at]?.limit
      if (limit === undefined) return null
      const moved = round(limit + Math.abs(limit) * shift * out)
      const heavier = rule.levels.filter(({ severity }) => severityWeight(severity) > severityWeight(level))
      if (heavier.some((one) => (one.limit - moved) * out <= 0)) return null
      return { ...rule, levels: rule.levels.map((one, place) => (place === at ? { ...one, limit: moved } : one)) }
    }
  return { price: 4, steps: shifts.map(move) }
}
