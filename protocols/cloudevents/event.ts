import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { isRecord } from '../json.ts'
import type { CloudEvent } from './types.ts'

/** Text of attributes: no control characters, no half characters, none that is none. */
const forbidden = /\p{Cc}|\p{Cs}|[\ufdd0-\ufdef]|[\ufffe\uffff]/u
const uriCharacters = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-fA-F]{2})+$/
const absolute = /^[a-zA-Z][a-zA-Z0-9+.-]*:/
const token = "[\\w!#$%&'*+.^`|~-]+"
const mediaType = new RegExp(`^${token}/${token}(?:[ \\t]*;[ \\t]*${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))*[ \\t]*$`)
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** A first segment with a colon would be a scheme. */
export const isUriReference = (text: string): boolean =>
  uriCharacters.test(text) && (absolute.test(text) || !/^[^/?#]*:/.test(text))
const isUri = (text: string): boolean => absolute.test(text) && uriCharacters.test(text)

function isTime(text: string): boolean {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0, quarter = 0] =
    rfc3339.exec(text)?.map(Number) ?? []
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return false
  if (!(offset <= 23 && quarter <= 59) && !/[Zz]$/.test(text)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
}

const required = ['id', 'source', 'type'] as const
const forms: Record<string, { fits(text: string): boolean; error: 'bad-value' | 'bad-time' }> = {
  source: { fits: isUriReference, error: 'bad-value' },
  dataschema: { fits: isUri, error: 'bad-value' },
  datacontenttype: { fits: (text) => mediaType.test(text), error: 'bad-value' },
  time: { fits: isTime, error: 'bad-time' },
}
const texts = new Set(['id', 'type', 'subject', ...Object.keys(forms)])

/**
 * Looks whether a JSON value is an event. Refused: `bad-schema` (no object), `wrong-version`, `missing-field`, `bad-value`,
 * `bad-time`, `bad-text`, `duplicate-field` (data twice), each with the attribute. Attributes that are null count as absent.
 */
export function readEvent(value: unknown): Decoded<CloudEvent> {
  if (!isRecord(value)) return rejected('bad-schema', Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
  if (value.specversion === undefined || value.specversion === null) return rejected('missing-field', 'specversion')
  if (value.specversion !== '1.0') return rejected('wrong-version', String(value.specversion).slice(0, 20))
  const event: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(value)) {
    if (given === null && name !== 'data') continue
    const fault = attributeFault(name, given)
    if (fault) return fault
    event[name] = given
  }
  for (const name of required) if (event[name] === undefined) return rejected('missing-field', name)
  return 'data' in event && 'data_base64' in event ? rejected('duplicate-field', 'data') : decoded(event as CloudEvent)
}

function attributeFault(name: string, value: unknown): Rejected | undefined {
  if (name === 'data') return undefined
  if (name === 'data_base64') return typeof value === 'string' && base64.test(value) ? undefined : rejected('bad-value', name)
  if (!/^[a-z0-9]+$/.test(name)) return rejected('bad-value', name.slice(0, 60))
  if (typeof value !== 'string') {
    const fits =
      !texts.has(name) && (typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31 - 1))
    return fits ? undefined : rejected('bad-value', name)
  }
  if (forbidden.test(value)) return rejected('bad-text', name)
  if (texts.has(name) && value === '') return rejected('bad-value', name)
  const form = forms[name]
  return form && !form.fits(value) ? rejected(form.error, name) : undefined
}
