import type { ReactNode } from 'react'
import type { Backtest } from '../../../contract/backtest.ts'
import { number } from '../../../ui/format.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { TrialOutcome } from './trial-outcome.tsx'

/** A back-test in a line or two until it has an outcome: how far it is, or why there is none. */
export function TrialRun({ run: { state, result, progress, error }, on = false }: { run: Backtest; on?: boolean }): ReactNode {
  if (result) return <TrialOutcome result={result} on={on} />
  if (state === 'failed' || state === 'cancelled') return <FieldNote error={t('rules.trial.failed', { why: error ?? '' })} />
  const { done, of } = progress
  return (
    <p className="meta" role="status">
      {of === null ? t('rules.trial.waits') : t('rules.trial.objects', { n: number(done), of: number(of) })}
    </p>
  )
}
