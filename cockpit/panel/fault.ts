import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'

type Read = Pick<UseQueryResult<unknown>, 'data' | 'error' | 'failureReason'>

/**
 * What keeps the first answer from coming; null: nothing, or there is one. `last`: what it was so far. It stands until the answer comes: each asking anew
 * forgets what the one before came to, and a wall in a city that tells of something every second is always asking.
 */
export const faultOf = ({ data, error, failureReason }: Read, last: Error | null): Error | null =>
  data === undefined ? (error ?? failureReason ?? last) : null

/** The same of a question as it goes on. */
export function useFault(read: Read): Error | null {
  const [last, setLast] = useState<Error | null>(null)
  const fault = faultOf(read, last)
  if (fault !== last) setLast(fault)
  return fault
}
