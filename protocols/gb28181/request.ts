import { header, headersNamed, readCSeq, type SipHeaders, type SipMessage, type SipRequest } from './sip.ts'

/** A request of ours to a platform. `host` and `port`: where it reaches us. */
export type Asking = {
  method: 'MESSAGE' | 'SUBSCRIBE'
  transport: 'UDP' | 'TCP'
  /** our id, that of the platform, and the domain both are in */
  from: string
  to: string
  domain: string
  host: string
  port: number
  /** names the transaction; unique, without `z9hG4bK` */
  branch: string
  callId: string
  cseq: number
  /** of the dialog, once the other side gave its own */
  tags: { from: string; to?: string }
  headers?: SipHeaders
  body: Uint8Array
}

/** The request as a message; its body is MANSCDP. */
export function askingOf(asking: Asking): SipRequest {
  const { method, transport, from, to, domain, host, port, branch, callId, cseq, tags, headers = [], body } = asking
  const uri = `sip:${to}@${domain}`
  return {
    kind: 'request',
    method,
    uri,
    headers: [
      ['Via', `SIP/2.0/${transport} ${host}:${port};rport;branch=z9hG4bK${branch}`],
      ['From', `<sip:${from}@${domain}>;tag=${tags.from}`],
      ['To', tags.to === undefined ? `<${uri}>` : `<${uri}>;tag=${tags.to}`],
      ['Call-ID', callId],
      ['CSeq', `${cseq} ${method}`],
      ['Contact', `<sip:${from}@${host}:${port}>`],
      ['Max-Forwards', '70'],
      ['User-Agent', 'Zhili'],
      ...headers,
      ['Content-Type', 'Application/MANSCDP+xml'],
    ],
    body,
  }
}

/**
 * Names the transaction of a request (RFC 3261, 17.2.3): a repeat has the same. Before RFC 3261, where the branch does not begin with
 * its mark, everything that does not change in a repeat.
 */
export function transactionOf(request: SipRequest): string {
  const via = header(request, 'Via') ?? ''
  const branch = /;\s*branch=([^;,\s]+)/i.exec(via)?.[1] ?? ''
  const sentBy = /^\S+\s+([^;,\s]+)/.exec(via)?.[1] ?? ''
  if (branch.startsWith('z9hG4bK')) return [branch, sentBy, request.method].join(' ')
  return [request.uri, ...['From', 'Call-ID', 'CSeq'].map((name) => header(request, name)), via].join(' ')
}

/** Where a datagram really came from, written into its topmost Via, as RFC 3581 wants it in the answer. */
export function withReceived<M extends SipMessage>(message: M, { address, port }: { address: string; port: number }): M {
  const at = message.headers.findIndex(([name]) => name.toLowerCase() === 'via')
  if (at < 0) return message
  const via = message.headers[at]![1]
  const [first = '', ...others] = via.split(',')
  const plain = first.replace(/;\s*received=[^;]*/i, '')
  const stamped = /;\s*rport\b/i.test(plain) ? plain.replace(/;\s*rport(=[^;]*)?/i, `;rport=${port}`) : plain
  const headers = message.headers.with(at, ['Via', [`${stamped};received=${address}`, ...others].join(',')])
  return { ...message, headers }
}

/** Seconds a registration or subscription is wanted for: that of the Contact before the header, null when neither says a number. */
export function wantedExpires(message: SipMessage): number | null {
  const contact = header(message, 'Contact') ?? ''
  const said = /;\s*expires=(\d{1,9})\b/i.exec(contact)?.[1] ?? header(message, 'Expires')?.trim()
  return said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : null
}

/** All of what is needed to answer a request and to know its repeats is there, and its CSeq is of its method. */
export const isWhole = (request: SipRequest): boolean =>
  readCSeq(header(request, 'CSeq') ?? '')?.method === request.method && headersNamed(request, 'Via').length > 0
