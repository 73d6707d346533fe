import type { UseQueryResult } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { Screen } from '../../ui/screen.tsx'
import { NoSuch } from './no-such.tsx'
import { isNone } from './none.ts'

/** A picture that cannot be read or drawn: what it is called, and how to try again. */
export type Unread = { what: string; onRetry: () => void }
/**
 * What stands in for a picture that cannot be read: the wall says it. Without one the screen itself does. `late`: the picture was waited for long enough
 * before it came.
 */
export const Standby = createContext<{ show: (unread: Unread) => ReactNode; late: boolean } | null>(null)

/** A picture gets this long before something else stands in for it, ms: an answer that hangs is no answer. */
const patienceMs = 3_000

/** Has it been waited for too long? `what`: another one is waited for anew. */
export function useLate(waits: boolean, what = ''): boolean {
  const [late, setLate] = useState<string | null>(null)
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => setLate(what), patienceMs)
    return () => {
      clearTimeout(timer)
      setLate(null)
    }
  }, [waits, what])
  return waits && late === what
}

type WholeProps<T> = {
  query: UseQueryResult<T>
  what: string
  /** what is looked for, where there is none */
  thing: string
  title: string
  skeleton: ReactNode
  children: (data: T) => ReactNode
}

/**
 * A picture of a wall that is one answer. While there is none and it fails or hangs, something else stands in: a wall is never blank, and what
 * waits is seen. It is asked for all the same, and comes as soon as it is answered. What is not there says so.
 */
export function Whole<T>({ query, what, thing, ...screen }: WholeProps<T>): ReactNode {
  const standby = useContext(Standby)
  const late = useLate(query.data === undefined)
  const unread = query.data === undefined && (late || standby?.late || query.isError || query.failureCount > 0)
  if (query.data === undefined && isNone(query.error)) return <NoSuch thing={thing} />
  if (standby && unread) return standby.show({ what, onRetry: () => void query.refetch() })
  return <Screen query={query} {...screen} />
}
