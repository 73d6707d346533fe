import type { Protocol } from '../../../../contract/protocols.ts'
import type { Decoded, Rejected } from '../../../../protocols/decoded.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Ingest } from '../accept.ts'
import type { Patiently } from '../patience.ts'
import { addressOf } from './admit.ts'
import type { Bounds } from './bounds.ts'
import type { Frames } from './frames.ts'
import { isForgiven, noteFaultless, readDespite } from './lenient.ts'
import { mapMeasured } from './map-measured.ts'
import { mayGoOn } from './rules/may-go-on.ts'
import type { Trying } from './rules/tries.ts'
import { leniently } from './rules/verdict-words.ts'
import type { Senders } from './senders.ts'
import { showBytes } from './show-bytes.ts'
import type { Line, Measured, Outcome, Said, Sender, Speaker, Verdict } from './types.ts'

export type ConversationDeps = {
  spine: Spine
  ingest: Ingest
  packs: Packs
  senders: Senders
  frames: Frames
  bounds: Bounds
  patiently: Patiently
  /** where pictures are kept that people look at (DATA_DIR/files); left out: none is */
  filesDir?: string | undefined
}

/** What came of a chunk: what to say back, and how many of its frames came from somebody we know. */
export type Heard = { replies: Uint8Array[]; known: number }
/** `leave`: the connection is over; what of it was in parts is given up. */
export type Conversation = { push(chunk: Uint8Array): Promise<Heard>; leave?(): Promise<void> }

/** Terminals behind one connection; a concentrator has some hundreds. */
const mostSignedIn = 5_000

type Refused = { code: RefusedCode; verdict: Verdict }
type RefusedCode = `gateway.${'unknown-sender' | 'other-terminal' | 'not-signed-in' | 'wrong-code' | 'no-value'}`
type Talk = ConversationDeps & {
  protocol: Protocol
  peer: string
  address: string
  signedIn: Map<string, string>
  faultless: Set<string>
}
/** `lenient`: it was read despite its fault. */
type Frame = { raw: Uint8Array; now: Date; said: Said; lenient: boolean }
/** `known`: it came from somebody who may go on. */
type Begun = { known: boolean; done: Promise<Uint8Array[]> }

/**
 * One connection of a field protocol. A chunk is done when everything in it is stored; only then its replies are made, in the order of
 * its frames: what a device was told is kept, is. It ends with the connection; what is under way goes on.
 */
export function createConversation(deps: ConversationDeps, speaker: Speaker, peer: string): Conversation {
  const line = speaker.open()
  const talk: Talk = {
    ...deps,
    protocol: speaker.protocol,
    peer,
    address: addressOf(peer),
    signedIn: new Map(),
    faultless: new Set(),
  }
  return {
    async push(chunk) {
      const now = deps.spine.clock.now()
      const works: Promise<Uint8Array[]>[] = []
      let count = 0
      const asked = await lapse(talk, line, now.getTime())
      for (const piece of line.framer.push(chunk)) {
        const { known, done } = await hear(talk, line, piece, now)
        if (known) count++
        done.catch(() => undefined) // one before it may fail first: then nobody waits for this one
        works.push(done)
      }
      return { known: count, replies: [...asked, ...(await Promise.all(works)).flat()] }
    },
    async leave() {
      for (const piece of line.framer.end?.() ?? [])
        if (piece instanceof Uint8Array) await hear(talk, line, piece, deps.spine.clock.now()).then(({ done }) => done)
      await lapse(talk, line, Number.POSITIVE_INFINITY)
    },
  }
}

/** A frame, or bytes that are none. With a fault it goes on when it is of a sender to whom such faults are forgiven; nobody else is told. */
async function hear(talk: Talk, line: Line, piece: Uint8Array | Rejected, now: Date): Promise<Begun> {
  const raw = piece instanceof Uint8Array ? piece : new Uint8Array()
  const read = piece instanceof Uint8Array ? line.read(piece) : piece
  if (read.ok) return begin(talk, { raw, now, said: read.value, lenient: false })
  const said = readDespite(read, (tolerance) => line.read(raw, tolerance))
  const sender = said && (await result(talk, () => talk.senders.find(talk.protocol, said.number)))
  if (said && isForgiven(said, sender, talk.faultless)) return begin(talk, { raw, now, said, lenient: true })
  return { known: false, done: refuseBytes(talk, { raw, now, number: null }, read) }
}

/** Counts messages whose parts never came; what asks for missing parts. Every part that came is kept as it came. */
async function lapse(talk: Talk, line: Line, now: number): Promise<Uint8Array[]> {
  const lapsed = line.lapse?.(now) ?? []
  const { protocol, peer, spine } = talk
  for (const { number } of lapsed.filter(({ ask }) => ask === null)) {
    const sender = await result(talk, () => talk.senders.find(protocol, number))
    const counted = { at: spine.clock.now(), protocol, verdict: 'part-missing', area: sender?.area ?? null, peer }
    await talk.patiently(() => talk.frames.count(counted))
  }
  return lapsed.flatMap(({ ask }) => ask ?? [])
}

/** Who it is must be settled before the next frame is looked at; storing may go on beside it. */
async function begin(talk: Talk, frame: Frame): Promise<Begun> {
  const { number, proof } = frame.said
  const sender = await result(talk, () => talk.senders.find(talk.protocol, number))
  if (!sender) return stranger(talk, frame, { sender, why: 'unknown-sender' })
  const now = frame.now.getTime()
  const { tries } = talk.bounds
  const trying = { address: talk.address, number: `${talk.protocol} ${number}` }
  if (proof.by === 'register') return register(talk, frame, { sender, trying })
  // Who has shown who they are on this connection guesses nothing.
  const open = !('code' in proof) || tries.may(trying, now)
  const may = open ? mayGoOn(proof, { code: sender.code, signedIn: isSignedIn(talk, number, sender) }) : 'wrong-code'
  if (open && may === 'wrong-code') tries.wrong(trying, now)
  if (may !== 'yes') return stranger(talk, frame, { sender, why: may })
  if (sender.code !== null && 'code' in proof) tries.right(trying)
  if (!frame.lenient) noteFaultless(talk.faultless, number)
  if (proof.by === 'sign-in') {
    if (talk.signedIn.size >= mostSignedIn) talk.signedIn.clear()
    talk.signedIn.set(number, proof.code)
  }
  return { known: true, done: take(talk, frame, sender) }
}

/** Only as long as the code it came with is still its own. */
const isSignedIn = ({ signedIn }: Talk, number: string, { code }: Sender): boolean =>
  code !== null && signedIn.get(number) === code

async function result<T>(talk: Talk, work: () => Promise<T>): Promise<T> {
  let found!: T
  await talk.patiently(async () => {
    found = await work()
  })
  return found
}

/** Whoever names the terminal of a number is told its code, so that terminals may be guessed no more often than codes. */
async function register(talk: Talk, frame: Frame, { sender, trying }: { sender: Sender; trying: Trying }): Promise<Begun> {
  const { number, proof } = frame.said
  const { tries } = talk.bounds
  const now = frame.now.getTime()
  const terminal = proof.by === 'register' ? proof.terminal : ''
  const open = tries.may(trying, now)
  const code = open ? await result(talk, () => talk.senders.register(talk.protocol, number, terminal)) : null
  if (code === null) {
    if (open) tries.wrong(trying, now)
    return stranger(talk, frame, { sender, why: 'other-terminal' })
  }
  tries.right(trying)
  const kept = await keep(talk, frame, { sender, verdict: 'heard' })
  return { known: true, done: Promise.resolve(answer(frame, { verdict: 'heard', code, kept })) }
}

const answer = ({ said, now }: Frame, outcome: Outcome): Uint8Array[] => said.reply(outcome, now)

/** Stores what was measured, and answers. */
async function take(talk: Talk, frame: Frame, sender: Sender): Promise<Uint8Array[]> {
  const { said, now, raw } = frame
  const measured: Decoded<Measured[] | null> = said.measure(now)
  if (!measured.ok) {
    const kept = await keepBytes(talk, { raw, now, number: said.number, sender }, measured)
    return answer(frame, { verdict: 'bad-frame', code: null, kept })
  }
  const bounds = talk.packs.byId(sender.pack).readings
  const { readings, flags } = mapMeasured(measured.value ?? [], { bounds, crs: sender.crs, now })
  if (measured.value?.length && readings.length === 0)
    return refuse(talk, frame, { sender, refused: { code: 'gateway.no-value', verdict: 'no-value' } })
  let verdict: Verdict = measured.value === null ? 'waiting' : 'heard'
  if (readings.length > 0) {
    const { device, kind } = sender
    const payload = showBytes(talk.protocol, raw) ?? ''
    const message = { device, kind, channel: 'tcp', source: device, payload, readings, live: said.live } as const
    const accepted = await result(talk, () => talk.ingest.accept(message))
    verdict = accepted.ok ? (accepted.stored > 0 ? (flags[0] ?? 'taken') : 'repeated') : accepted.refusal.code
  }
  const kept = await keep(talk, frame, { sender, verdict })
  // Of readings that were refused the quarantine holds the frame.
  return answer(frame, { verdict, code: null, kept: kept || readings.length > 0 })
}

type Strange = { sender: Sender | null; why: 'unknown-sender' | 'other-terminal' | 'not-signed-in' | 'wrong-code' }

/** Nobody has shown who they are: what is kept of them is bounded by their address; the rest is only counted. */
function stranger(talk: Talk, frame: Frame, { sender, why }: Strange): Begun {
  const refused: Refused = { code: `gateway.${why}`, verdict: why }
  if (talk.bounds.strangers.take(talk.address, frame.raw.length, frame.now.getTime()))
    return { known: false, done: refuse(talk, frame, { sender, refused }) }
  const counted = { at: frame.now, protocol: talk.protocol, verdict: why, area: sender?.area ?? null, peer: talk.peer }
  const outcome = { verdict: why, code: null, kept: false }
  const done = talk.patiently(() => talk.frames.count(counted)).then(() => answer(frame, outcome))
  return { known: false, done }
}

/** Into the quarantine, where a person sees it, and kept as it came: once its sender is registered it can be read again. */
async function refuse(
  talk: Talk,
  frame: Frame,
  { sender, refused }: { sender: Sender | null; refused: Refused },
): Promise<Uint8Array[]> {
  const { said, raw } = frame
  const details = { protocol: talk.protocol, number: said.number }
  const source = sender?.device ?? `${talk.protocol} ${said.number}`
  const payload = showBytes(talk.protocol, raw) ?? ''
  const area = sender?.area ?? null
  await talk.patiently(() => talk.ingest.refuse({ channel: 'tcp', source, code: refused.code, details, payload, area }))
  await keep(talk, frame, { sender, verdict: refused.verdict })
  return answer(frame, { verdict: refused.verdict, code: null, kept: true })
}

/** As it came, for as long as its sender has room for the day: photos by the thousand must not fill the disk either. False: only counted. */
async function keep(
  talk: Talk,
  { said, raw, now, lenient }: Frame,
  { sender, verdict: became }: { sender: Sender | null; verdict: Verdict },
): Promise<boolean> {
  const { protocol, peer, frames, patiently, bounds } = talk
  const { device = null, area = null } = sender ?? {}
  const verdict = lenient ? leniently(became) : became
  const kept = { at: now, protocol, number: said.number, device, area, peer, raw, verdict }
  const room = device === null || bounds.senders.take(`${protocol} ${said.number}`, raw.length, now.getTime())
  await patiently(() => (room ? frames.keep(kept) : frames.count(kept)))
  return room
}

type Bytes = { raw: Uint8Array; now: Date; number: string | null; sender?: Sender }

/** Bytes that are no frame, or one nobody can read. Where nobody knows who sent them nobody is answered. */
const refuseBytes = (talk: Talk, bytes: Bytes, why: Rejected): Promise<Uint8Array[]> => keepBytes(talk, bytes, why).then(() => [])

/** Keeps them, or only counts them (false). */
async function keepBytes(talk: Talk, { raw, now, number, sender }: Bytes, why: Rejected): Promise<boolean> {
  const { protocol, peer, address, bounds } = talk
  const { device = null, area = null } = sender ?? {}
  const kept = { at: now, protocol, number, device, area, peer, raw, verdict: why.error }
  const room = bounds.strangers.take(address, raw.length, now.getTime())
  if (room) {
    const details = { protocol, error: why.error, detail: why.detail ?? '' }
    const source = device ?? `${protocol} ${address}`
    const payload = showBytes(protocol, raw) ?? ''
    await talk.patiently(() => talk.ingest.refuse({ channel: 'tcp', source, code: 'gateway.bad-frame', details, payload, area }))
  }
  await talk.patiently(() => (room && raw.length > 0 ? talk.frames.keep(kept) : talk.frames.count(kept)))
  return room
}
