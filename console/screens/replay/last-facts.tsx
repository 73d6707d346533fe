import type { ReactNode } from 'react'
import type { FactView } from '../../../contract/fact.ts'
import { factWords } from '../../../ui/fact-words.ts'
import { clockTime } from '../../../ui/format.ts'
import { useLoadedPackWords } from '../../../ui/pack-words.ts'
import { lang } from '../../../ui/t.ts'
import { p } from './words.ts'

/** So many facts are read at a glance. */
const shown = 12

/** What had happened by the moment, the newest first. Each opens its moment for whoever copies the address. */
export function LastFacts({ facts, at, cut }: { facts: readonly FactView[]; at: number; cut: boolean }): ReactNode {
  useLoadedPackWords()
  const told = facts.filter((fact) => Date.parse(fact.recordedAt) <= at && fact.kind !== 'work-order.clocked')
  return (
    <section className="rp-facts" aria-live="off">
      <h2>{p('facts')}</h2>
      {cut && <p className="meta">{p('cut')}</p>}
      <ol>
        {told
          .slice(-shown)
          .toReversed()
          .map((fact) => {
            const words = factWords(fact, lang(), at)
            return (
              <li key={fact.position}>
                <time dateTime={fact.recordedAt}>{clockTime(fact.recordedAt, true)}</time>
                <span className={words.dot === 'state' ? 'b' : undefined}>{words.text}</span>
              </li>
            )
          })}
      </ol>
    </section>
  )
}
