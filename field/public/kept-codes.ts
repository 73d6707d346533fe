import { createStore } from '../../ui/store.ts'

/** A report sent from this phone: its code and what it was, so that nobody has to remember. On this phone only. */
export type KeptCode = { code: string; title: string; at: string }

const KEY = 'zhili.public.codes'
const most = 10

function read(): KeptCode[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as KeptCode[]
  } catch {
    return []
  }
}

export const keptCodes = createStore<readonly KeptCode[]>(read())

/** Newest first; one that is known is not kept twice. */
export function keepCode(kept: KeptCode): void {
  if (keptCodes.get().some((one) => one.code === kept.code)) return
  keptCodes.set([kept, ...keptCodes.get()].slice(0, most))
  localStorage.setItem(KEY, JSON.stringify(keptCodes.get()))
}
