import type { ReactNode } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { t, tell } from '../../messages.ts'

type Values = SignalDetail['why'][number]['values']

/** Values of a reason as words: grades and severities named, moments in city time, numbers with separators. */
function wordsOf(values: Values, now: number): Record<string, string> {
  const word = (key: string, value: string | number | null): string => {
    if (value === null) return '—'
    if (typeof value === 'number') return number(value)
    if (key === 'grade' || key === 'from' || key === 'to') return part(`grade.${value as 'major'}`)
    if (key === 'severity') return part(`severity.${value as 'red'}`)
    return /^\d{4}-\d\d-\d\dT/.test(value) ? dateTime(value, now, lang()) : value
  }
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, word(key, value)]))
}

/** Why it came here: the rule, how the grade came about, why nothing was merged. Codes of the server, words of ours. */
export function SignalWhy({ why }: { why: SignalDetail['why'] }): ReactNode {
  const now = useNow()
  return (
    <Panel title={t('why.title')}>
      <dl className="why">
        {why.map((w) => (
          <div key={w.code}>
            <dt>{tell(`why.${w.code}.name`) ?? w.code}</dt>
            <dd>{tell(`why.${w.code}`, wordsOf(w.values, now)) ?? Object.values(wordsOf(w.values, now)).join(' ')}</dd>
          </div>
        ))}
        {why.length === 0 && <p className="meta">{t('why.none')}</p>}
      </dl>
    </Panel>
  )
}
