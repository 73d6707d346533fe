import type { CloudEvent, HttpMessage } from './types.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The event as one JSON document. */
export const writeStructured = (event: CloudEvent): HttpMessage => ({
  headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
  body: bytes(JSON.stringify(event)),
})

/** Several events in one document; only for those who have asked for it. */
export const writeBatch = (events: readonly CloudEvent[]): HttpMessage => ({
  headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' },
  body: bytes(JSON.stringify(events)),
})

/** The attributes as headers, the data as the body. */
export function writeBinary(event: CloudEvent): HttpMessage {
  const { data, data_base64, datacontenttype, ...attributes } = event
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== null) headers[`ce-${name}`] = encodeHeader(String(value))
  const none = data === undefined && data_base64 === undefined
  if (datacontenttype !== undefined || !none) headers['content-type'] = datacontenttype ?? 'application/json'
  return { headers, body: none ? new Uint8Array() : bodyOf({ data, data_base64, datacontenttype }) }
}

type Content = { data: unknown; data_base64: string | undefined; datacontenttype: string | undefined }

function bodyOf({ data, data_base64, datacontenttype }: Content): Uint8Array {
  if (data_base64 !== undefined) return Uint8Array.from(Buffer.from(data_base64, 'base64'))
  const isJson = datacontenttype === undefined || /^[^;]*\/(?:[^;]*\+)?json[ \t]*(?:;|$)/i.test(datacontenttype)
  return bytes(typeof data === 'string' && !isJson ? data : JSON.stringify(data))
}

/** What a header may not carry as it is (HTTP binding 3.1.3.2): blanks, quotes, percent signs and all but printable ASCII. */
export const encodeHeader = (text: string): string =>
  Array.from(text.toWellFormed(), (character) =>
    /^[!#$&-~]$/.test(character)
      ? character
      : Array.from(bytes(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  ).join('')
