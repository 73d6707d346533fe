import { queryOptions } from '@tanstack/react-query'
import type { Concern, ConcernPage, EventParts } from '../../../contract/part.ts'
import { get } from '../../../ui/api.ts'

/** Events other districts lead that concern the own one; `over`: also those that are over. */
export const concernsQuery = (over: boolean) =>
  queryOptions({
    queryKey: ['concerns', over],
    queryFn: ({ signal }) => get<ConcernPage>('/concerns', { over: over ? 'yes' : 'no' }, signal),
  })

export const concernQuery = (id: string) =>
  queryOptions({
    queryKey: ['concerns', 'one', id],
    queryFn: ({ signal }) => get<Concern>(`/concerns/${encodeURIComponent(id)}`, {}, signal),
  })

/** Which districts an event concerns; read anew with the event. */
export const partsQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id, 'parts'],
    queryFn: ({ signal }) => get<EventParts>(`/events/${encodeURIComponent(id)}/parts`, {}, signal),
  })
