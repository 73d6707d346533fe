import type { DetectRule } from '../../../../../contract/pack.ts'
import type { Recorded } from './behaviour.ts'
import type { Finding, Known } from './finding.ts'
import { lintFlaps } from './lint-flaps.ts'
import { lintReach } from './lint-reach.ts'
import { lintShadow } from './lint-shadow.ts'
import { lintUncleared } from './lint-uncleared.ts'

/**
 * What is wrong with a pack's rules that a machine can see: levels that never fire, never clear or are never seen, and, with recorded
 * readings of a device, rules that flap or that never stayed back long enough to clear. Pure; nothing running is touched.
 */
export function lintRules(rules: DetectRule[], pack: Known, recorded?: Recorded): Finding[] {
  return [
    ...rules.flatMap((rule) => lintReach(rule, pack)),
    ...lintShadow(rules),
    ...(recorded ? rules.flatMap((rule) => [...lintFlaps(rule, pack, recorded), ...lintUncleared(rule, recorded)]) : []),
  ]
}
