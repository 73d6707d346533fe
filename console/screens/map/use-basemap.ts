import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { BaseMap } from '../../../contract/basemap.ts'
import { get } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'

const baseQuery = queryOptions({
  queryKey: ['map', 'base'],
  queryFn: ({ signal }) => get<BaseMap>('/map/base', undefined, signal),
  staleTime: 600_000,
})

/** The base map as the server has it, and as it is drawn: null when there is none, it cannot be used, or it is switched off. */
export function useBase(off: boolean) {
  const found = useQuery(baseQuery).data
  const drawn = useMemo(
    () =>
      found?.state === 'there' && !off
        ? // the stamp makes another file another address, so that no old tile is shown of it
          { there: found, url: `${globalThis.location.origin}${apiUrl('/map/base/{z}/{x}/{y}', { v: found.stamp })}` }
        : null,
    [found, off],
  )
  return { found, drawn }
}
