// What the objects of GeoReport v2 hold, once for reading and writing, JSON and XML.
import { type Decoded, decoded, rejected } from '../decoded.ts'

type Kind = 'text' | 'boolean' | 'number' | 'integer' | 'time' | readonly string[]
export type Field = { name: string; kind: Kind; needed: boolean }

const field = (name: string, kind: Kind = 'text'): Field => ({ name, kind, needed: false })
const need = (name: string, kind: Kind = 'text'): Field => ({ name, kind, needed: true })

export const serviceFields = [
  need('service_code'),
  need('service_name'),
  field('description'),
  need('metadata', 'boolean'),
  need('type', ['realtime', 'batch', 'blackbox']),
  field('keywords'),
  field('group'),
]

export const attributeFields = [
  need('variable', 'boolean'),
  need('code'),
  need('datatype', ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
  need('required', 'boolean'),
  field('datatype_description'),
  field('order', 'integer'),
  field('description'),
]
export const valueFields = [need('key'), need('name')]

export const requestFields = [
  need('service_request_id'),
  need('status', ['open', 'closed']),
  field('status_notes'),
  field('service_name'),
  need('service_code'),
  field('description'),
  field('agency_responsible'),
  field('service_notice'),
  need('requested_datetime', 'time'),
  field('updated_datetime', 'time'),
  field('expected_datetime', 'time'),
  field('address'),
  field('address_id'),
  field('zipcode'),
  field('lat', 'number'),
  field('long', 'number'),
  field('media_url'),
]
export const receiptFields = [field('service_request_id'), field('token'), field('service_notice'), field('account_id')]
export const faultFields = [need('code', 'integer'), need('description')]
export const endpointFields = [need('specification'), need('url'), field('changeset'), need('type')]
export const discoveryFields = [field('changeset'), field('contact'), field('key_service')]

const w3c = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** A moment with a zone that exists: 30 February is none. */
export function isMoment(text: string): boolean {
  if (!w3c.test(text)) return false
  const day = Number(text.slice(8, 10))
  const month = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0))
  return !Number.isNaN(Date.parse(text)) && day >= 1 && day <= month.getUTCDate()
}

/** The fields of one object; numbers and booleans also when they came as text, ids also when they came as numbers. */
export function readFields<T>(given: Record<string, unknown>, fields: readonly Field[], path: string): Decoded<T> {
  const values: Record<string, unknown> = {}
  for (const { name, kind, needed } of fields) {
    const said = given[name]
    const text =
      typeof said === 'string' ? said.trim() : typeof said === 'number' || typeof said === 'boolean' ? String(said) : ''
    if (text === '') {
      if (needed) return rejected('missing-field', `${path}${name}`)
      values[name] = null
      continue
    }
    const value = valueFor(kind, text)
    if (value === undefined) return rejected(kind === 'time' ? 'bad-time' : 'bad-value', `${path}${name}`)
    values[name] = value
  }
  return decoded(values as T)
}

function valueFor(kind: Kind, text: string): string | number | boolean | undefined {
  if (kind === 'text') return text
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (kind === 'time') return isMoment(text) ? text : undefined
  if (kind === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
  if (kind === 'number') return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
  return kind.includes(text) ? text : undefined
}
