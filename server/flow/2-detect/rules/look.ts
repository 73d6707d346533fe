import type { DetectRule } from '../../../../contract/pack.ts'
import type { Look, RuleChange, RuleState, Verdict } from '../types.ts'
import { ineffective, noReceipt } from './command.ts'
import { flat } from './flat.ts'
import { rate } from './rate.ts'
import { silence } from './silence.ts'
import { threshold } from './threshold.ts'

const fresh: RuleState = { level: null }

function one(rule: DetectRule, before: RuleState, look: Look): Verdict {
  switch (rule.kind) {
    case 'threshold':
      return threshold(rule, before, look)
    case 'silence':
      return silence(rule, before, look)
    case 'rate':
      return rate(rule, before, look)
    case 'flat':
      return flat(rule, before, look)
    case 'ineffective':
      return ineffective(rule, before, look)
    case 'no-receipt':
      return noReceipt(rule, before, look)
  }
}

/**
 * Lets every rule of a device kind look once. Pure: the same states and look give the same answer, so a restart in the
 * middle of a hold loses nothing. `wakeAt` is the earliest moment any rule wants to be asked again.
 */
export function lookAll(
  rules: DetectRule[],
  states: Record<string, RuleState>,
  look: Look,
): { states: Record<string, RuleState>; changes: RuleChange[]; wakeAt: number | null } {
  const after: Record<string, RuleState> = { ...states }
  const changes: RuleChange[] = []
  let wakeAt: number | null = null
  for (const rule of rules) {
    const verdict = one(rule, states[rule.id] ?? fresh, look)
    after[rule.id] = verdict.state
    if (verdict.change)
      changes.push({ rule: rule.id, family: rule.family, reading: 'reading' in rule ? rule.reading : null, ...verdict.change })
    if (verdict.wakeAt !== null) wakeAt = wakeAt === null ? verdict.wakeAt : Math.min(wakeAt, verdict.wakeAt)
  }
  return { states: after, changes, wakeAt }
}
