import { useState } from 'react'
import type { PackWords } from '../contract/words.ts'
import { get } from './api.ts'
import type { Lang } from './kept-lang.ts'
import { createStore } from './store.ts'

/** Codes that have a name in both languages; units are the same in every language. */
export type WordKind = Exclude<keyof PackWords, 'units' | 'measures'>

/** Words of the packs' codes, asked for once; null until they are there, none where they cannot be had (a code is then shown as it is). */
export const packWords = createStore<PackWords | null>(null)
const none: PackWords = {
  ...{ commands: {}, readings: {}, rules: {}, types: {}, packs: {}, devices: {}, objects: {}, units: {}, measures: {} },
}
let asked = false

/** Asks the server for the words once per page; a failure is tried again with the next call. */
export function loadPackWords(): void {
  if (asked) return
  asked = true
  get<PackWords>('/words').then(packWords.set, () => {
    asked = false
    packWords.set(packWords.get() ?? none)
  })
}

/** The words, asked for before anything is drawn with them. */
export function useLoadedPackWords(): PackWords | null {
  useState(loadPackWords)
  return packWords.use()
}

/** 「启动排风」 for `fan.on`; null when no pack knows the code. */
export function packWord(kind: WordKind, code: string, lang: Lang): string | null {
  const words = packWords.get()?.[kind][code]
  return words ? (lang === 'en' ? words.en : words.zh) : null
}

/** The same to be shown: while the words are on their way a code says nothing; one that no pack knows is shown as it is. */
export const packName = (kind: WordKind, code: string, lang: Lang): string =>
  asked && packWords.get() === null ? '…' : (packWord(kind, code, lang) ?? code)
