import { type Source, sourcesOf } from '../../../../contract/condition-sources.ts'
import type { DetectRule, TreeRule } from '../../../../contract/pack.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import { type Severity, severityWeight } from '../../../../contract/scales.ts'
import type { RuleState, Since } from '../types.ts'

/** What a rule goes on remembering once it has changed; null: nothing, and what it said is taken back. */
export type Carried = RuleState | null

/**
 * The memory of a rule for its next version. What still fits is kept, so that an alarm stands and a hold goes on; what the change touches
 * begins anew. A rule that looks at something else now (readings, devices, neighbours, command, device or object, family) starts from nothing.
 */
export function carryState(before: DetectRule, after: DetectRule, state: RuleState): Carried {
  if (sameWork(before, after)) return state
  if (watches(before) !== watches(after)) return null
  const level = levelIn(after, state.level)
  if (state.level !== null && level === null) return null
  if ('levels' in before && 'levels' in after && before.kind === after.kind)
    return {
      ...state,
      level,
      beyond: kept(state.beyond, (severity) => sameLevel(before, after, severity)),
      back: kept(state.back, (severity) => sameLevel(before, after, severity) && before.clearFactor === after.clearFactor),
    }
  if (before.kind === 'rate' && after.kind === 'rate') {
    const { window } = state
    return { level, since: null, ...(window && before.window === after.window ? { window } : {}) }
  }
  return before.kind === after.kind ? { ...state, level } : { level }
}

/** Do they differ in words only? */
const sameWork = (a: DetectRule, b: DetectRule): boolean => sameJson({ ...a, name: null }, { ...b, name: null })

/** What a rule looks at and speaks of: what it said of one thing is not true of another. */
function watches(rule: DetectRule): string {
  const { family } = rule
  switch (rule.kind) {
    case 'tree':
      return `${family} ${rule.on} ${sourcesIn(rule).join(' ')}`
    case 'ineffective':
      return `${family} ${rule.command} ${rule.reading}`
    case 'no-receipt':
      return `${family} ${rule.command}`
    case 'silence':
      return `${family} silence`
    default:
      return `${family} device ${rule.kind === 'flat' ? 'flat ' : ''}${rule.reading}`
  }
}

const sourcesIn = ({ levels }: TreeRule): string[] =>
  [...new Set(levels.flatMap(({ when }) => sourcesOf(when).map(named)))].sort()
const named = (source: Source): string =>
  JSON.stringify('reading' in source ? [source.device, source.reading] : 'rule' in source ? { rule: source.rule } : source.family)

type Levelled = Extract<DetectRule, { levels: unknown }>

/** Has a level the same condition in both, whatever its hold? */
function sameLevel(before: Levelled, after: Levelled, severity: Severity): boolean {
  const [a, b] = [before, after].map(({ levels }) => levels.filter((level) => level.severity === severity))
  const conditions = (levels: typeof a): unknown => levels?.map(({ hold: _, ...condition }) => condition)
  const direction = (rule: Levelled): string => (rule.kind === 'threshold' ? rule.direction : '')
  return direction(before) === direction(after) && sameJson(conditions(a), conditions(b))
}

/** The severity that stands from now on: the same, the next milder the rule knows, or the only one it knows. */
function levelIn(rule: DetectRule, level: Severity | null): Severity | null {
  if (level === null) return null
  if (!('levels' in rule)) return rule.severity
  const known = rule.levels.map(({ severity }) => severity)
  if (known.includes(level)) return level
  const milder = known.filter((severity) => severityWeight(severity) < severityWeight(level))
  return milder.toSorted((a, b) => severityWeight(b) - severityWeight(a))[0] ?? null
}

function kept(since: Since | undefined, fits: (severity: Severity) => boolean): Since | undefined {
  const entries = Object.entries(since ?? {}).filter(([severity]) => fits(severity as Severity))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
