import type { ReactNode } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, NONE, number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { t, tell } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'

type Values = SignalDetail['why'][number]['values']

/** Values of a reason as words: codes named, moments in city time, numbers with separators; an unknown code stays as it is. */
function wordsOf(values: Values, now: number, pack: ReturnType<typeof usePackWords>): Record<string, string> {
  const severity = typeof values.severity === 'string' ? part(`severity.${values.severity as 'red'}`) : ''
  const word = (key: string, value: string | number | null): string => {
    if (value === null) return NONE
    if (typeof value === 'number') return number(value)
    if (key === 'grade') return part(`grade.${value as 'major'}`)
    if (key === 'role') return part(`role.${value as 'lead'}`)
    if (key === 'reason') return tell(`route.${value}`) ?? value
    if (key === 'from') return tell(`why.from.${value}`, { severity }) ?? value
    if (key === 'reading') return pack('readings', value)
    if (key === 'rule') return pack('rules', value)
    if (key === 'severity') return severity
    return /^\d{4}-\d\d-\d\dT/.test(value) ? dateTime(value, now, lang()) : value
  }
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, word(key, value)]))
}

/** Why it came here: the rule, how the grade came about, why nothing was merged. Codes of the server, words of ours. */
export function SignalWhy({ why }: { why: SignalDetail['why'] }): ReactNode {
  const now = useNow()
  const pack = usePackWords()
  return (
    <Panel title={t('why.title')}>
      <dl className="why">
        {why.map((w, i) => {
          const words = wordsOf(w.values, now, pack)
          // A level held for its time steps up by the clock: then no value goes with it.
          const code = w.code === 'rule' && w.values.value === null ? 'rule-held' : w.code
          return (
            <div key={`${w.code}-${i}`}>
              <dt>{tell(`why.${w.code}.name`, words) ?? w.code}</dt>
              <dd>{tell(`why.${code}`, words) ?? Object.values(words).join(' ')}</dd>
            </div>
          )
        })}
        {why.length === 0 && <p className="meta">{t('why.none')}</p>}
      </dl>
    </Panel>
  )
}
