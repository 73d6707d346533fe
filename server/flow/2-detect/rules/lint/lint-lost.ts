import type { DetectRule } from '../../../../../contract/pack.ts'
import type { Finding } from './finding.ts'

/** Families of alarms that rules in force raise and none would raise any more, each under the first rule that does. Pure. */
export function lintLost(before: DetectRule[], after: DetectRule[]): Finding[] {
  const kept = new Set(after.map(({ family }) => family))
  const lost = Map.groupBy(
    before.filter(({ family }) => !kept.has(family)),
    ({ family }) => family,
  )
  return [...lost].map(([family, rules]) => ({
    ...{ rule: rules[0]!.id, kind: 'lost-family' },
    words: {
      zh: `现行有 ${rules.length} 条规则报“${family}”类报警，这一版一条也没有`,
      en: `${rules.length} of the rules in force raise alarms of the family ${family}, none of these does`,
    },
  }))
}
