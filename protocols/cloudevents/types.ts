/** CloudEvents 1.0.2. Extensions stand beside the attributes: lower-case letters and digits, text, whole number or boolean. */
export type CloudEvent = {
  specversion: '1.0'
  /** With `source` it names the event: the same pair again is the same event. */
  id: string
  /** URI reference. */
  source: string
  type: string
  datacontenttype?: string
  /** URI. */
  dataschema?: string
  subject?: string
  /** RFC 3339. */
  time?: string
  /** Any JSON value, or text when `datacontenttype` is none of JSON. */
  data?: unknown
  /** Base64 of data that are bytes; never beside `data`. */
  data_base64?: string
  [extension: string]: unknown
}

/** As Node gives them: names in lower case, values one character a byte. */
export type Headers = Record<string, string | string[] | undefined>

/** What was sent before anybody looked whether it is an event: one, or those of a batch. */
export type Sent = { mode: 'structured' | 'binary' | 'batch' | 'plain'; events: unknown[] }

export type HttpMessage = { headers: Record<string, string>; body: Uint8Array }
