import type { z } from 'zod'
import type { DetectRule, Pack } from '../../../contract/pack.ts'
import { diffRules } from '../../../contract/rule-words/diff-rules.ts'
import { namesOfPack } from '../../../contract/rule-words/names.ts'
import { sayRule } from '../../../contract/rule-words/say-rule.ts'
import type { RuleDifference, RuleFinding, SaidRule } from '../../../contract/rules.ts'
import { lintLost } from '../../flow/2-detect/rules/lint/lint-lost.ts'
import { lintRules } from '../../flow/2-detect/rules/lint/lint-rules.ts'

/** Rules with their sentences. */
export function said(rules: DetectRule[], pack: Pack): z.infer<typeof SaidRule>[] {
  const names = namesOfPack(pack)
  return rules.map((rule) => ({ rule, zh: sayRule(rule, 'zh', names), en: sayRule(rule, 'en', names) }))
}

/** What changes, line by line in both languages. */
export function differences(before: DetectRule[], after: DetectRule[], pack: Pack): z.infer<typeof RuleDifference>[] {
  const names = namesOfPack(pack)
  const en = diffRules(before, after, 'en', names)
  return diffRules(before, after, 'zh', names).map(({ rule, text }, i) => ({ rule, text: { zh: text, en: en[i]?.text ?? text } }))
}

/** The remarks of the check of rules that need no recorded readings, also beside those in force; a back-test has the others. */
export const findings = (before: DetectRule[], rules: DetectRule[], pack: Pack): z.infer<typeof RuleFinding>[] => [
  ...lintLost(before, rules),
  ...lintRules(rules, pack),
]
