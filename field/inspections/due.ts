import { useQuery } from '@tanstack/react-query'
import type { DueList, DueRow, InspectionPlan } from '../../contract/inspection-desk.ts'
import { get } from '../../ui/api.ts'
import { outbox } from '../outbox/outbox.ts'
import type { OutItem } from '../outbox/types.ts'
import { session } from '../session.ts'

export const dueKey = ['inspections', 'due'] as const

/** What waits to be inspected, as the server told it last; kept by the worker for when there is no network. */
export const dueQuery = {
  queryKey: dueKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => get<DueList>('/inspections/due', undefined, signal),
}
/** What is looked at in each inspection. */
export const plansQuery = {
  queryKey: ['inspection-plans'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<{ rows: InspectionPlan[] }>('/inspection-plans', undefined, signal).then(({ rows }) => rows),
  staleTime: 600_000,
}

/** Items of one object and inspection go in their order. */
export const caseOf = (object: string, plan: string): string => `inspect:${object}:${plan}`

/** Rows without those this phone has done since the list was read: sent later, or still waiting to be. */
export function withoutDone(
  rows: readonly DueRow[],
  items: readonly OutItem[],
  { person, readAt }: { person: string; readAt: number },
): DueRow[] {
  const done = new Set(
    items
      .filter((one) => one.person === person && one.verb === 'inspect' && one.state !== 'refused' && one.state !== 'kept')
      .filter((one) => one.sentAt === null || Date.parse(one.sentAt) >= readAt)
      .map((one) => one.case),
  )
  return rows.filter(({ object, plan }) => !done.has(caseOf(object, plan)))
}

/** What this person still has to inspect, and the query behind it. */
export function useDue() {
  const who = session.use()
  const may = who?.permits.includes('inspection.do') ?? false
  const query = useQuery({ ...dueQuery, enabled: may })
  const items = outbox.use()
  const readAt = query.data ? Date.parse(query.data.at) : 0
  return { query, may, rows: withoutDone(query.data?.rows ?? [], items, { person: who?.person.id ?? '', readAt }) }
}
