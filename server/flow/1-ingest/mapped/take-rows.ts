import type { Fault, Row } from '../../../city/sheet/types.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Message } from '../accept.ts'
import { costOf } from '../pressure.ts'
import { futureMs } from '../rules/judge-reading.ts'
import type { MappedDeps } from './deps.ts'
import { mapRow, type Places } from './map-row.ts'
import { reasonsOf } from './rules/reasons.ts'
import { devicesOfUnit } from './store-feeds.ts'
import type { MappedFeed, MappedRow, Reason } from './types.ts'

export type RowDeps = Pick<MappedDeps, 'spine' | 'ingest' | 'packs' | 'keepDays'>
export type Taken = {
  kept: number
  duplicates: number
  refused: number
  reasons: Reason[]
  faults: Fault[]
  /** the newest moment that was taken */
  measuredAt: Date | null
}

/** Older than this a reading raises nothing that cannot wait behind what comes from devices now. */
const freshMs = 600_000
const dayMs = 86_400_000

/** Rows of a feed as readings, each by itself: what is wrong with one keeps no other back. Resolves once they are committed. */
export async function takeRows(deps: RowDeps, feed: MappedFeed, rows: readonly Row[], places: Places): Promise<Taken> {
  const read = rows.map((row) => ({ row, mapped: mapRow(feed.mapping, places, row.cells) }))
  const judge = await judging(
    deps,
    feed.unit,
    read.flatMap(({ mapped }) => (mapped.ok ? [mapped.value.device] : [])),
  )
  const results = await Promise.all(
    read.map(async ({ row, mapped }) => {
      const kind = mapped.ok ? judge(mapped.value) : mapped.refusal
      if (!mapped.ok || typeof kind !== 'string') return { row, refusal: kind as Refusal }
      const result = await accept(deps, feed, { ...mapped.value, kind })
      return result.ok ? { row, result, at: new Date(mapped.value.at) } : { row, refusal: result.refusal }
    }),
  )
  const faults = results.flatMap(({ row, refusal }) => (refusal ? [{ ...row, refusal }] : []))
  const taken = results.flatMap(({ result, at }) => (result ? [{ ...result, at }] : []))
  return {
    kept: taken.filter(({ stored }) => stored > 0).length,
    duplicates: taken.filter(({ stored }) => stored === 0).length,
    refused: faults.length,
    reasons: reasonsOf(faults),
    faults,
    measuredAt: taken.length > 0 ? new Date(Math.max(...taken.map(({ at }) => at.getTime()))) : null,
  }
}

/** The kind of the device a row is of, or why its row is not taken. */
export async function judging({ spine, packs, keepDays }: Omit<RowDeps, 'ingest'>, unit: string, devices: string[]) {
  const known = await devicesOfUnit(spine, unit, [...new Set(devices)])
  const now = spine.clock.now().getTime()
  return ({ device, at, values }: MappedRow): string | Refusal => {
    const found = known.get(device)
    if (!found) return { code: 'reading.unknown-device', details: { device } }
    if (!found.inside) return { code: 'reading.other-area', details: { device } }
    const bounds = packs.byId(found.pack).readings
    const unknown = Object.keys(values).find((name) => !Object.hasOwn(bounds, name))
    if (unknown !== undefined) return { code: 'reading.unknown-name', details: { name: unknown } }
    const ahead = Date.parse(at) - now
    if (ahead > futureMs) return { code: 'reading.future', details: { seconds: Math.round(ahead / 1000) } }
    if (ahead < -keepDays * dayMs) return { code: 'reading.too-old', details: { at } }
    return found.kind
  }
}

function accept({ spine, ingest }: RowDeps, feed: MappedFeed, { device, kind, ...reading }: MappedRow & { kind: string }) {
  const about = { kind, readings: [reading] }
  const isOld = spine.clock.now().getTime() - Date.parse(reading.at) > freshMs
  const payload = JSON.stringify(reading)
  const message: Message = {
    ...{ device, channel: 'file', source: device, via: `feed:${feed.id}`, payload, ...about },
    lane: isOld ? 'calm' : ingest.laneOf(about),
  }
  const release = ingest.pressure.hold(costOf(payload))
  return ingest.accept(message).finally(release)
}
