import { CloudEvent } from '../../../../contract/reading.ts'
import { readHttp } from '../../../../protocols/cloudevents/read.ts'
import type { Headers } from '../../../../protocols/cloudevents/types.ts'
import type { Rejected } from '../../../../protocols/decoded.ts'
import { refusalOfSchema } from '../../../kernel/issue-words.ts'
import { malformed, type Refusal } from '../../../kernel/result.ts'

/** One event of a request, or why it is none; `payload` is what the quarantine shows. */
export type Entry = { id: string; payload: string } & ({ event: CloudEvent } | { refusal: Refusal })
export type EventsRead = { ok: true; entries: Entry[] } | { ok: false; refusal: Refusal }

const mostEvents = 500
const fault = (refusal: Refusal): EventsRead => ({ ok: false, refusal })

/**
 * The events of one request in the three modes of the HTTP binding (`protocols/cloudevents`), with JSON inside. An event with a
 * bad envelope does not hide the others of its batch.
 */
export function readEvents(headers: Headers, body: string): EventsRead {
  const type = mediaType(headers)
  if (type !== 'application/json' && !type.endsWith('+json')) return fault({ code: 'input.unsupported', details: { type } })
  const sent = readHttp(headers, body)
  if (!sent.ok) return fault(refusalOf(sent))
  const { events } = sent.value
  // A batch may be empty (JSON event format 4.1): there is nothing to take.
  if (events.length > mostEvents) return fault(malformed('/', 'count.events', { n: events.length, max: mostEvents }))
  return { ok: true, entries: events.map(entryOf) }
}

/** A fault of the codec in the words of the catalogue. */
function refusalOf({ error, detail = '' }: Rejected): Refusal {
  if (error === 'unknown-message') return { code: 'input.unsupported', details: { type: detail } }
  if (error === 'bad-encoding')
    return String(detail).startsWith('ce-')
      ? malformed(`/headers/${detail}`, 'encoding.percent')
      : { code: 'input.unsupported', details: { type: detail } }
  if (error === 'too-short') return malformed('/', 'json.empty')
  if (error === 'bad-schema') return malformed('/', detail === 'array' ? 'shape.array' : 'shape.no-array')
  if (error === 'duplicate-field') return malformed(`/headers/${detail}`, 'unfit')
  return detail === '__proto__' ? malformed('/', 'json.forbidden-name', { name: detail }) : malformed('/', 'json.broken')
}

const mediaType = (headers: Headers): string => {
  const given = headers['content-type']
  return typeof given === 'string' ? given.split(';')[0]!.trim().toLowerCase() : ''
}

function entryOf(one: unknown, index: number): Entry {
  const parsed = CloudEvent.safeParse(one)
  const payload = JSON.stringify(one, (_name, value: unknown) => (isEndless(value) ? String(value) : value))
  if (parsed.success) return { id: parsed.data.id, payload, event: parsed.data }
  const id = typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? one.id : `/${index}`
  return { id: id.slice(0, 200), payload, refusal: refusalOfSchema(parsed.error, [index]) }
}

/** `1e999` is JSON and no number we could keep; written again it would read `null`, as if nothing had been sent. */
const isEndless = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value)
