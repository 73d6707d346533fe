import { useEffect, useRef } from 'react'
import type { Command } from '../../ui/command-menu.tsx'
import { createStore } from '../../ui/store.ts'

type Make = () => readonly Command[]
const none: Make = () => []

/** What the screen in front offers in the command menu, before everything that works everywhere. Asked when the menu opens. */
export const screenCommands = createStore<Make>(none)

/** Offers a screen's actions while it is shown. */
export function useCommands(make: Make): void {
  const latest = useRef(make)
  useEffect(() => {
    latest.current = make
  })
  useEffect(() => {
    screenCommands.set(() => latest.current())
    return () => screenCommands.set(none)
  }, [])
}
