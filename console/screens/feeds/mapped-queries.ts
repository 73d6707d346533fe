import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DeliveryList, MappedFeedList } from '../../../contract/mapped-feed.ts'
import { get } from '../../../ui/api.ts'

/** ms; a file being read shows how far it has come. */
const every = 4_000

export const mappedFeedsQuery = () =>
  queryOptions({
    queryKey: ['mapped-feeds'],
    queryFn: ({ signal }) => get<MappedFeedList>('/mapped-feeds', {}, signal),
    refetchInterval: 2 * every,
  })

/** What a feed received, newest first. */
export const deliveriesQuery = (feed: string) =>
  infiniteQueryOptions({
    queryKey: ['mapped-feeds', feed],
    queryFn: ({ signal, pageParam }) =>
      get<DeliveryList>(`/mapped-feeds/${encodeURIComponent(feed)}/deliveries`, { limit: 20, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: every,
  })
