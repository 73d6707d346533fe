import { infiniteQueryOptions } from '@tanstack/react-query'
import type { SceneLayers } from '../../../contract/scene.ts'
import { get } from '../../../ui/api.ts'

/** Layers of an area, by area and name. */
export const layersQuery = (area: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['scene', 'layers', area],
    queryFn: ({ pageParam, signal }) =>
      get<SceneLayers>('/scene/layers', { area, cursor: pageParam ?? undefined, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
