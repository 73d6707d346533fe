import type { ReactNode } from 'react'
import type { FactView } from '../../contract/fact.ts'
import { useNow } from '../../ui/clock.ts'
import { factWords } from '../../ui/fact-words.ts'
import { clockTime } from '../../ui/format.ts'
import { useLoadedPackWords } from '../../ui/pack-words.ts'
import { lang } from '../../ui/t.ts'

/** The last fact of an event as a sentence. In a file of its own: the words of all facts come after the first picture, not with it. */
export function LastFact({ fact }: { fact: FactView }): ReactNode {
  const now = useNow()
  useLoadedPackWords()
  return (
    <>
      <b>{clockTime(fact.recordedAt)}</b> {factWords(fact, lang(), now).text}
      {lang() === 'en' ? '. ' : '。'}
    </>
  )
}
