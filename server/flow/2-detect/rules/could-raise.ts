import type { Condition } from '../../../../contract/condition.ts'
import { sourcesOf } from '../../../../contract/condition-sources.ts'
import type { DetectRule, Pack } from '../../../../contract/pack.ts'
import { type Severity, severityWeight } from '../../../../contract/scales.ts'
import { isBeyond } from './threshold.ts'

type Values = Record<string, number>
/** `readings`: one of these has to come, or nothing is raised; `could`: by what came, leaving out all that only memory knows. */
type Chance = { severity: Severity; readings: Set<string>; could(values: Values): boolean }
type RuleFor = { rule: DetectRule; pack: Pick<Pack, 'readings' | 'deviceKind'> }

/**
 * The heaviest alarm the values of a device kind could raise, by the limits alone: no memory, no clock, no look around. It may say
 * too much (a hold may not be over), never too little for red and orange.
 */
export function couldRaise(rules: RuleFor[], kind: string): (values: Values) => Severity | null {
  const chances = rules
    .flatMap((one) => chancesOf(one, kind))
    .sort((a, b) => severityWeight(b.severity) - severityWeight(a.severity))
  return (values) => {
    for (const { severity, readings, could } of chances)
      for (const name in values) if (readings.has(name)) if (could(values)) return severity
    return null
  }
}

const grave = (severity: Severity): boolean => severityWeight(severity) >= severityWeight('orange')

function chancesOf({ rule, pack }: RuleFor, kind: string): Chance[] {
  switch (rule.kind) {
    case 'threshold':
      return rule.levels.map(({ severity, limit }) => ({
        ...{ severity, readings: new Set([rule.reading]) },
        could: (values) => isBeyond(rule.direction, values[rule.reading]!, limit),
      }))
    case 'rate':
    case 'flat': {
      // Only the values before would tell. What is milder than orange may wait while it is in the normal range.
      const [low, high] = pack.readings[rule.reading]?.normal ?? [Number.NaN, Number.NaN]
      const normal = (value: number): boolean => value >= low && value <= high
      const { severity, reading } = rule
      const could = (values: Values): boolean => grave(severity) || !normal(values[reading]!)
      return [{ severity, readings: new Set([reading]), could }]
    }
    case 'tree':
      return rule.levels.map(({ severity, when }) => ({
        ...{ severity, readings: readingsOf(when, pack.deviceKind, kind) },
        could: holds(when, pack.deviceKind, kind),
      }))
    // These are raised by time and by commands, never by a value.
    default:
      return []
  }
}

type Could = (values: Values) => boolean
const perhaps: Could = () => true

/** Could the condition hold, everything that did not come with these values being as it must be for that? */
function holds(when: Condition, own: string | null, kind: string): Could {
  switch (when.op) {
    case 'all': {
      const parts = when.of.map((one) => holds(one, own, kind))
      return (values) => parts.every((part) => part(values))
    }
    case 'any': {
      const parts = when.of.map((one) => holds(one, own, kind))
      return (values) => parts.some((part) => part(values))
    }
    case 'weigh': {
      const parts = when.parts.map((part) => holds(part.when, part.device ?? own, kind))
      return (values) => parts.some((part) => part(values))
    }
    case 'count':
      return holds(when.of, own, kind)
    case 'compare':
      return compares(when, own, kind)
    default:
      return perhaps
  }
}

function compares({ value, is, limit }: Condition & { op: 'compare' }, own: string | null, kind: string): Could {
  if (typeof value === 'number' || !('reading' in value) || typeof limit !== 'number' || (value.device ?? own) !== kind)
    return perhaps
  const { reading } = value
  return (values) => {
    const came = values[reading]
    return came === undefined || isBeyond(is, came, limit)
  }
}

/** The readings of this kind of device a condition asks for. */
const readingsOf = (when: Condition, own: string | null, kind: string): Set<string> =>
  new Set(sourcesOf(when, own).flatMap((one) => ('reading' in one && one.device === kind ? [one.reading] : [])))
