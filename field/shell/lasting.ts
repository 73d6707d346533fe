import { createStore } from '../../ui/store.ts'

/** What the phone tells about its store. `lasting`: the system will not clear it by itself. Null: it tells nothing. */
export type Storing = { used: number; quota: number; lasting: boolean } | null

export const storing = createStore<Storing>(null)

/** From this share of the quota on a person is warned. */
export const fullFrom = 0.8

/** Reads how much of the phone's store is used. */
export async function measureStore(): Promise<void> {
  if (!navigator.storage?.estimate) return
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  storing.set({ used: usage, quota, lasting: (await navigator.storage.persisted?.()) ?? false })
}

/** Asks the browser to keep what is on the phone even when space is short. Browsers decide by themselves; asking costs nothing. */
export async function askToLast(): Promise<void> {
  if (navigator.storage?.persist && !(await navigator.storage.persisted())) await navigator.storage.persist()
  await measureStore()
}
