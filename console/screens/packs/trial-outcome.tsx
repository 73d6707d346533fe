import type { ReactNode } from 'react'
import type { Backtest, BacktestResult, BacktestSide } from '../../../contract/backtest.ts'
import { number } from '../../../ui/format.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t as frame } from '../../messages.ts'
import { HaulageTrial } from './haulage-trial.tsx'
import { RiskTrial } from './risk-trial.tsx'
import { t } from './words.ts'

type FigureId = 'alarms' | 'events' | 'calls' | 'people'
const figures: readonly { id: FigureId; of: (side: BacktestSide) => number }[] = [
  { id: 'alarms', of: ({ alarms }) => alarms },
  { id: 'events', of: ({ events }) => events.auto + events.triage },
  { id: 'calls', of: ({ calls }) => calls },
  { id: 'people', of: ({ people }) => people },
]

/** What a replay found, or how far it is: rules, and whatever else the changed settings are set in. */
export function TrialOutcome({ run: { state, result, progress, error } }: { run: Backtest }): ReactNode {
  if (state === 'failed' || state === 'cancelled') return <FieldNote error={frame('rules.trial.failed', { why: error ?? '' })} />
  if (!result)
    return (
      <p className="meta" role="status">
        {progress.of === null
          ? frame('rules.trial.waits')
          : frame('rules.trial.objects', { n: number(progress.done), of: number(progress.of) })}
      </p>
    )
  return (
    <>
      {(result.played ?? ['rules']).includes('rules') && <OfRules result={result} />}
      {result.haulage && <HaulageTrial haulage={result.haulage} days={result.days} />}
      {result.risk && <RiskTrial risk={result.risk} />}
      {result.limits.length > 0 && <Limits words={result.limits.map((limit) => frame(`rules.limit.${limit}`))} />}
    </>
  )
}

/** What a replay cannot know, folded away: it is the same each time. */
export function Limits({ words }: { words: readonly string[] }): ReactNode {
  return (
    <details>
      <summary className="meta">{t('packs.replay-limits')}</summary>
      <ul className="meta whys">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  )
}

function OfRules({ result }: { result: BacktestResult }): ReactNode {
  const { live, tried, readings, objects, days } = result
  const on = { readings: number(readings), objects: number(objects), days: Math.round(days * 10) / 10 }
  return (
    <>
      <p className="meta" role="status">
        {readings === 0 ? t('packs.replay-empty') : frame('rules.trial.on', on)}
      </p>
      {readings > 0 && (
        <div className="sideways">
          <table className="tb pack-replay">
            <thead>
              <tr>
                <th scope="col">{frame('rules.trial.what')}</th>
                <th scope="col" className="num">
                  {t('packs.replay-before')}
                </th>
                <th scope="col" className="num">
                  {t('packs.replay-after')}
                </th>
              </tr>
            </thead>
            <tbody>
              {figures.map(({ id, of }) => (
                <tr key={id}>
                  <th scope="row">{t(`packs.replay.${id}`)}</th>
                  <td className="num">{number(of(live))}</td>
                  <td className="num b">{number(of(tried))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
