import type { ReactNode } from 'react'
import type { BacktestResult } from '../../../contract/backtest.ts'
import { t } from '../../messages.ts'
import { HaulageTrial, haulLimits } from './haulage-trial.tsx'
import { Limits } from './limits.tsx'
import { RiskTrial } from './risk-trial.tsx'
import { RulesTrial } from './rules-trial.tsx'
import './trial.css'

/** `on`: nothing is in force there, it is tried what switching on would bring. `children`: what is said besides. */
type OutcomeProps = { result: BacktestResult; on?: boolean; children?: ReactNode }

/** What a back-test found, of a version of rules, another plan or other settings alike: everything that was played beside what is in force. */
export function TrialOutcome({ result, on = false, children }: OutcomeProps): ReactNode {
  const words = [
    ...result.limits.map((limit) => t(`rules.limit.${limit}`)),
    ...(result.haulage ? haulLimits(result.haulage) : []),
  ]
  const { played = ['rules'], haulage, risk, days } = result
  return (
    <>
      {played.includes('rules') && <RulesTrial result={result} />}
      {haulage && <HaulageTrial haulage={haulage} days={days} on={on} />}
      {risk && <RiskTrial risk={risk} />}
      {children}
      {words.length > 0 && <Limits words={[...new Set(words)]} />}
    </>
  )
}
