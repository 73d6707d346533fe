import { columns, headingOf } from '../../../contract/object-columns.ts'
import { malformed, type Refusal } from '../../kernel/result.ts'
import type { Kind } from './kinds.ts'
import type { Fault } from './rules/change-entry.ts'

/** A fault with its column in the words of both languages. */
export function refusalOf({ details }: Pick<Kind, 'details'>, { field, reason, given }: Fault): Refusal {
  const id = field.replace(/^details\//, '')
  const detail = field.startsWith('details/') ? details[id] : undefined
  const words = detail
    ? { zh: headingOf(detail, 'zh'), en: headingOf(detail, 'en') }
    : Object.hasOwn(columns, field)
      ? columns[field as 'code']
      : null
  return malformed(`/${field}`, reason, { ...given, ...(words ? { pathZh: words.zh, pathEn: words.en } : {}) })
}
