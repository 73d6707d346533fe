import { queryOptions } from '@tanstack/react-query'
import type { VitalRequests } from '../../contract/vital-registry.ts'
import { get } from '../../ui/api.ts'

/** Definitions of vitals that wait for a second person, with those the reader may answer counted. */
export const vitalRequestsQuery = queryOptions({
  queryKey: ['vital-requests'],
  queryFn: ({ signal }) => get<VitalRequests>('/vital-requests', {}, signal),
})
