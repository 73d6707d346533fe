import { queryOptions, useQueries } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Outlines } from '../../contract/map.ts'
import { get } from '../../ui/api.ts'
import { isInside, type Point, type Ring } from './local.ts'

type Drawn = z.infer<typeof Outlines>
export type Outline = Drawn['features'][number]

/** Rings of an outline, all parts together: inside by the even-odd rule. */
export const ringsOf = (outline: Outline): Ring[] => outline.geometry.coordinates.flat()

/** The outline a point lies in, null when in none. */
export const outlineAt = (outlines: readonly Outline[], point: Point): Outline | null =>
  outlines.find((one) => isInside(ringsOf(one), point)) ?? null

/** Outlines of an area's children. Borders do not change while the app is open. */
export const outlinesQuery = (code: string) =>
  queryOptions({
    queryKey: ['outlines', code],
    queryFn: ({ signal }) => get<Drawn>('/map/outlines', { of: code }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

const asked = (code: string, on: boolean) => ({ ...outlinesQuery(code), enabled: on && code !== '' })

export type Around = {
  /** the finest outlines known here, for drawing */
  drawn: readonly Outline[]
  /** "江北区 寸滩街道 塔山社区" as far as it is known; null while nothing is */
  name: string | null
  /** all borders of the city are known and the point is in none of them */
  outside: boolean
}

/**
 * What lies round a point: city → district → town, each level read once and kept on the phone. `city` is the code of the whole city
 * ("50").
 */
export function useAround(city: string, point: Point | null): Around {
  const [whole] = useQueries({ queries: [asked(city, point !== null)] })
  const districts = whole.data?.features ?? []
  const district = point && outlineAt(districts, point)
  const [inDistrict] = useQueries({ queries: [asked(district?.properties.code ?? '', district !== null)] })
  const towns = district ? (inDistrict.data?.features ?? []) : []
  const town = point && outlineAt(towns, point)
  const [inTown] = useQueries({ queries: [asked(town?.properties.code ?? '', town !== null)] })
  const communities = town ? (inTown.data?.features ?? []) : []
  const community = point && outlineAt(communities, point)
  const names = [district, town, community].flatMap((one) => one?.properties.name ?? [])
  return {
    drawn: [...towns, ...communities],
    name: names.length > 0 ? names.join(' ') : null,
    outside: point !== null && whole.data !== undefined && !district,
  }
}
