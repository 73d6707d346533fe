import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { OrderCard, OrderList } from '../../contract/work-order.ts'
import { get } from '../../ui/api.ts'
import { outbox } from '../outbox/outbox.ts'
import { session } from '../session.ts'
import { inOrder, overlay, type ShownOrder } from './overlay.ts'

type Orders = z.infer<typeof OrderList>

/** Key of today's orders in the cache: the live stream and receipts make it stale. */
export const ordersKey = ['orders'] as const

/** At most this many orders stand on the phone: a person with more has other worries, and the last page can wait. */
const most = 100

/** Today's orders as the server told them last (without a network: as the service worker kept them). */
export const useOrders = () =>
  useQuery({ queryKey: ordersKey, queryFn: ({ signal }) => get<Orders>('/work-orders', { view: 'mine', limit: most }, signal) })

/** Orders read at `at` with what this phone did since laid over them, least time first. */
export function useShown(rows: readonly OrderCard[], at: string | undefined): ShownOrder[] {
  const items = outbox.use()
  const person = session.use()?.person.id ?? ''
  return inOrder(rows.map((row) => overlay(row, items, person, at ? Date.parse(at) : undefined)))
}

/** One order, and when it was read: from today's list while it stands there (so it opens without a network), else asked for alone. */
export function useOrder(id: string) {
  const list = useOrders()
  const here = list.data?.rows.find((row) => row.id === id)
  const alone = useQuery({
    queryKey: [...ordersKey, id],
    queryFn: ({ signal }) => get<OrderCard>(`/work-orders/${id}`, undefined, signal),
    enabled: !here && !list.isPending,
  })
  const query = here ? { ...list, data: here } : list.isPending ? { ...list, data: undefined } : alone
  return { query, at: here ? list.data?.at : undefined }
}
