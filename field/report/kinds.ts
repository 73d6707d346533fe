import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ReportType } from '../../contract/report.ts'
import { get } from '../../ui/api.ts'

export type Kind = z.infer<typeof ReportType>

/** What can be reported, as the packs say it. */
export const kindsQuery = queryOptions({
  queryKey: ['report-types'],
  queryFn: ({ signal }) => get<{ rows: Kind[] }>('/public/report-types', undefined, signal),
  staleTime: 300_000,
})
