/** What the screen needs to know of its query. A TanStack query fits; so does a hand-made object. */
export type ScreenQuery<T> = {
  data: T | undefined
  error: Error | null
  isFetching: boolean
  /** milliseconds, machine time; 0 when there are no data yet */
  dataUpdatedAt: number
  refetch: () => unknown
}

export type ScreenState = 'waiting' | 'refused' | 'missing' | 'failed' | 'shown' | 'shown-old'

/**
 * Which of the states a screen is in. Data always win: an error while data are there only marks them as old.
 * `status` is the HTTP number of the error: 403 is a missing permit, 404 a thing that is not there, 400 an
 * address that cannot be, the rest is a failure to be tried again.
 */
export function screenState(hasData: boolean, status: number | null, offline: boolean): ScreenState {
  if (hasData) return status !== null || offline ? 'shown-old' : 'shown'
  if (status === null) return 'waiting'
  return status === 403 ? 'refused' : status === 404 || status === 400 ? 'missing' : 'failed'
}
