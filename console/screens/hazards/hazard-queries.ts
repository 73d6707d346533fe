import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { HazardLetters, HazardList } from '../../../contract/hazard.ts'
import type { DueAreas, DueList, InspectionPlan, ObjectInspections } from '../../../contract/inspection-desk.ts'
import { get } from '../../../ui/api.ts'

export type HazardView = 'open' | 'overdue' | 'closed'
export type HazardFilter = { area: string | undefined; view: HazardView; kind: string | undefined }

export const hazardsQuery = ({ area, view, kind }: HazardFilter) =>
  infiniteQueryOptions({
    queryKey: ['hazards', { area, view, kind }],
    queryFn: ({ signal, pageParam }) =>
      get<HazardList>('/hazards', { area, view, kind, limit: 100, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export const lettersQuery = (event: string) =>
  queryOptions({
    queryKey: ['letters', event],
    queryFn: ({ signal }) => get<HazardLetters>(`/events/${event}/letters`, undefined, signal),
  })

export const plansQuery = queryOptions({
  queryKey: ['inspection-plans'],
  queryFn: ({ signal }) => get<{ rows: InspectionPlan[] }>('/inspection-plans', undefined, signal).then(({ rows }) => rows),
  staleTime: 600_000,
})

export type DueFilter = { area: string | undefined; kind: string; plan: string }
export const dueAreasQuery = ({ area, kind, plan }: DueFilter) =>
  queryOptions({
    queryKey: ['inspections', 'areas', { area, kind, plan }],
    queryFn: ({ signal }) => get<DueAreas>('/inspections/areas', { area, kind, plan }, signal),
  })
export const dueObjectsQuery = ({ area, kind, plan, state }: DueFilter & { state: 'overdue' | 'due' | 'done' }) =>
  infiniteQueryOptions({
    queryKey: ['inspections', 'objects', { area, kind, plan, state }],
    queryFn: ({ signal, pageParam }) =>
      get<DueList>('/inspections/objects', { area, kind, plan, state, limit: 100, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export const objectInspectionsQuery = (object: string) =>
  queryOptions({
    queryKey: ['inspections', 'object', object],
    queryFn: ({ signal }) => get<ObjectInspections>(`/objects/${encodeURIComponent(object)}/inspections`, undefined, signal),
  })
