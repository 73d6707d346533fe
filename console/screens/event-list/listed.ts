import { createStore } from '../../../ui/store.ts'

/** The list one came from, in its order: `[` and `]` on an event walk along it. */
export const listed = createStore<{ ids: readonly string[]; total: number }>({ ids: [], total: 0 })
