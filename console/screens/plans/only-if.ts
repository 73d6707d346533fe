import type { ObjectIs } from '../../../contract/pack.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { say, t } from '../../messages.ts'
import { valueWords } from '../objects/value-words.ts'

/** 「仅限威胁道路」「仅限形态为危岩」: only for objects that are so. A detail the pack does not know any more is told by its id. */
export function onlyIf({ detail: id, is }: ObjectIs, details: TypePlan['details']): string {
  const detail = details[id]
  if (detail?.kind === 'yes' && is.length === 1 && is[0] === true) return t('plans.only-if', { what: say(detail.name) })
  const values = is.map((value) => (detail ? valueWords(detail, value) : String(value)))
  return t('plans.only-if', {
    what: t('plans.is', { name: detail ? say(detail.name) : id, value: values.join(t('list.and')) }),
  })
}
