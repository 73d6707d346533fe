import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ChargeHolders, ObjectChanges, ObjectEntry, ObjectKinds, ObjectList } from '../../../contract/register.ts'
import { get } from '../../../ui/api.ts'
import { serverNow } from '../../../ui/clock.ts'
import type { ObjectSearch } from '../../search.ts'

export type ObjectPage = z.infer<typeof ObjectList>
export type Kinds = z.infer<typeof ObjectKinds>
export type ObjectAsked = Omit<ObjectSearch, 'id'> & { area: string | undefined }

/** The filter as the server takes it. */
export const askedOf = ({ kind, risk, owner, coded, q, view, area }: ObjectAsked) => ({
  ...{ kind, risk, ownerKind: owner, coded, q, view, area },
})

export const kindsQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['objects', 'kinds', area],
    queryFn: ({ signal }) => get<Kinds>('/object-kinds', { area }, signal),
  })

export const objectsQuery = (asked: ObjectAsked) =>
  infiniteQueryOptions({
    queryKey: ['objects', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      get<ObjectPage>('/objects', { ...askedOf(asked), cursor: pageParam ?? undefined, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['objects', 'entry', id],
    queryFn: ({ signal }) => get<z.infer<typeof ObjectEntry>>(`/objects/${encodeURIComponent(id)}/entry`, {}, signal),
  })

/** While a change is being rated its history is read anew so often, for a minute at most. */
const ratedMs = 1_500
type HistoryRow = z.infer<typeof ObjectChanges>['rows'][number]
const isBeingRated = ({ at, risk }: HistoryRow): boolean =>
  risk !== null && risk.to === null && serverNow() - Date.parse(at) < 60_000

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['objects', 'history', id],
    queryFn: ({ pageParam, signal }) =>
      get<z.infer<typeof ObjectChanges>>(
        `/objects/${encodeURIComponent(id)}/history`,
        { cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What became of the level follows within seconds, and whoever keeps the register hears of no case: it is asked for.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.rows.some(isBeingRated) ? ratedMs : false),
  })

export const holdersQuery = (q: string) =>
  queryOptions({
    queryKey: ['objects', 'holders', q],
    queryFn: ({ signal }) => get<z.infer<typeof ChargeHolders>>('/charge-holders', { q }, signal),
    enabled: q !== '',
  })
