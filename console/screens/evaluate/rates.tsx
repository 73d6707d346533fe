import type { ReactNode } from 'react'
import type { Evaluation, EvaluationRate } from '../../../contract/evaluation.ts'
import { defectWords, type Judged, measures } from '../../../contract/evaluation-kinds.ts'
import { number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { shareOf } from '../quality/share.ts'
import { daysOf } from './days-of.ts'
import { h } from './handling-words.ts'
import { ToCases } from './to-cases.tsx'
import { t } from './words.ts'

/** Every rate with both its numbers beside the period before; false closings first, with what was wrong. */
export function Rates({ one }: { one: Evaluation }): ReactNode {
  return (
    <section>
      <h2>
        {h('rates')} <small className="meta">{h('rates-note')}</small>
      </h2>
      <table className="tb hd-rates" aria-label={h('rates')}>
        <thead>
          <tr>
            <th scope="col">{h('rate')}</th>
            <th scope="col" className="num">
              {h('share', { days: daysOf(one) })}
            </th>
            <th scope="col">
              <span className="vh">{h('share', { days: daysOf(one) })}</span>
            </th>
            <th scope="col" className="num">
              {h('was', { days: daysOf(one.before) })}
            </th>
            <th scope="col">{t('kpi.good')}</th>
            <th scope="col">{h('how')}</th>
          </tr>
        </thead>
        <tbody>
          {one.rates.map((rate) => (
            <tr key={rate.id} className={rate.id === 'false-closing' ? 'hd-first' : undefined}>
              <th scope="row">
                {say(measures[rate.id])}
                {rate.id === 'false-closing' && <Defects one={one} />}
              </th>
              <td className="num nw">
                <ShareOf one={one} rate={rate} name={say(measures[rate.id])} by={null} />
              </td>
              <td>
                <ShareBar rate={rate} />
              </td>
              <td className="num nw t2">{shareOf(rate.was.n, rate.was.of).words}</td>
              <td className="meta nw">{t(`kpi.good.${measures[rate.id].good}`)}</td>
              <td className="meta">{say(measures[rate.id].what)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Defects({ one: { defects } }: { one: Evaluation }): ReactNode {
  const found = defects.filter(({ n }) => n > 0)
  if (found.length === 0) return null
  const each = found.map(({ defect, n }) => h('defect-n', { defect: say(defectWords[defect]!), n }))
  return <span className="meta hd-defects">{each.join(' · ')}</span>
}

type Of = Pick<EvaluationRate, 'id' | 'n' | 'of'>

/** Both numbers, and the percentage where there are enough; opens the cases counted, or all when none is. Of what should be done also those where it was not. */
export function ShareOf(props: { one: Evaluation; rate: Of; name: string; by: Judged['by'] }): ReactNode {
  const { one, rate, name, by } = props
  if (rate.of === 0) return <span className="t2">{h('nothing')}</span>
  const missed = measures[rate.id].good === 'high' ? rate.of - rate.n : 0
  return (
    <>
      {missed > 0 && (
        <small>
          <ToCases one={one} of={{ figure: rate.id, part: 'miss', by }} label={h('missed-of', { rate: name, n: number(missed) })}>
            {h('missed', { n: number(missed) })}
          </ToCases>{' '}
        </small>
      )}
      <ToCases
        one={one}
        of={{ figure: rate.id, part: rate.n > 0 ? 'hit' : 'all', by }}
        label={h('hits-of', { rate: name, n: number(rate.n > 0 ? rate.n : rate.of) })}
      >
        {shareOf(rate.n, rate.of).words}
      </ToCases>
    </>
  )
}

/** The share as a length, with the one before as a mark. Grey: which way is good is said in words, not by a colour of risk. */
export function ShareBar({ rate: { n, of, was } }: { rate: Pick<EvaluationRate, 'n' | 'of' | 'was'> }): ReactNode {
  if (of === 0) return null
  return (
    <span className="hd-bar" aria-hidden="true">
      <i style={{ width: `${(100 * n) / of}%` }} />
      {was.of > 0 && <u style={{ left: `${(100 * was.n) / was.of}%` }} />}
    </span>
  )
}
