import { useEffect } from 'react'
import { loadPackWords, packWord, packWords, type WordKind } from '../../ui/pack-words.ts'
import { lang } from '../../ui/t.ts'

/** Says what the packs call their codes (`ch4-rate` → 甲烷上升过快); a code nobody knows stays as it is. */
export function usePackWords(): (kind: WordKind, code: string) => string {
  packWords.use()
  useEffect(loadPackWords, [])
  return (kind, code) => packWord(kind, code, lang()) ?? code
}
