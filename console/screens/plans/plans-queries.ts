import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Plan } from '../../../contract/pack.ts'
import type { PlanRehearsal, PlanTiers, RehearsalAsked, TiersAsked } from '../../../contract/plan-preview.ts'
import type { PlanChecked, PlanList, PlanRunning, PlanVersion, TypePlan } from '../../../contract/plan-version.ts'
import { get, post } from '../../../ui/api.ts'

const of = (type: string): string => `/plans/${encodeURIComponent(type)}`

export const plansQuery = () =>
  queryOptions({ queryKey: ['plans'], queryFn: ({ signal }) => get<PlanList>('/plans', undefined, signal) })

export const typePlanQuery = (type: string) =>
  queryOptions({ queryKey: ['plans', type], queryFn: ({ signal }) => get<TypePlan>(of(type), undefined, signal) })

export const planVersionQuery = (type: string, no: number) =>
  queryOptions({
    queryKey: ['plans', type, no],
    queryFn: ({ signal }) => get<PlanVersion>(`${of(type)}/versions/${no}`, undefined, signal),
  })

export const runningQuery = (type: string) =>
  queryOptions({
    queryKey: ['plans', type, 'running'],
    queryFn: ({ signal }) => get<PlanRunning>(`${of(type)}/running`, undefined, signal),
  })

/** What the check says of a plan that is not saved; what it said before stays while it is asked again. */
export const planCheckQuery = (type: string, plan: Plan) =>
  queryOptions({
    queryKey: ['plans', type, 'check', plan],
    queryFn: ({ signal }) => post<PlanChecked>(`${of(type)}/check`, { plan }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** A made-up event played through a plan. Nobody is told. */
export const rehearsalQuery = (type: string, asked: RehearsalAsked | null) =>
  queryOptions({
    queryKey: ['plans', type, 'rehearse', asked],
    queryFn: ({ signal }) => post<PlanRehearsal>(`${of(type)}/rehearse`, asked, { signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })

export const tiersQuery = (type: string, asked: TiersAsked) =>
  queryOptions({
    queryKey: ['plans', type, 'tiers', asked],
    queryFn: ({ signal }) => post<PlanTiers>(`${of(type)}/tiers`, asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
