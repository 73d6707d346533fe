import { queryOptions } from '@tanstack/react-query'
import type { EventLeadRequests, LeadRequestPage } from '../../../contract/lead-request.ts'
import { get } from '../../../ui/api.ts'

/** Requests to another district to lead one event, and whom one may ask now; read anew with the event. */
export const eventLeadQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id, 'lead-requests'],
    queryFn: ({ signal }) => get<EventLeadRequests>(`/events/${encodeURIComponent(id)}/lead-requests`, {}, signal),
  })

/** What one's hub was asked, what it asked for, and for the city what it rules on; read anew with what concerns one. */
export const leadPageQuery = () =>
  queryOptions({
    queryKey: ['concerns', 'lead-requests'],
    queryFn: ({ signal }) => get<LeadRequestPage>('/lead-requests', {}, signal),
  })
