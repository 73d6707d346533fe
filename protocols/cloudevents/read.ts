import { type Decoded, decoded, rejected } from '../decoded.ts'
import { readJson } from '../json.ts'
import type { Headers, Sent } from './types.ts'

const structured = 'application/cloudevents+json'
const batch = 'application/cloudevents-batch+json'

/**
 * What a request or response says in the modes of the HTTP binding: the content type tells structured and batch, the header
 * `ce-specversion` binary; JSON without either is `plain`, one value or a list. Whether the values are events is for `readEvent`.
 * Refused: `unknown-message` (another content type, with it), `bad-encoding` (another charset, or a header that is not
 * percent-encoded, with it), `bad-json`, `too-short` (no body), `bad-schema` (a list where one event belongs, or the reverse),
 * `duplicate-field`.
 */
export function readHttp(headers: Headers, body: string | Uint8Array): Decoded<Sent> {
  const said = headers['content-type']
  const type = (typeof said === 'string' ? said.split(';')[0]! : '').trim().toLowerCase()
  const isBinary = headers['ce-specversion'] !== undefined && !type.startsWith('application/cloudevents')
  if (isBinary) return readBinary(headers, body, header)
  if (type !== structured && type !== batch && type !== 'application/json' && !type.endsWith('+json'))
    return rejected('unknown-message', type)
  if (!isUtf8(String(said))) return rejected('bad-encoding', String(said).slice(0, 200))
  return readDocument(type, textOf(body))
}

/** A Kafka message: headers `ce_…` and `content-type`, which carry their text as it is. */
export function readKafka(headers: Headers, payload: string | Uint8Array): Decoded<Sent> {
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase()
  if (type === structured) return readDocument(type, textOf(payload))
  return readBinary(headers, payload, (name) => {
    const value = headers[`ce_${name}`]
    return Array.isArray(value) ? undefined : value
  })
}

function readDocument(type: string, text: string): Decoded<Sent> {
  const parsed = readJson(text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  const isList = Array.isArray(value)
  if (type === structured && isList) return rejected('bad-schema', 'array')
  if (type === batch && !isList) return rejected('bad-schema', 'no array')
  const mode = type === structured ? 'structured' : type === batch ? 'batch' : 'plain'
  return decoded({ mode, events: isList ? value : [value] })
}

/** Gives an attribute's text, undefined when it is not there, null when its encoding is broken. */
type Attribute = (name: string, headers: Headers) => string | undefined | null

function readBinary(headers: Headers, body: string | Uint8Array, attribute: Attribute): Decoded<Sent> {
  const event: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(headers)) {
    const plain = /^ce[-_](.+)$/.exec(name)?.[1]
    if (plain === undefined || plain === 'datacontenttype' || plain === 'data' || value === undefined) continue
    if (Array.isArray(value)) return rejected('duplicate-field', name)
    const text = attribute(plain, headers)
    if (text === null) return rejected('bad-encoding', name)
    event[plain] = text
  }
  const type = headers['content-type']
  if (typeof type === 'string' && type !== '') event.datacontenttype = type
  const fault = addData(event, type, body)
  return fault ?? decoded({ mode: 'binary', events: [event] })
}

/** JSON as its value, text as text, everything else as base64; nothing when there is no body. */
function addData(event: Record<string, unknown>, type: unknown, body: string | Uint8Array): Decoded<Sent> | undefined {
  if (body.length === 0) return undefined
  const media = (typeof type === 'string' ? type.split(';')[0]! : 'application/json').trim().toLowerCase()
  if (media === 'application/json' || media.endsWith('+json') || media === 'text/json') {
    if (typeof type === 'string' && !isUtf8(type)) return rejected('bad-encoding', type.slice(0, 200))
    const parsed = readJson(textOf(body))
    if (!parsed.ok) return parsed
    event.data = parsed.value
  } else if ((media.startsWith('text/') || media.endsWith('xml')) && (typeof type !== 'string' || isUtf8(type)))
    event.data = textOf(body)
  else event.data_base64 = Buffer.from(body).toString('base64')
  return undefined
}

const textOf = (body: string | Uint8Array): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))

/** US-ASCII is UTF-8 as well. */
export const isUtf8 = (contentType: string): boolean =>
  [...contentType.matchAll(/;\s*charset\s*=\s*"?([^\s;"]*)/gi)].every(([, charset]) => /^(utf-?8|us-ascii)$/i.test(charset ?? ''))

/** An attribute in a header (HTTP binding 3.1.3.2): quotes around it are taken off, then percent signs read as UTF-8. */
function header(name: string, headers: Headers): string | undefined | null {
  const value = headers[`ce-${name}`]
  if (typeof value !== 'string') return undefined
  const bare = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value
  try {
    return decodeURIComponent(fromBytes(bare))
  } catch {
    return null
  }
}

/** Some senders write UTF-8 as it is; Node gives such bytes as one character each. */
function fromBytes(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value) || /[\u0100-\uffff]/.test(value)) return value
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'))
  } catch {
    return value
  }
}

/** Header block and body of a message as it goes over the wire, with its first line or without. `bad-header` names the line. */
export function readMessage(bytes: Uint8Array): Decoded<{ headers: Headers; body: Uint8Array }> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  const head = (end ? text.slice(0, end.index) : text.trimEnd()).split(/\r?\n/)
  if (/^(?:[A-Z]+ \S+ HTTP\/\d|HTTP\/\d)/.test(head[0] ?? '')) head.shift()
  const headers: Headers = Object.create(null)
  for (const line of head) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === undefined) return rejected('bad-header', line.slice(0, 60))
    const key = name.toLowerCase()
    const before = headers[key]
    headers[key] = before === undefined ? value : [before, value!].flat()
  }
  const start = end ? end.index + end[0].length : text.length
  const said = headers['content-length']
  const length = typeof said === 'string' && /^\d{1,9}$/.test(said) ? Number(said) : bytes.length
  return decoded({ headers, body: bytes.subarray(start, start + length) })
}
