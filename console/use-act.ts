import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { ApiError, request } from '../ui/api.ts'

/** A key for a write, so that a repeat of the very same press changes nothing. Works without a secure origin too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

type Method = 'POST' | 'PUT'
type Wish = { path: string; body: unknown; method: Method }
export type Act = {
  /** Sends; resolves to the answer, or to null when it was refused (`error` then says why). */
  run: <T>(path: string, body?: unknown, method?: Method) => Promise<T | null>
  busy: boolean
  error: ApiError | null
  /** why the last `run` was refused, known at once: `error` comes with the next drawing */
  refusal: () => ApiError | null
  clear: () => void
}

/**
 * One action of a screen. The same wish keeps its idempotency key until it succeeded, so a press after a broken line is safe.
 * Afterwards everything on the screen is read anew: also after a refusal, because then the world was not as the screen showed it.
 */
export function useAct(): Act {
  const client = useQueryClient()
  const key = useRef({ wish: '', key: '' })
  const mutation = useMutation<unknown, Error, Wish>({
    mutationFn: ({ path, body, method }) => {
      const wish = JSON.stringify([method, path, body])
      if (key.current.wish !== wish) key.current = { wish, key: newKey() }
      return request(method, path, { body, idempotencyKey: key.current.key })
    },
    onSuccess: () => {
      key.current = { wish: '', key: '' }
    },
    onSettled: (_, error) => {
      if (!(error instanceof ApiError) || error.status !== 0) void client.invalidateQueries()
    },
  })
  const { mutateAsync, reset } = mutation
  const refused = useRef<ApiError | null>(null)
  const refusal = useCallback(() => refused.current, [])
  const run = useCallback(
    async <T>(path: string, body: unknown = {}, method: Method = 'POST'): Promise<T | null> => {
      try {
        refused.current = null
        return (await mutateAsync({ path, body, method })) as T
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        refused.current = error
        return null
      }
    },
    [mutateAsync],
  )
  const error = mutation.error instanceof ApiError ? mutation.error : null
  return { run, busy: mutation.isPending, error, refusal, clear: reset }
}
