import { type ReactNode, useEffect, useMemo } from 'react'
import type { KeyHint } from '../../ui/key-help.tsx'
import { createStore } from '../../ui/store.ts'

export type Foot = { hints: readonly KeyHint[]; note: ReactNode }

/** What the key bar shows: every screen says its own keys. */
export const foot = createStore<Foot>({ hints: [], note: null })

/** Shows a screen's keys while it is there. `make` is a function of the module, so that the words follow the language. */
export function useFoot(make: () => readonly KeyHint[], note?: string): void {
  const hints = useMemo(() => make(), [make])
  useEffect(() => {
    foot.set({ hints, note: note ?? null })
    return () => foot.set({ hints: [], note: null })
  }, [hints, note])
}
