import type { DetectRule } from '../../../../contract/pack.ts'
import type { Decisions } from '../../../../contract/packs.ts'
import { type Outcome, outcomeOf } from './merge-rows.ts'

/** The same rule on three sides; undefined: it is not there. `base`: what both began with. */
export type Merged = {
  id: string
  base: DetectRule | undefined
  theirs: DetectRule | undefined
  ours: DetectRule | undefined
  outcome: Outcome
  decided: 'ours' | 'theirs' | null
}
export type Sides = { base: DetectRule[]; theirs: DetectRule[]; ours: DetectRule[] }

/**
 * Three-way merge of a pack's rules, rule by rule: who alone changed a rule has it as they wrote it; both alike is no question; both
 * differently is a conflict that a person decides. An undecided one stands as it is here, and is told by `open`.
 */
export function mergeRules(sides: Sides, decisions: Decisions = {}): { rules: DetectRule[]; lines: Merged[]; open: string[] } {
  const [base, theirs, ours] = [byId(sides.base), byId(sides.theirs), byId(sides.ours)]
  // In the order of the new version; what only we have comes after it.
  const ids = [...new Set([...theirs.keys(), ...ours.keys(), ...base.keys()])]
  const lines = ids.map((id): Merged => {
    const [b, t, o] = [base.get(id), theirs.get(id), ours.get(id)]
    const outcome = outcomeOf(b, t, o)
    const decided = outcome === 'conflict' && Object.hasOwn(decisions, id) ? decisions[id]! : null
    return { id, base: b, theirs: t, ours: o, outcome, decided }
  })
  const rules = lines.flatMap(({ outcome, decided, theirs: t, ours: o }) => {
    const keepsOurs = outcome === 'ours' || (outcome === 'conflict' && decided !== 'theirs')
    return (keepsOurs ? o : t) ?? []
  })
  return { rules, lines, open: lines.flatMap(({ id, outcome, decided }) => (outcome === 'conflict' && !decided ? [id] : [])) }
}

const byId = (rules: DetectRule[]): Map<string, DetectRule> => new Map(rules.map((rule) => [rule.id, rule]))
