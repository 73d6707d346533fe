import type { VitalMark } from '../../../../../contract/vital.ts'
import { type Refusal, toProblem } from '../../../../kernel/result.ts'
import type { Mark } from '../types.ts'
import { type NameOf, ruleDetails } from './hold-rules.ts'

/** What a check said of a value that was taken, as a sentence of the catalogue. */
export function markSaid(mark: Mark, nameOf: NameOf): Refusal {
  if (mark.check === 'rule') return { code: 'vital.rule-marked', details: ruleDetails(mark, nameOf) }
  return { code: 'vital.unusual-marked', details: { n: mark.n, usual: mark.usual } }
}

/** The codes of the vitals a mark names. */
export const codesOf = (mark: Mark): string[] => (mark.check === 'rule' ? [mark.left, ...mark.right].map(({ code }) => code) : [])

export function markWords(mark: Mark, nameOf: NameOf): VitalMark {
  const { zh, en } = toProblem(markSaid(mark, nameOf))
  return { check: mark.check, answer: mark.answer, zh, en, codes: codesOf(mark) }
}
