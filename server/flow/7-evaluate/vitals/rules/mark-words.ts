import type { VitalMark } from '../../../../../contract/vital.ts'
import { type Refusal, toProblem } from '../../../../kernel/result.ts'
import type { Mark } from '../types.ts'
import { ruleText } from './hold-rules.ts'

/** What a check said of a value that was taken, as a sentence of the catalogue. */
export function markSaid(mark: Mark): Refusal {
  if (mark.check === 'rule') return { code: 'vital.rule-marked', details: { rule: ruleText(mark) } }
  return { code: 'vital.unusual-marked', details: { n: mark.n, usual: mark.usual } }
}

export function markWords(mark: Mark): VitalMark {
  const { zh, en } = toProblem(markSaid(mark))
  return { check: mark.check, answer: mark.answer, zh, en }
}
