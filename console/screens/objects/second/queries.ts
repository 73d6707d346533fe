import { queryOptions } from '@tanstack/react-query'
import type { ObjectRequests } from '../../../../contract/object-requests.ts'
import { get } from '../../../../ui/api.ts'

/** Changes that wait for a second person, of an object or of one's areas. */
export const requestsOf = (wish: { area?: string | undefined; object?: string }) =>
  queryOptions({
    queryKey: ['objects', 'requests', wish],
    queryFn: ({ signal }) => get<ObjectRequests>('/object-requests', wish, signal),
  })

/** How many of them the reader may answer: those of others, not one's own that others answer. */
export const toAnswer = ({ rows }: ObjectRequests): number => rows.filter(({ allowed }) => allowed.includes('confirm')).length
