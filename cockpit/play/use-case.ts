import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EventRow } from '../../contract/event.ts'
import { warQuery } from '../data.ts'

/** States of a case nothing is done about any more. */
const overStates: readonly EventRow['state'][] = ['closed', 'merged', 'false-alarm', 'self-handled']

/** Did the case come to its end while it was looked at? One that was over when it was opened is looked at in peace. */
export function useOver(id: string | null): boolean {
  const { data } = useQuery({ ...warQuery(id ?? ''), enabled: false, placeholderData: () => undefined })
  const [seenOpen, setSeenOpen] = useState<string | null>(null)
  const state = id === null ? undefined : data?.event.state
  const isOver = state !== undefined && overStates.includes(state)
  if (id !== null && state !== undefined && !isOver && seenOpen !== id) setSeenOpen(id)
  return isOver && seenOpen === id
}

/** Tells whenever somebody touches the wall while `on`: a key, a pointer, a wheel. Before what the key itself does. */
export function useTouch(on: boolean, onTouch: () => void): void {
  const touch = useEffectEvent(onTouch)
  useEffect(() => {
    if (!on) return
    const listen = () => touch()
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, listen, true)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, listen, true)
    }
  }, [on])
}
