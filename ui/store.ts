import { useSyncExternalStore } from 'react'

/** A value outside React that parts can watch: language, theme, connection, clock. Not for server data (that is the query cache). */
export type Store<T> = { get: () => T; set: (next: T) => void; watch: (onChange: () => void) => () => void; use: () => T }

/** Makes a store. `set` with the same value tells nobody. */
export function createStore<T>(first: T): Store<T> {
  let value = first
  const watchers = new Set<() => void>()
  const get = () => value
  const watch = (onChange: () => void) => {
    watchers.add(onChange)
    return () => void watchers.delete(onChange)
  }
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    for (const onChange of Array.from(watchers)) onChange()
  }
  return { get, set, watch, use: () => useSyncExternalStore(watch, get, get) }
}
