import type { Detail, DetailValue } from '../../../contract/detail.ts'
import { detailText } from '../../../contract/read-detail.ts'
import { NONE, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { say, tell } from '../../messages.ts'

/** A value with its unit in the language of the screens; what is not known is a dash. */
export function valueWords(detail: Detail, value: DetailValue | null | undefined): string {
  if (value === null || value === undefined) return NONE
  if (detail.kind === 'number') return `${number(Number(value))} ${detail.unit}`.trim()
  return detailText(detail, value, lang() === 'en' ? 'en' : 'zh')
}

/** The name of a field of the register, of its own or of a pack. */
export function fieldWords(field: string, details: Readonly<Record<string, Detail>>): string {
  const detail = details[field.replace(/^details\//, '')]
  if (detail && field.startsWith('details/')) return say(detail.name)
  return tell(`objects.field.${field}`) ?? tell(`objects.role.${field.replace(/^charges\//, '')}`) ?? field
}

/** A value of a field of the register, of its own or of a pack, in words. */
export function fieldValue(field: string, value: unknown, details: Readonly<Record<string, Detail>>): string {
  const detail = field.startsWith('details/') ? details[field.slice('details/'.length)] : undefined
  if (value === null || value === undefined) return NONE
  if (detail) return valueWords(detail, value as DetailValue)
  return tell(`objects.${field}.${String(value)}`) ?? String(value)
}
