import type { Refusal } from '../../kernel/result.ts'
import type { Ingest } from './accept.ts'
import { badReading, parseReadings } from './rules/parse-readings.ts'
import type { ShedList } from './shed.ts'
import type { Spill, Spilled } from './spill.ts'

const atOnce = 200

export type Aside = {
  /** Keeps a message nobody would send again on the disk; counted by name when there is no room for it. */
  put(message: Spilled): Promise<void>
  /** Does anything lie there? Then what comes without a promise has to line up behind it. */
  waits(): boolean
  /** Takes the oldest in as soon as there is room. Answers whether more waits. */
  replay(ingest: Pick<Ingest, 'accept' | 'refuse' | 'pressure'>): Promise<boolean>
  bytes(): number
  /** when the oldest that lies there was measured, by its device's clock; null when none does, or nobody can read it */
  oldestAt(): string | null
}

type Bad = { source: string; payload: string; refusal: Refusal }

/** What cannot be read any more lies in the quarantine, where a person sees it. */
const keepRefused = (ingest: Pick<Ingest, 'refuse'>, { source, payload, refusal }: Bad): Promise<void> =>
  ingest.refuse({ channel: 'mqtt', source, code: refusal.code, details: refusal.details ?? {}, payload, area: null })

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
          if (!parsed.ok) return keepRefused(ingest, { source: device, payload, refusal: parsed.refusal })
          await ingest.accept({ device, via, kind, channel: 'mqtt', source: device, payload, readings: parsed.value })
        }),
      )
      for (const payload of next.garbled)
        await keepRefused(ingest, { source: 'aside', payload, refusal: badReading('/', 'json.broken') })
      next.done()
      return true
    },
    bytes: spill.bytes,
    oldestAt() {
      const [oldest] = spill.next(1)?.messages ?? []
      const parsed = oldest && parseReadings(oldest.payload)
      return parsed?.ok ? new Date(parsed.value[0]!.at).toISOString() : null
    },
  }
}
