import type { ChargeRole } from '../../../contract/charge-role.ts'
import { chargeWords, chargeWordsOf } from '../../../contract/charge-words.ts'
import { columns, headingOf } from '../../../contract/object-columns.ts'
import { reasonHeading } from '../../../contract/rated-change.ts'
import type { Words } from '../../../contract/words.ts'
import { malformed, type Refusal } from '../../kernel/result.ts'
import type { Kind } from './kinds.ts'
import type { Fault } from './rules/change-entry.ts'

/** A fault with its column in the words of both languages. */
export function refusalOf({ details, charges }: Pick<Kind, 'details' | 'charges'>, { field, reason, given }: Fault): Refusal {
  const id = field.replace(/^details\//, '')
  const detail = field.startsWith('details/') ? details[id] : undefined
  const words = detail
    ? { zh: headingOf(detail, 'zh'), en: headingOf(detail, 'en') }
    : field === 'reason'
      ? reasonHeading
      : Object.hasOwn(columns, field)
        ? columns[field as 'code']
        : chargeOfField(field, charges)
  return malformed(`/${field}`, reason, { ...given, ...(words ? { pathZh: words.zh, pathEn: words.en } : {}) })
}

function chargeOfField(field: string, charges: Kind['charges']): Words | null {
  const role = field.replace(/^charges\//, '')
  return field.startsWith('charges/') && Object.hasOwn(chargeWords, role) ? chargeWordsOf(role as ChargeRole, { charges }) : null
}
