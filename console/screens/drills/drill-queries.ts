import { queryOptions } from '@tanstack/react-query'
import type { ExerciseList, ExerciseSheet } from '../../../contract/exercise.ts'
import { get } from '../../../ui/api.ts'

/** Drills of an area, newest first, with when each plan was drilled last; `cursor`: the page after. */
export const drillsQuery = (area: string | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['exercises', area, cursor],
    queryFn: ({ signal }) => get<ExerciseList>('/exercises', { area, cursor }, signal),
  })

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['exercises', 'sheet', id],
    queryFn: ({ signal }) => get<ExerciseSheet>(`/exercises/${id}`, undefined, signal),
  })
