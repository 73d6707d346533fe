import type { Ingest } from './accept.ts'
import { parseReadings } from './rules/parse-readings.ts'
import type { ShedList } from './shed.ts'
import type { Spill, Spilled } from './spill.ts'

const atOnce = 200

export type Aside = {
  /** Keeps a message nobody would send again on the disk; counted by name when there is no room for it. */
  put(message: Spilled): Promise<void>
  /** Does anything lie there? Then what comes without a promise has to line up behind it. */
  waits(): boolean
  /** Takes the oldest in as soon as there is room. Answers whether more waits. */
  replay(ingest: Pick<Ingest, 'accept' | 'pressure'>): Promise<boolean>
  bytes(): number
}

/** What comes faster than it can be taken, and would not be sent again (QoS 0), goes over the disk instead of being lost. */
export function createAside({ spill, shed, hasRoom }: { spill: Spill; shed: ShedList; hasRoom(): boolean }): Aside {
  return {
    async put(message) {
      if (hasRoom() && (await spill.put(message))) return
      shed.note({ device: message.device, kind: message.kind, reason: 'disk-full' })
    },
    waits: () => spill.bytes() > 0,
    async replay(ingest) {
      if (ingest.pressure.level() !== 'free') return false
      const next = spill.next(atOnce)
      if (!next) return false
      await Promise.all(
        next.messages.map(async ({ device, via, kind, payload }) => {
          const parsed = parseReadings(payload)
          // It was looked at before it was put aside; only another release could see it otherwise.
          if (parsed.ok)
            await ingest.accept({ device, via, kind, channel: 'mqtt', source: device, payload, readings: parsed.value })
        }),
      )
      next.done()
      return true
    },
    bytes: spill.bytes,
  }
}
