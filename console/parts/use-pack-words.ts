import { packName, useLoadedPackWords, type WordKind } from '../../ui/pack-words.ts'
import { lang } from '../../ui/t.ts'

/** Says what the packs call their codes (`ch4-rate` → 甲烷上升过快): 「…」 until that is known; a code nobody knows stays as it is. */
export function usePackWords(): (kind: WordKind, code: string) => string {
  useLoadedPackWords()
  return (kind, code) => packName(kind, code, lang())
}
