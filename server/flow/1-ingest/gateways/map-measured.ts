import type { Crs } from '../../../../contract/crs.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { SystemWords } from '../rules/hear-systems.ts'
import type { Bounds } from '../rules/usable.ts'
import type { Mapped, Measured } from './types.ts'

/**
 * What was measured as readings of the device's pack: names it does not have are left out, positions become `lon` and `lat` in WGS-84.
 * One without a declared system, or an impossible one, is flagged and left out; what was measured without a time is of this moment.
 */
export function mapMeasured(measured: Measured[], { bounds, crs, now }: { bounds: Bounds; crs: Crs | null; now: Date }): Mapped {
  const flags = new Set<Mapped['flags'][number]>()
  const readings = measured.flatMap(({ at, values, position, systems }) => {
    const placed = position && Object.hasOwn(bounds, 'lon') ? toWgs84(crs, [position.lon, position.lat]) : null
    if (placed?.flag) flags.add(`position-${placed.flag}`)
    const all = placed && !placed.flag ? { ...values, lon: placed.lon, lat: placed.lat } : values
    const reading = {
      at: at ?? now.toISOString(),
      values: knownOf(all, bounds),
      ...(systems && { systems: knownWords(systems, bounds) }),
    }
    return Object.keys(reading.values).length > 0 ? [reading] : []
  })
  return { readings, flags: [...flags] }
}

const knownOf = (values: Record<string, number>, bounds: Bounds): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(bounds, name)))

const knownWords = (systems: SystemWords, bounds: Bounds): SystemWords =>
  Object.fromEntries(Object.entries(systems).map(([system, values]) => [system, knownOf(values, bounds)]))
