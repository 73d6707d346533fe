import { performance } from 'node:perf_hooks'
import { createReceiver } from '../../../../protocols/ais/receiver.ts'
import { longestLine } from '../../../../protocols/ais/sentence.ts'
import { createLineFramer } from '../../../../protocols/lines.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Patiently } from '../patience.ts'
import { addressOf, hostOf } from './admit.ts'
import type { Bounds } from './bounds.ts'
import type { Conversation } from './conversation.ts'
import type { Frames } from './frames.ts'
import { type AisDeps, type Taken, takeAis } from './take-ais.ts'
import type { KeptFrame } from './types.ts'

export type AisTalk = AisDeps & { spine: Spine; frames: Frames; bounds: Bounds; patiently: Patiently }
/** `end`: what is held of a line is a whole one, as at the end of a datagram. */
export type AisConversation = Conversation & { end(chunk: Uint8Array): ReturnType<Conversation['push']> }

/** Other sentences of NMEA 0183 and remarks, which receivers mix in: no frames of ours. */
const isOther = (line: string): boolean => /^(\\[^\\]*\\)*[$#]/.test(line)

type Line = { raw: Uint8Array; now: Date; verdict: string } & Partial<Omit<Taken, 'verdict'>>

/**
 * One receiver of AIS: its sentences in, nothing out. What can be read counts as known: ships do not show who they are, nor do receivers.
 * A chunk is done when everything in it is stored.
 */
export function createAisConversation(deps: AisTalk, peer: string, channel: 'tcp' | 'udp'): AisConversation {
  const framer = createLineFramer(longestLine)
  const receiver = createReceiver()
  // Where a receiver says no name of its own it goes by its address.
  const station = hostOf(peer)
  const address = addressOf(peer)

  function begin(piece: ReturnType<typeof framer.push>[number]): { known: boolean; done: Promise<void> } {
    const now = deps.spine.clock.now()
    const raw = piece instanceof Uint8Array ? piece : new Uint8Array()
    const keep = (line: Pick<Line, 'verdict'> & Partial<Line>) => keepLine(deps, { peer, address }, { raw, now, ...line })
    if (!(piece instanceof Uint8Array)) return { known: false, done: keep({ verdict: piece.error }) }
    const text = Buffer.from(raw).toString('latin1')
    if (isOther(text)) return { known: false, done: count(deps, peer, { now, verdict: 'heard' }) }
    const read = receiver.push(text, performance.now())
    if (!read.ok) return { known: false, done: keep({ verdict: read.error }) }
    if ('pending' in read.value) return { known: true, done: keep({ verdict: 'waiting' }) }
    const message = read.value
    const number = message.mmsi
    if (!deps.bounds.plots.take(address, 0, now.getTime()) || !deps.bounds.targets.take(String(number), 0, now.getTime()))
      return { known: true, done: count(deps, peer, { now, verdict: 'plot.beyond-portion' }) }
    const came = { now, station, channel, live: message.tag?.time == null }
    return { known: true, done: patientResult(deps.patiently, () => takeAis(deps, message, came)).then(keep) }
  }

  async function hear(pieces: ReturnType<typeof framer.push>) {
    const begun = pieces.map(begin)
    for (const { done } of begun) done.catch(() => undefined) // one before it may fail first: then nobody waits for this one
    await Promise.all(begun.map(({ done }) => done))
    return { replies: [], known: begun.filter(({ known }) => known).length }
  }
  return {
    push: (chunk) => hear(framer.push(chunk)),
    end: (chunk) => hear([...framer.push(chunk), ...framer.end()]),
  }
}

async function patientResult<T>(patiently: Patiently, work: () => Promise<T>): Promise<T> {
  let found!: T
  await patiently(async () => {
    found = await work()
  })
  return found
}

const errorFree = ['taken', 'repeated', 'heard', 'waiting', 'position-impossible']

/** As it came, for as long as its address has room for the day. A wrong checksum is noise of the radio, not a fault for a person to look at. */
function keepLine(deps: AisTalk, { peer, address }: { peer: string; address: string }, line: Line): Promise<void> {
  const { raw, now, verdict, number = null, device = null, area = null } = line
  const kept: KeptFrame = { at: now, protocol: 'ais', number, device, area, peer, raw, verdict }
  const portion = errorFree.includes(verdict) ? deps.bounds.receivers : deps.bounds.strangers
  const room = raw.length > 0 && portion.take(address, raw.length, now.getTime())
  return deps.patiently(() => (room ? deps.frames.keep(kept) : deps.frames.count(kept)))
}

const count = ({ frames, patiently }: AisTalk, peer: string, { now, verdict }: { now: Date; verdict: string }): Promise<void> =>
  patiently(() => frames.count({ at: now, protocol: 'ais', verdict, area: null, peer }))
