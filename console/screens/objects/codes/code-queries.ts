import { queryOptions } from '@tanstack/react-query'
import type { ObjectCodes } from '../../../../contract/object-code.ts'
import { get } from '../../../../ui/api.ts'

export const codesQuery = (object: string) =>
  queryOptions({
    queryKey: ['objects', 'codes', object],
    queryFn: ({ signal }) => get<ObjectCodes>(`/objects/${encodeURIComponent(object)}/codes`, {}, signal),
  })

/** "SVHCE VNW9C": two groups are read and copied with fewer slips. */
export const spacedCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`
