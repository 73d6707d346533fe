import type { DetailValues } from '../../../../../contract/detail.ts'
import type { Place } from '../types.ts'

type Registered = { code: string; name: string; lon: number; lat: number; details: DetailValues }

/** Places to load or unload at as the register keeps them; one without a radius is none: nobody knows where it ends. */
export const placesOf = (entries: readonly Registered[], radius: string): Place[] =>
  entries.flatMap(({ code, name, lon, lat, details }) => {
    const radiusM = details[radius]
    return typeof radiusM === 'number' ? [{ code, name, lon, lat, radiusM }] : []
  })
