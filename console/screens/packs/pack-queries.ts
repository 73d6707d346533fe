import { queryOptions } from '@tanstack/react-query'
import type { PackList, PackLook, PackPage, PublisherList, ReleasePage } from '../../../contract/packs.ts'
import { get, post } from '../../../ui/api.ts'

const of = (pack: string): string => `/packs/${encodeURIComponent(pack)}`

export const packsQuery = () =>
  queryOptions({ queryKey: ['packs'], queryFn: ({ signal }) => get<PackList>('/packs', undefined, signal) })

export const packQuery = (pack: string) =>
  queryOptions({ queryKey: ['pack', pack], queryFn: ({ signal }) => get<PackPage>(of(pack), undefined, signal) })

export const releaseQuery = (pack: string, no: number) =>
  queryOptions({
    queryKey: ['pack', pack, 'release', no],
    queryFn: ({ signal }) => get<ReleasePage>(`${of(pack)}/releases/${no}`, undefined, signal),
  })

/** The newer version that came with the platform, looked at with nothing decided yet. */
export const shippedQuery = (pack: string) =>
  queryOptions({
    queryKey: ['pack', pack, 'shipped'],
    queryFn: () => post<PackLook>(`${of(pack)}/shipped/look`, {}),
  })

export const publishersQuery = () =>
  queryOptions({ queryKey: ['publishers'], queryFn: ({ signal }) => get<PublisherList>('/pack-publishers', undefined, signal) })
