import { isIPv6 } from 'node:net'
import { system } from '../../../../contract/actor.ts'
import type { Decoded, Rejected } from '../../../../protocols/decoded.ts'
import { readMansdcp } from '../../../../protocols/gb28181/read.ts'
import { isWhole, transactionOf, wantedExpires, withReceived } from '../../../../protocols/gb28181/request.ts'
import {
  answer,
  header,
  readAddress,
  readSip,
  type SipHeaders,
  type SipRequest,
  type SipResponse,
  writeSip,
} from '../../../../protocols/gb28181/sip.ts'
import type { Mansdcp } from '../../../../protocols/gb28181/types.ts'
import { addressOf } from '../gateways/admit.ts'
import type { ConversationDeps } from '../gateways/conversation.ts'
import type { Reached } from '../gateways/tcp-server.ts'
import type { Sender, Verdict } from '../gateways/types.ts'
import { type Document, type Heard, hearDocument } from './hear-document.ts'
import { createJournal, type Journal } from './journal.ts'
import { labelIn } from './label-in.ts'
import { createProver, type Prover } from './prover.ts'
import { createAnswers } from './rules/answers.ts'
import { chinaStamp } from './rules/china-stamp.ts'
import { createSipAsks, type Reach, type SipAsks, tagOf } from './sip-asks.ts'
import { registrationOf, saveRegistration, touchRegistration } from './store-platforms.ts'
import { withoutWords } from './without-words.ts'

/** `us`: our own id of twenty digits; its first ten are the domain. */
export type SipDeps = ConversationDeps & { us: string }
/** Where a message came from; `reached` is where it was sent to. */
export type SipPeer = { transport: 'UDP' | 'TCP'; address: string; port: number; reached(): Promise<Reached> }
export type Said = { replies: Uint8Array[]; known: boolean }
export type SipTalk = {
  /** One message. Answers what is to be said to its sender, made only once everything in it is kept. */
  hear(bytes: Uint8Array, peer: SipPeer): Promise<Said>
  /** Bytes that are no message. */
  refuse(why: Rejected, peer: SipPeer): Promise<void>
}

type Talk = SipDeps & { domain: string; journal: Journal; prover: Prover; asks: SipAsks }
type Frame = { raw: Uint8Array; request: SipRequest; peer: SipPeer; source: string; now: Date }
/** What is said back, and behind it what we ask. */
type Outcome = { status: [number, string]; headers?: SipHeaders; asks?: Uint8Array[]; known: boolean }

const ok: [number, string] = [200, 'OK']
const forbidden: [number, string] = [403, 'Forbidden']
const allowed = 'REGISTER, MESSAGE, NOTIFY, OPTIONS'
const nothing: Said = { replies: [], known: false }
/** Registrations are kept no longer, and no shorter. */
const [leastS, mostS, usualS] = [30, 86_400, 3_600]

/**
 * The platform's side of SIP as far as GB/T 28181 needs it for events: platforms register with a digest, say that they are alive, and tell
 * of alarms and cameras. A repeat gets the very answer of the first, also while that is still under way. No calls, no media.
 */
export function createSipTalk(deps: SipDeps): SipTalk {
  const domain = deps.us.slice(0, 10)
  const talk: Talk = { ...deps, domain, journal: createJournal(deps), prover: createProver(domain), asks: createSipAsks() }
  const answers = createAnswers<Said>()
  return {
    async refuse({ error, detail }, peer) {
      const now = talk.spine.clock.now()
      const entry = { ...from(peer, sourceOf(peer)), raw: new Uint8Array(), number: null, sender: null, now, verdict: error }
      await talk.journal.refuse(entry, detail)
    },
    async hear(raw, peer) {
      const now = talk.spine.clock.now()
      const source = sourceOf(peer)
      const read = readSip(raw)
      if (!read.ok) return refuseBytes(talk, { raw, peer, source, now }, read.error, read.detail)
      if (read.value.kind === 'response') return hearAnswer(talk, read.value, source, now)
      const request = read.value
      if (request.method === 'ACK') return nothing
      if (!isWhole(request)) return refuseBytes(talk, { raw, peer, source, now }, 'bad-header', 'CSeq')
      const transaction = `${source} ${transactionOf(request)}`
      return answers.once(transaction, now.getTime(), async () => {
        const outcome = await hearRequest(talk, { raw, request, peer, source, now })
        return {
          known: outcome.known,
          replies: [written(request, peer, { ...outcome, tag: tagOf(transaction) }), ...(outcome.asks ?? [])],
        }
      })
    },
  }
}

function written(request: SipRequest, peer: SipPeer, { status, headers, tag }: Outcome & { tag: string }): Uint8Array {
  const made = answer(request, status, { tag, headers: [['User-Agent', 'Zhili'], ...(headers ?? [])] })
  return writeSip(withReceived(made, peer))
}

async function refuseBytes(
  { journal }: Talk,
  { raw, peer, source, now }: Omit<Frame, 'request'>,
  verdict: Verdict,
  detail?: string | number,
): Promise<Said> {
  // Line ends alone keep a hole in a firewall open.
  if (raw.every((byte) => byte === 13 || byte === 10)) return nothing
  await journal.refuse({ ...from(peer, source), raw, number: null, sender: null, now, verdict }, detail)
  return nothing
}

const sourceOf = ({ address, port }: SipPeer): string => `${address}:${port}`
const from = (peer: SipPeer, source: string) =>
  ({ protocol: 'gb28181', channel: peer.transport === 'UDP' ? 'udp' : 'tcp', peer: source }) as const

/** Only of who is registered there: anybody may write an answer to something never asked. */
async function hearAnswer(talk: Talk, response: SipResponse, source: string, now: Date): Promise<Said> {
  const number = readAddress(header(response, 'To') ?? '')?.user ?? ''
  const registered = number === '' ? null : await findRegistered(talk, number, source, now)
  if (!registered) return nothing
  talk.asks.answered(number, response, now.getTime())
  return { replies: [], known: true }
}

async function hearRequest(talk: Talk, frame: Frame): Promise<Outcome> {
  const { request } = frame
  if (request.method === 'REGISTER') return register(talk, frame)
  if (request.method === 'MESSAGE' || request.method === 'NOTIFY') return hearBody(talk, frame)
  if (request.method === 'OPTIONS') return { status: ok, headers: [['Allow', allowed]], known: false }
  return { status: [405, 'Method Not Allowed'], headers: [['Allow', allowed]], known: false }
}

const numberIn = (request: SipRequest, name: 'From' | 'To'): string => readAddress(header(request, name) ?? '')?.user ?? ''

async function register(talk: Talk, frame: Frame): Promise<Outcome> {
  const { request, source, now, raw, peer } = frame
  const number = numberIn(request, 'To')
  const address = addressOf(source)
  const proof = header(request, 'Authorization')
  const challenged = (stale = false): Outcome => ({
    status: [401, 'Unauthorized'],
    headers: [['WWW-Authenticate', talk.prover.challenge(address, now.getTime(), stale)]],
    known: false,
  })
  // Whether a number is registered is nobody's business who has not shown a password.
  if (proof === undefined) return challenged()
  const sender = await findSender(talk, number)
  const trying = { address, number: `gb28181 ${number}` }
  const refused = async (verdict: Verdict): Promise<Outcome> => {
    await talk.journal.refuse({ ...from(peer, source), raw, number, sender, now, verdict })
    return { status: forbidden, known: false }
  }
  if (!sender) return refused('unknown-sender')
  if (sender.code === null) return refused('wrong-code')
  if (!talk.bounds.tries.may(trying, now.getTime())) return refused('wrong-code')
  const asked = { header: proof, method: 'REGISTER', number, password: sender.code, address, now: now.getTime() }
  const judged = talk.prover.judge(asked)
  if (judged === 'stale') return challenged(true)
  if (judged !== 'right') {
    talk.bounds.tries.wrong(trying, now.getTime())
    return refused('wrong-code')
  }
  talk.bounds.tries.right(trying)
  return registered(talk, frame, { number, sender })
}

async function registered(talk: Talk, frame: Frame, { number, sender }: { number: string; sender: Sender }): Promise<Outcome> {
  const { request, source, now, raw, peer } = frame
  const wanted = wantedExpires(request) ?? usualS
  if (wanted > 0 && wanted < leastS)
    return { status: [423, 'Interval Too Brief'], headers: [['Min-Expires', String(leastS)]], known: true }
  const seconds = Math.min(wanted, mostS)
  const platform = { protocol: 'gb28181', number } as const
  const before = await findRegistered(talk, number, source, now)
  const until = new Date(now.getTime() + seconds * 1_000)
  await talk.patiently(() => talk.spine.transaction(system, (tx) => saveRegistration(tx, platform, { peer: source, until })))
  if (seconds > 0) await alive(talk, sender, from(peer, source).channel, now)
  await talk.journal.keep({ ...from(peer, source), raw, number, sender, now, verdict: 'heard' })
  if (!before || seconds === 0) talk.asks.forget(number)
  const contact = header(request, 'Contact')?.replace(/;\s*expires=\d+/i, '')
  const headers: SipHeaders = [
    ['Date', chinaStamp(now)],
    ['Expires', String(seconds)],
    ...(contact && seconds > 0 ? ([['Contact', `${contact};expires=${seconds}`]] satisfies SipHeaders) : []),
  ]
  const asks = seconds > 0 ? talk.asks.due(await reachOf(talk, frame, number), now.getTime()) : []
  return { status: ok, headers, asks, known: true }
}

/** Whoever says anything under its registration is alive: the pack tells when it falls silent. */
async function alive(talk: Talk, { device, kind }: Sender, channel: 'tcp' | 'udp', now: Date): Promise<void> {
  const readings = [{ at: now.toISOString(), values: { link: 1 } }]
  const message = { device, kind, channel, source: device, payload: '', readings, live: true }
  await talk.patiently(() => talk.ingest.accept(message))
}

/** Where the platform reaches us: the address it came in at. What it wrote is often its domain, ten digits that are no address. */
async function reachOf({ us, domain }: Talk, { peer }: Frame, number: string): Promise<Reach> {
  const { host, port } = await peer.reached()
  const plain = host.replace(/^::ffff:(?=\d+\.)/i, '')
  return { transport: peer.transport, host: isIPv6(plain) ? `[${plain}]` : plain, port, us, domain, number }
}

/** A MESSAGE or NOTIFY: only under a registration, from where that was made. */
async function hearBody(talk: Talk, frame: Frame): Promise<Outcome> {
  const { request, source, now, peer } = frame
  const number = numberIn(request, 'From')
  const at = from(peer, source)
  const read = readMansdcp(request.body)
  const label = read.ok && read.value.kind === 'alarm' && labelIn(read.value.description) !== null
  const raw = withoutWords(frame.raw, { label })
  const sender = await findRegistered(talk, number, source, now)
  if (!sender) {
    const known = await findSender(talk, number)
    const verdict = known ? 'not-signed-in' : 'unknown-sender'
    await talk.journal.refuse({ ...at, raw, number, sender: known, now, verdict })
    return { status: forbidden, known: false }
  }
  if (isStray(talk, request, { number, read })) return { status: [481, 'Subscription Does Not Exist'], known: true }
  if (!read.ok) {
    await talk.journal.refuse({ ...at, raw, number, sender, now, verdict: read.error }, read.detail)
    return { status: [400, 'Bad Request'], known: true }
  }
  const body = withoutWords(request.body, { label })
  const document: Document = { platform: { protocol: 'gb28181', number, sender }, body, said: read.value }
  const whole = read.value.kind === 'catalog' && !read.value.notify ? listedIn(talk, number, read.value) : null
  const heard = await take(talk, document, whole)
  if (read.value.kind === 'keepalive' || read.value.kind === 'alarm') await alive(talk, sender, at.channel, now)
  await talk.journal.keep({ ...at, raw: heard.private ? new Uint8Array() : raw, number, sender, now, verdict: heard.verdict })
  return { status: ok, known: true, asks: await asksAfter(talk, frame, document) }
}

/** A notification of no subscription of ours. One from before a restart is unknown now: its alarms are taken all the same. */
const isStray = ({ asks }: Talk, request: SipRequest, { number, read }: { number: string; read: Decoded<Mansdcp> }): boolean =>
  request.method === 'NOTIFY' &&
  !(read.ok && read.value.kind === 'alarm') &&
  !asks.isOurs(number, header(request, 'Call-ID') ?? '')

const listedIn = ({ asks }: Talk, number: string, said: { sn: number; total: number | null; devices: { deviceId: string }[] }) =>
  asks.listed(number, { sn: said.sn, total: said.total, cameras: said.devices.map(({ deviceId }) => deviceId) })

async function take(talk: Talk, document: Document, whole: string[] | null): Promise<Heard> {
  let heard!: Heard
  await talk.patiently(async () => {
    heard = await talk.spine.transaction(system, async (tx) => {
      await touchRegistration(tx, document.platform)
      return hearDocument(tx, talk.packs, document, whole)
    })
  })
  return heard
}

async function asksAfter(talk: Talk, frame: Frame, { platform: { number }, said }: Document): Promise<Uint8Array[]> {
  if (said.kind !== 'keepalive' && said.kind !== 'alarm') return []
  const reach = await reachOf(talk, frame, number)
  if (said.kind === 'keepalive') return talk.asks.due(reach, frame.now.getTime())
  return frame.request.method === 'MESSAGE' ? talk.asks.alarmHeard(reach, said) : []
}

async function findSender(talk: Talk, number: string): Promise<Sender | null> {
  let found: Sender | null = null
  if (number.length > 60) return null
  await talk.patiently(async () => {
    found = await talk.senders.find('gb28181', number)
  })
  return found
}

/** The sender of a number that is registered from this address now. Its port may change: addresses are translated on the way. */
async function findRegistered(talk: Talk, number: string, source: string, now: Date): Promise<Sender | null> {
  const sender = await findSender(talk, number)
  if (!sender) return null
  let found: Awaited<ReturnType<typeof registrationOf>> = null
  await talk.patiently(async () => {
    found = await registrationOf(talk.spine, { protocol: 'gb28181', number })
  })
  const row = found as Awaited<ReturnType<typeof registrationOf>>
  return row && row.until > now && addressOf(row.peer) === addressOf(source) ? sender : null
}
