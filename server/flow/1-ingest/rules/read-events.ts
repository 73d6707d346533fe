import { CloudEvent } from '../../../../contract/reading.ts'
import { isUtf8 } from '../../../kernel/charset.ts'
import { refusalOfSchema } from '../../../kernel/issue-words.ts'
import { malformed, type Refusal } from '../../../kernel/result.ts'

type Headers = Record<string, string | string[] | undefined>
/** One event of a request, or why it is none; `payload` is what the quarantine shows. */
export type Entry = { id: string; payload: string } & ({ event: CloudEvent } | { refusal: Refusal })
export type EventsRead = { ok: true; entries: Entry[] } | { ok: false; refusal: Refusal }

const mostEvents = 500
const fault = (refusal: Refusal): EventsRead => ({ ok: false, refusal })

/**
 * The events of one request in the three modes of the HTTP binding of CloudEvents 1.0.2: structured, batch and binary. The content type
 * says which; plain JSON without `ce-` headers is taken by its shape. An event with a bad envelope does not hide the others of its batch.
 */
export function readEvents(headers: Headers, body: string): EventsRead {
  const type = (mediaType(headers) ?? '').toLowerCase()
  const structured = type === 'application/cloudevents+json'
  const batch = type === 'application/cloudevents-batch+json'
  if (!structured && !batch && type !== 'application/json' && !type.endsWith('+json'))
    return fault({ code: 'input.unsupported', details: { type } })
  const said = String(headers['content-type'])
  if (!isUtf8(said)) return fault({ code: 'input.unsupported', details: { type: said } })
  const parsed = parseJson(body)
  if (!parsed.ok) return fault(parsed.refusal)
  const { value } = parsed
  if (!structured && !batch && typeof headers['ce-specversion'] === 'string') return binary(headers, value)
  const isList = Array.isArray(value)
  if (structured && isList) return fault(malformed('/', 'shape.array'))
  if (batch && !isList) return fault(malformed('/', 'shape.no-array'))
  const given: unknown[] = isList ? value : [value]
  if (given.length === 0 || given.length > mostEvents)
    return fault(malformed('/', 'count.events', { n: given.length, max: mostEvents }))
  return { ok: true, entries: given.map(entryOf) }
}

function binary(headers: Headers, data: unknown): EventsRead {
  const event: Record<string, unknown> = { specversion: headers['ce-specversion'], time: headers['ce-time'], data }
  for (const name of ['id', 'source', 'type', 'subject']) {
    const value = decoded(headers[`ce-${name}`])
    if (value === null) return fault(malformed(`/headers/ce-${name}`, 'encoding.percent'))
    event[name] = value
  }
  return { ok: true, entries: [entryOf(event, 0)] }
}

function entryOf(one: unknown, index: number): Entry {
  const parsed = CloudEvent.safeParse(one)
  const payload = JSON.stringify(one, (_name, value: unknown) => (isEndless(value) ? String(value) : value))
  if (parsed.success) return { id: parsed.data.id, payload, event: parsed.data }
  const id = typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? one.id : `/${index}`
  return { id: id.slice(0, 200), payload, refusal: refusalOfSchema(parsed.error, [index]) }
}

function mediaType(headers: Headers): string | undefined {
  const given = headers['content-type']
  return typeof given === 'string' ? given.split(';')[0]!.trim() : undefined
}

/** Binary headers carry non-ASCII text percent-encoded (CloudEvents HTTP binding 3.1.3.2); null when the encoding is broken. */
function decoded(header: string | string[] | undefined): string | undefined | null {
  if (typeof header !== 'string') return undefined
  try {
    return decodeURIComponent(header)
  } catch {
    return null
  }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; refusal: Refusal } {
  if (text.trim() === '') return { ok: false, refusal: malformed('/', 'json.empty') }
  let forbidden = false
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      forbidden ||= key === '__proto__'
      return inner
    })
    return forbidden ? { ok: false, refusal: malformed('/', 'json.forbidden-name', { name: '__proto__' }) } : { ok: true, value }
  } catch {
    return { ok: false, refusal: malformed('/', 'json.broken') }
  }
}

/** `1e999` is JSON and no number we could keep; written again it would read `null`, as if nothing had been sent. */
const isEndless = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value)
