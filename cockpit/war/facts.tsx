import type { ReactNode } from 'react'
import { useNow } from '../../ui/clock.ts'
import { factWords } from '../../ui/fact-words.ts'
import { clockTime } from '../../ui/format.ts'
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
  const facts = told.toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt))
  return (
    <section className="wp rest facts">
      <PanelHead title={t('war.timeline')} note={t('war.facts', { n: facts.length })} />
      <ul className="tln whole">
        {facts.slice(0, most).map((fact) => {
          const { text, dot } = factWords(fact, lang(), now)
          return (
            <li key={fact.position}>
              <time>{clockTime(fact.occurredAt, true)}</time>
              <span className={dot === 'state' ? 'b' : ''}>{text}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
