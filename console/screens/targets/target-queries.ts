import { queryOptions } from '@tanstack/react-query'
import type { TargetBoard, TargetEntries, TargetPlans } from '../../../contract/target.ts'
import { get } from '../../../ui/api.ts'

export const plansQuery = () =>
  queryOptions({ queryKey: ['targets'], queryFn: ({ signal }) => get<TargetPlans>('/target-plans', undefined, signal) })

export const boardQuery = (plan: string, quarter: string | undefined) =>
  queryOptions({
    queryKey: ['targets', plan, quarter],
    queryFn: ({ signal }) => get<TargetBoard>(`/target-plans/${encodeURIComponent(plan)}`, { quarter }, signal),
  })

export const entriesQuery = (plan: string, subject: string) =>
  queryOptions({
    queryKey: ['target-entries', plan, subject],
    queryFn: ({ signal }) =>
      get<TargetEntries>(`/target-plans/${encodeURIComponent(plan)}/entries/${encodeURIComponent(subject)}`, undefined, signal),
  })
