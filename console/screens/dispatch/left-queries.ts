import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { LeftOrder, LeftTarget } from '../../../contract/left-order.ts'
import { get } from '../../../ui/api.ts'

/** Orders nobody is left at, most urgent first. */
export const leftOrders = () =>
  infiniteQueryOptions({
    queryKey: ['left-orders'],
    queryFn: ({ signal, pageParam }) =>
      get<{ rows: LeftOrder[]; next: string | null }>('/left-orders', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Posts that can take one over, by words. */
export const leftPosts = (q: string) =>
  queryOptions({
    queryKey: ['left-posts', q],
    queryFn: ({ signal }) => get<{ rows: LeftTarget[] }>('/left-orders/posts', { q }, signal),
    placeholderData: (before) => before,
  })
