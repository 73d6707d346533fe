import type { DetectRule } from '../../../../../contract/pack.ts'
import type { Recorded } from './behaviour.ts'
import type { Finding, Known } from './finding.ts'
import { lintFlaps } from './lint-flaps.ts'
import { lintReach } from './lint-reach.ts'
import { lintShadow } from './lint-shadow.ts'
import { lintUncleared } from './lint-uncleared.ts'

/** What is wrong with a pack's rules that a machine can see without readings: levels that never fire, never clear or are never seen. Pure. */
export const lintRules = (rules: DetectRule[], pack: Known): Finding[] => [
  ...rules.flatMap((rule) => lintReach(rule, pack)),
  ...lintShadow(rules),
]

/** What recorded readings of a device say against a rule: it flaps, or never stayed back long enough to clear. Pure. */
export const lintRecorded = (rule: DetectRule, pack: Known, recorded: Recorded): Finding[] => [
  ...lintFlaps(rule, pack, recorded),
  ...lintUncleared(rule, recorded),
]
