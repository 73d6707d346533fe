import type { ReactNode } from 'react'
import { newestFirst } from '../../contract/fact-order.ts'
import { useNow } from '../../ui/clock.ts'
import { factWords } from '../../ui/fact-words.ts'
import { isToday, shortTime } from '../../ui/format.ts'
import { packWords } from '../../ui/pack-words.ts'
import { lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

/** The newest that fit; the console has them all. */
const most = 16

/** What happened, newest first; a change of state is bold. */
export function Facts({ told }: { told: NonNullable<War['facts']> }): ReactNode {
  const now = useNow()
  packWords.use()
  const facts = told.toSorted(newestFirst)
  const shown = facts.slice(0, most)
  // A time of another day says which, and needs the room.
  const days = shown.some(({ occurredAt }) => !isToday(occurredAt, now))
  return (
    <section className="wp rest facts">
      <PanelHead title={t('war.timeline')} note={t('war.facts', { n: facts.length })} />
      <ul className={days ? 'tln days whole' : 'tln whole'}>
        {shown.map((fact) => {
          const { text, dot } = factWords(fact, lang(), now)
          return (
            <li key={fact.position}>
              <time>{shortTime(fact.occurredAt, now, lang(), true)}</time>
              <span className={dot === 'state' ? 'b' : ''}>{text}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
