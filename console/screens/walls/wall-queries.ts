import { queryOptions } from '@tanstack/react-query'
import type { WallSettings } from '../../../contract/wall.ts'
import { get } from '../../../ui/api.ts'

/** How the wall of an area, or of one machine, came to be what it is. */
export const settingsQuery = (area: string | undefined, seat?: string) =>
  queryOptions({
    queryKey: ['walls', area, seat],
    queryFn: ({ signal }) => get<WallSettings>('/walls/settings', { area, seat }, signal),
  })
