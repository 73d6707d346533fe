import { queryOptions } from '@tanstack/react-query'
import type { VitalTaskList } from '../../contract/vital-task.ts'
import { get } from '../../ui/api.ts'

/** How many vitals I am asked for that are silent for a day; the live stream makes it old. */
export const silentQuery = queryOptions({
  queryKey: ['vital-tasks', 'mine'],
  queryFn: ({ signal }) => get<VitalTaskList>('/vital-tasks', { limit: 1 }, signal),
})
