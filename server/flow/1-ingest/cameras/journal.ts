import { addressOf } from '../gateways/admit.ts'
import type { ConversationDeps } from '../gateways/conversation.ts'
import { showBytes } from '../gateways/show-bytes.ts'
import type { Sender, Verdict } from '../gateways/types.ts'
import type { CameraProtocol } from './types.ts'

type Deps = Pick<ConversationDeps, 'ingest' | 'frames' | 'bounds' | 'patiently'>
export type Source = { protocol: CameraProtocol; channel: 'tcp' | 'udp' | 'http'; peer: string }
/** `raw` empty: it is only counted, as what tells of persons is. */
export type Entry = Source & { raw: Uint8Array; number: string | null; sender: Sender | null; now: Date; verdict: Verdict }

export type Journal = {
  /** What somebody known said, as it came. */
  keep(entry: Entry): Promise<void>
  /** What is refused: into the quarantine and kept, for as long as its address has room; beyond that only counted. */
  refuse(entry: Entry, detail?: string | number): Promise<void>
}

const codes = ['unknown-sender', 'not-signed-in', 'wrong-code'] as const
type Code = (typeof codes)[number]

/** What came from cameras, as it came and counted, within the same bounds as from other field devices. */
export function createJournal({ ingest, frames, bounds, patiently }: Deps): Journal {
  const write = ({ sender, channel: _, now, ...frame }: Entry, room: boolean): Promise<void> => {
    const kept = { ...frame, at: now, device: sender?.device ?? null, area: sender?.area ?? null }
    return patiently(() => (room && frame.raw.length > 0 ? frames.keep(kept) : frames.count(kept)))
  }
  return {
    keep(entry) {
      const { protocol, number, raw, now } = entry
      return write(entry, bounds.senders.take(`${protocol} ${number}`, raw.length, now.getTime()))
    },
    async refuse(entry, detail = '') {
      const { protocol, channel, peer, number, sender, raw, now, verdict } = entry
      const address = addressOf(peer)
      const room = bounds.strangers.take(address, raw.length, now.getTime())
      const known = codes.find((one) => one === verdict) as Code | undefined
      const code = known ? (`gateway.${known}` as const) : ('gateway.bad-frame' as const)
      const details = known ? { protocol, number: number ?? '' } : { protocol, error: verdict, detail: String(detail) }
      const source = sender?.device ?? `${protocol} ${number ?? address}`
      const refused = { channel, source, code, details, payload: showBytes(protocol, raw) ?? '', area: sender?.area ?? null }
      if (room) await patiently(() => ingest.refuse(refused))
      await write(entry, room)
    },
  }
}
