import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'

/** Header lines in their order, long names as they were written (`v` becomes `Via`). */
export type SipHeaders = [name: string, value: string][]
export type SipRequest = { kind: 'request'; method: string; uri: string; headers: SipHeaders; body: Uint8Array }
export type SipResponse = { kind: 'response'; status: number; reason: string; headers: SipHeaders; body: Uint8Array }
export type SipMessage = SipRequest | SipResponse

/** Largest header block and body that are taken. */
export const mostHead = 16_384
export const mostBody = 1024 * 1024

const compact: Record<string, string> = {
  ...{ v: 'Via', f: 'From', t: 'To', i: 'Call-ID', m: 'Contact', l: 'Content-Length', c: 'Content-Type', e: 'Content-Encoding' },
  ...{ s: 'Subject', k: 'Supported', o: 'Event', u: 'Allow-Events', r: 'Refer-To', b: 'Referred-By', x: 'Session-Expires' },
}
const token = "[\\w!%'*+.`~-]+"
const requestLine = new RegExp(`^(${token}) (\\S+) SIP/2\\.0$`)
const headerLine = new RegExp(`^(${token})[ \\t]*:[ \\t]*(.*)$`)

/** Where the header block ends and the body begins; -1 when its end is not there. */
export function headEnd(bytes: Uint8Array, from = 0): number {
  for (let at = Math.max(from, 3); at < bytes.length; at++)
    if (bytes[at] === 10 && bytes[at - 1] === 13 && bytes[at - 2] === 10 && bytes[at - 3] === 13) return at + 1
  return -1
}

/**
 * Reads one message: a datagram, or a frame of `createSipFramer`. Refused: `bad-start` (first line), `bad-header` (with the line),
 * `missing-field` (one of Via, From, To, Call-ID, CSeq), `bad-length` (the body is shorter than it says), `bad-end`, `too-long`.
 */
export function readSip(bytes: Uint8Array): Decoded<SipMessage> {
  const end = headEnd(bytes.subarray(0, mostHead))
  if (end < 0) return bytes.length > mostHead ? rejected('too-long', bytes.length) : rejected('bad-end')
  const [first = '', ...lines] = unfolded(Buffer.from(bytes.subarray(0, end - 4)).toString('utf8'))
  const headers = headersOf(lines)
  if (!Array.isArray(headers)) return headers
  for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq'])
    if (header({ headers }, name) === undefined) return rejected('missing-field', name)
  const length = lengthOf(headers)
  if (length === null) return rejected('bad-header', 'Content-Length')
  if (length !== undefined && bytes.length < end + length) return rejected('bad-length', bytes.length - end)
  const rest = { headers, body: bytes.subarray(end, length === undefined ? bytes.length : end + length) }
  const [, method, uri] = requestLine.exec(first) ?? []
  if (method) return decoded({ kind: 'request', method, uri: uri!, ...rest })
  const [, status, reason] = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/.exec(first) ?? []
  return status
    ? decoded({ kind: 'response', status: Number(status), reason: reason ?? '', ...rest })
    : rejected('bad-start', first.slice(0, 60))
}

/** A line that begins with a blank goes on the one before. */
const unfolded = (head: string): string[] => head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')

function headersOf(lines: string[]): SipHeaders | Rejected {
  const headers: SipHeaders = []
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? []
    if (name === undefined) return rejected('bad-header', line.slice(0, 60))
    headers.push([(name.length === 1 && compact[name.toLowerCase()]) || name, value!.trim()])
  }
  return headers
}

/** Undefined when nothing is said, null when it is no number. */
function lengthOf(headers: SipHeaders): number | null | undefined {
  const said = header({ headers }, 'Content-Length')
  if (said === undefined) return undefined
  return /^\d{1,8}$/.test(said) ? Number(said) : null
}

/** The first value of a header, whatever its case. */
export const header = ({ headers }: Pick<SipMessage, 'headers'>, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]

export const headersNamed = ({ headers }: Pick<SipMessage, 'headers'>, name: string): string[] =>
  headers.flatMap(([one, value]) => (one.toLowerCase() === name.toLowerCase() ? [value] : []))

/** The bytes of a message; its `Content-Length` is set to that of the body. Line ends inside a header become blanks. */
export function writeSip(message: SipMessage): Uint8Array {
  const first =
    message.kind === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`
  const lines = message.headers
    .filter(([name]) => name.toLowerCase() !== 'content-length')
    .map(([name, value]) => `${name}: ${value}`)
  const head = [first, ...lines, `Content-Length: ${message.body.length}`].map((line) => line.replace(/[\r\n]+/g, ' '))
  return Uint8Array.from(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), message.body]))
}

/** The answer to a request: its Via, From, To (with a tag of ours), Call-ID and CSeq, and what is given. */
export function answer(
  request: SipRequest,
  [status, reason]: [number, string],
  { tag, headers = [] }: { tag?: string; headers?: SipHeaders } = {},
): SipResponse {
  const kept = request.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name.toLowerCase()))
  const tagged = kept.map(([name, value]): [string, string] =>
    name.toLowerCase() === 'to' && tag && !/;\s*tag=/i.test(value) ? [name, `${value};tag=${tag}`] : [name, value],
  )
  return { kind: 'response', status, reason, headers: [...tagged, ...headers], body: new Uint8Array() }
}

/** `"name" <sip:user@host:port;a=b>;tag=x` or the same without name and brackets. */
export type Address = {
  display: string | null
  uri: string
  user: string | null
  host: string
  port: number | null
  params: Record<string, string>
}

/** Null for what is no address of the schemes sip and sips. */
export function readAddress(value: string): Address | null {
  const [, display, bracketed, bare, rest = ''] =
    /^\s*(?:("(?:[^"\\]|\\.)*"|[^<"]*?)\s*<([^>]*)>|([^;\s<>]+))\s*((?:;.*)?)$/s.exec(value) ?? []
  const uri = bracketed ?? bare
  if (uri === undefined || value.length > 2_048) return null
  const [, user, host, port] =
    /^sips?:(?:([^@:;?]+)(?::[^@]*)?@)?(\[[^\]]+\]|[^:;?\s]+)(?::(\d{1,5}))?(?:[;?].*)?$/i.exec(uri) ?? []
  if (!host) return null
  return {
    display: display?.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') || null,
    uri,
    user: user ?? null,
    host,
    port: port === undefined ? null : Number(port),
    params: paramsOf(rest),
  }
}

/** `;tag=x;lr` as names in lower case with their values, '' where there is none. */
export function paramsOf(text: string): Record<string, string> {
  const params: Record<string, string> = Object.create(null)
  for (const piece of text.split(';').slice(1)) {
    const [name = '', ...value] = piece.split('=')
    if (name.trim() !== '') params[name.trim().toLowerCase()] = value.join('=').trim().replace(/^"|"$/g, '')
  }
  return params
}

/** `1 REGISTER`. */
export function readCSeq(value: string): { number: number; method: string } | null {
  const [, number, method] = /^(\d{1,10})\s+(\S+)$/.exec(value) ?? []
  return method ? { number: Number(number), method } : null
}
