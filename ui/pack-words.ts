import type { PackWords } from '../contract/words.ts'
import { get } from './api.ts'
import { createStore } from './store.ts'
import type { Lang } from './t.ts'

/** Codes that have a name in both languages; units are the same in every language. */
export type WordKind = Exclude<keyof PackWords, 'units' | 'measures'>

/** Words of the packs' codes, asked for once; empty until they are there (a code is then shown as it is). */
export const packWords = createStore<PackWords | null>(null)
let asked = false

/** Asks the server for the words once per page; a failure is tried again with the next call. */
export function loadPackWords(): void {
  if (asked) return
  asked = true
  get<PackWords>('/words').then(packWords.set, () => {
    asked = false
  })
}

/** 「启动排风」 for `fan.on`; null when no pack knows the code. */
export function packWord(kind: WordKind, code: string, lang: Lang): string | null {
  const words = packWords.get()?.[kind][code]
  return words ? (lang === 'en' ? words.en : words.zh) : null
}
