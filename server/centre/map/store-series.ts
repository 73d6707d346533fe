import type { DeviceView } from '../../../contract/map.ts'
import type { Series } from '../../../contract/reading.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { limitsOf, lowIsBad } from './rules/limits-of.ts'
import { type DeviceLine, readCommands, readPeaks } from './store.ts'

const pointsAtMost = 500

/** The curves of a device between two moments, with normal band and limits of its pack, and the commands sent to it. */
export async function seriesOf(db: Db, packs: Packs, device: DeviceLine, span: { from: Date; to: Date }): Promise<Series> {
  const pack = packs.byId(device.pack)
  const drawn = Object.keys(pack.readings).map((reading) => ({ reading, lowIsBad: lowIsBad(pack, reading) }))
  const points = Map.groupBy(
    await readPeaks(db, { device: device.id, drawn, ...span, most: pointsAtMost }),
    (point) => point.reading,
  )
  const commands = await readCommands(db, device.id, span)
  return {
    device: device.id,
    name: device.name,
    intervalS: device.interval_s,
    observedS: device.observed_s,
    lastAt: device.last_at?.toISOString() ?? null,
    readings: Object.entries(pack.readings).map(([reading, { name, unit, normal }]) => ({
      reading,
      name,
      unit,
      normal,
      limits: limitsOf(pack, reading),
      points: (points.get(reading) ?? []).map(({ at, value, quality }) => ({ at: at.toISOString(), value, quality })),
    })),
    commands: commands.map(({ name, sent_at, receipted_at }) => ({
      at: sent_at.toISOString(),
      name: commandName(packs, device.pack, name),
      receiptedAt: receipted_at?.toISOString() ?? null,
    })),
  }
}

/** The words of a command; switching off has none in a pack and is shown by its code. */
function commandName(packs: Packs, packId: string, command: string): { zh: string; en: string } {
  return packs.byId(packId).acts.find((act) => act.command === command)?.name ?? { zh: command, en: command }
}

/** A device as the map's panel shows it; values in the order of the pack. */
export function deviceView(packs: Packs, device: DeviceLine, now: Date): DeviceView {
  const pack = packs.byId(device.pack)
  const ageMs = device.last_received ? now.getTime() - device.last_received.getTime() : null
  const values = Object.entries(pack.readings).flatMap(([reading, { name, unit, normal }]) => {
    const value = device.last_values?.[reading]
    return value === undefined ? [] : [{ reading, name, value, unit, normal }]
  })
  return {
    id: device.id,
    name: device.name,
    kind: device.kind,
    state: device.state,
    intervalS: device.interval_s,
    observedS: device.observed_s,
    lastAt: device.last_at?.toISOString() ?? null,
    ageS: ageMs === null ? null : Math.max(0, Math.round(ageMs / 1000)),
    silent: ageMs === null || ageMs > 3 * device.interval_s * 1000,
    values,
  }
}
