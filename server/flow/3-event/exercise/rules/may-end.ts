import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import type { EventRecord } from '../../types.ts'

type Drill = Pick<EventRecord, 'no' | 'exercise' | 'state'>

const over = ['closed', 'false-alarm', 'merged', 'self-handled']

/** A drill may be ended by whoever runs exercises in its area, while it is not over. A live event never is one. */
export function mayEnd({ no, exercise, state }: Drill): Result<true> {
  if (!exercise) return refuse('exercise.not', { no })
  return over.includes(state) ? refuse('exercise.over', { no }) : ok(true)
}

/** It becomes live by a second person only: never by who began it. */
export function mayPromote(drill: Drill, { startedBy, by }: { startedBy: string; by: string }): Result<true> {
  const may = mayEnd(drill)
  if (!may.ok) return may
  return startedBy === by ? refuse('exercise.second') : ok(true)
}
