import { ApiError } from '../../ui/api.ts'

/** Is there no such thing, as far as this seat sees? Asking again changes nothing. */
export const isNone = (error: unknown): boolean => error instanceof ApiError && error.status === 404

/** How soon a question is asked again by itself, ms: of what is not there never. */
export const askAgain =
  (ms: number) =>
  ({ state }: { state: { error: Error | null } }): number | false =>
    isNone(state.error) ? false : ms
