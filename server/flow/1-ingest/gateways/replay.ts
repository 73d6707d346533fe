import type { Protocol } from '../../../../contract/protocols.ts'
import { createReceiver, type Receiver } from '../../../../protocols/ais/receiver.ts'
import { replayCamera } from '../cameras/replay.ts'
import { hostOf } from './admit.ts'
import type { ConversationDeps } from './conversation.ts'
import { speakers } from './gateways.ts'
import { isForgiven, noteFaultless, readDespite } from './lenient.ts'
import { mapMeasured } from './map-measured.ts'
import { mayGoOn } from './rules/may-go-on.ts'
import { leniently } from './rules/verdict-words.ts'
import { type FrameRow, framesBetween } from './store-show.ts'
import { type AisDeps, takeAis } from './take-ais.ts'
import type { Line, Said, Sender, Verdict } from './types.ts'

type Deps = Pick<ConversationDeps, 'spine'> & AisDeps
export type Span = { protocol: Protocol; from: Date; to: Date }

const page = 500
/** Whoever sent these had not shown who they are. */
const strange: readonly Verdict[] = ['unknown-sender', 'other-terminal', 'not-signed-in', 'wrong-code']

/** A connection as it was: who spoke on it without a fault. */
type Replayed = { line: Line; faultless: Set<string> }
type Replaying = Deps & { lines: Map<string, Replayed>; open(): Line; protocol: Protocol; signedIn: Set<string> }
/** Begins to read one frame; `done` when it is kept. */
type Reread = (frame: FrameRow) => Promise<{ done: Promise<Verdict> }>

/**
 * Reads kept frames anew, as after a codec was mended or a number registered: what they say that is not kept yet is stored, what is kept
 * already stays as it is, so that it may run again. Nothing is answered. Answers how many frames became what.
 */
export async function replayFrames(deps: Deps, { protocol, from, to }: Span): Promise<Record<Verdict, number>> {
  const reread = rereading(deps, protocol)
  const counts: Record<Verdict, number> = {}
  for (let after: { at: Date; id: string } | null = null; ; ) {
    const frames: FrameRow[] = await framesBetween(deps.spine, { protocol, from, to, after, limit: page })
    const works: Promise<Verdict>[] = []
    // Who it is one after the other; what is stored goes together, in the order of its frames.
    for (const frame of frames) works.push((await reread(frame)).done)
    for (const verdict of await Promise.all(works)) counts[verdict] = (counts[verdict] ?? 0) + 1
    const last = frames.at(-1)
    if (!last || frames.length < page) return counts
    after = { at: last.at, id: last.id }
  }
}

function rereading(deps: Deps, protocol: Protocol): Reread {
  const speaker = speakers.find((one) => one.protocol === protocol)
  if (speaker) {
    const replaying: Replaying = { ...deps, lines: new Map(), open: speaker.open, protocol, signedIn: new Set() }
    return (frame) => replayOne(replaying, frame)
  }
  if (protocol === 'gb28181' || protocol === 'gat1400')
    return async (frame) => ({ done: Promise.resolve(await replayCamera(deps, protocol, frame)) })
  const receivers = new Map<string, Receiver>()
  return async (frame) => ({ done: replaySentence(deps, receivers, frame) })
}

/** Nobody shows who they are in AIS: what was taken then is taken again. */
async function replaySentence(deps: Deps, receivers: Map<string, Receiver>, { raw, at, peer }: FrameRow): Promise<Verdict> {
  const receiver = receivers.get(peer) ?? createReceiver()
  receivers.set(peer, receiver)
  const read = receiver.push(raw.toString('latin1'), at.getTime())
  if (!read.ok) return read.error
  if ('pending' in read.value) return 'waiting'
  return (await takeAis(deps, read.value, { now: at, station: hostOf(peer), channel: 'tcp', live: false })).verdict
}

async function replayOne(replaying: Replaying, frame: FrameRow): Promise<{ done: Promise<Verdict> }> {
  const { senders, protocol } = replaying
  const { line, faultless } = lineOf(replaying, frame.peer)
  line.lapse?.(frame.at.getTime())
  const read = line.read(frame.raw)
  const said = read.ok ? read.value : readDespite(read, (tolerance) => line.read(frame.raw, tolerance))
  const sender = said && (await senders.find(protocol, said.number))
  if (!read.ok && !(said && isForgiven(said, sender, faultless))) return already(read.error)
  if (!said || !sender) return already('unknown-sender')
  if (!isTrusted(replaying, { frame, said, sender })) return already('not-trusted')
  if (read.ok) noteFaultless(faultless, said.number)
  const done = store(replaying, { at: frame.at, said, sender }).then((verdict) => (read.ok ? verdict : leniently(verdict)))
  done.catch(() => undefined) // one before it may fail first: then nobody waits for this one
  return { done }
}

const already = (verdict: Verdict): { done: Promise<Verdict> } => ({ done: Promise.resolve(verdict) })

function lineOf({ lines, open }: Replaying, peer: string): Replayed {
  const found = lines.get(peer) ?? { line: open(), faultless: new Set() }
  lines.set(peer, found)
  return found
}

async function store(
  { packs, ingest }: Replaying,
  { at, said, sender }: { at: Date; said: Said; sender: Sender },
): Promise<Verdict> {
  const measured = said.measure(at)
  if (!measured.ok) return measured.error
  if (measured.value === null) return 'waiting'
  const { readings } = mapMeasured(measured.value, { bounds: packs.byId(sender.pack).readings, crs: sender.crs, now: at })
  if (readings.length === 0) return measured.value.length > 0 ? 'no-value' : 'heard'
  const { device, kind } = sender
  // Not live: that would keep what has an impossible time under the moment of this replay, each time anew.
  const message = { device, kind, channel: 'tcp', source: device, payload: '', readings, live: false } as const
  const accepted = await ingest.accept(message)
  return accepted.ok ? (accepted.stored > 0 ? 'taken' : 'repeated') : accepted.refusal.code
}

/**
 * A replay lets nobody in. Whoever showed who they are on that connection is believed again; of the others only those that bring their
 * password with every frame, or need none.
 */
function isTrusted({ signedIn }: Replaying, { frame, said, sender }: { frame: FrameRow; said: Said; sender: Sender }): boolean {
  const key = `${frame.peer} ${said.number}`
  const { proof } = said
  if (proof.by === 'password' || proof.by === 'none') return mayGoOn(proof, { code: sender.code, signedIn: false }) === 'yes'
  if (frame.number !== null && !strange.includes(frame.verdict)) signedIn.add(key)
  return signedIn.has(key)
}
