import type { ObjectDetail } from '../../../../contract/map.ts'
import type { DeviceLine } from '../store.ts'
import { placeAge } from './rules/gap-of.ts'

type Telling = Pick<DeviceLine, 'last_at' | 'last_values' | 'interval_s'>

/** Where a vehicle's devices told last that it is; null: none of them ever did. Pure. */
export function toldPlace(devices: readonly Telling[], now: Date): ObjectDetail['placed'] {
  const places = devices.flatMap(({ last_at, last_values, interval_s }) => {
    const { lon, lat } = last_values ?? {}
    return last_at && lon !== undefined && lat !== undefined ? [{ lon, lat, at: last_at, intervalS: interval_s }] : []
  })
  const [newest] = places.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return newest ? { lon: newest.lon, lat: newest.lat, ...placeAge(newest.at, { intervalS: newest.intervalS, now }) } : null
}
