import { queryOptions } from '@tanstack/react-query'
import type { WallPartView, WallSettings } from '../../../contract/wall.ts'
import type { WallSeats, WallTiles } from '../../../contract/wall-seat.ts'
import { get } from '../../../ui/api.ts'

/** Whose wall: of an area, or of one machine. */
export type Whose = { area?: string | undefined; seat?: string | undefined }

/** How the wall of an area, or of one machine, came to be what it is. */
export const settingsQuery = ({ area, seat }: Whose) =>
  queryOptions({
    queryKey: ['walls', area, seat],
    queryFn: ({ signal }) => get<WallSettings>('/walls/settings', { area, seat }, signal),
  })

/** Machines that show walls; when each was heard moves by itself. */
export const seatsQuery = () =>
  queryOptions({
    queryKey: ['walls', 'seats'],
    queryFn: ({ signal }) => get<WallSeats>('/wall-seats', {}, signal),
    refetchInterval: 30_000,
  })

/** The panel 体征 as the wall of an area shows it now. */
export const signsQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['walls', 'signs', area],
    queryFn: ({ signal }) => get<WallPartView>('/cockpit/parts', { part: 'vitals', area }, signal),
  })

/** How often each tile of an area's wall was opened. */
export const tilesQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['walls', 'tiles', area],
    queryFn: ({ signal }) => get<WallTiles>('/walls/tiles', { area }, signal),
  })
