import type { Crs } from '../../../../contract/crs.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { Bounds } from '../rules/usable.ts'
import type { Mapped, Measured } from './types.ts'

/**
 * What was measured as readings of the device's pack: names it does not have are left out, positions become `lon` and `lat` in WGS-84.
 * One without a declared system, or an impossible one, is flagged and left out; what was measured without a time is of this moment.
 */
export function mapMeasured(measured: Measured[], { bounds, crs, now }: { bounds: Bounds; crs: Crs | null; now: Date }): Mapped {
  const flags = new Set<Mapped['flags'][number]>()
  const readings = measured.flatMap(({ at, values, position }) => {
    const placed = position && Object.hasOwn(bounds, 'lon') ? toWgs84(crs, [position.lon, position.lat]) : null
    if (placed?.flag) flags.add(`position-${placed.flag}`)
    const all = placed && !placed.flag ? { ...values, lon: placed.lon, lat: placed.lat } : values
    const known = Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(bounds, name)))
    return Object.keys(known).length > 0 ? [{ at: at ?? now.toISOString(), values: known as Record<string, number> }] : []
  })
  return { readings, flags: [...flags] }
}
