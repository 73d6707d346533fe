import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Protocol } from '../../../contract/protocols.ts'
import type { SenderDeviceList, SenderList, UnknownSenderList } from '../../../contract/sender.ts'
import { get } from '../../../ui/api.ts'

/** Registered numbers, page by page. */
export const sendersQuery = (wish: { protocol?: Protocol | undefined; q?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['senders', wish],
    queryFn: ({ signal, pageParam }) =>
      get<z.infer<typeof SenderList>>('/admin/senders', { ...wish, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })

/** Numbers of the last day nobody has registered; new ones come while somebody sets up a device. */
export const unknownSendersQuery = () =>
  queryOptions({
    queryKey: ['senders', 'unknown'],
    queryFn: ({ signal }) => get<z.infer<typeof UnknownSenderList>>('/admin/senders/unknown', {}, signal),
    refetchInterval: 10_000,
  })

/** Devices a number may be registered for. */
export const senderDevicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['senders', 'devices', q],
    queryFn: ({ signal }) => get<z.infer<typeof SenderDeviceList>>('/admin/senders/devices', { q: q || undefined }, signal),
    placeholderData: (before) => before,
  })
