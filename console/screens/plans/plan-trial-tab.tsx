import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Plan } from '../../../contract/pack.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { t } from '../../messages.ts'
import { Begin } from '../rules/begin-trial.tsx'
import { backtestsQuery, packRulesQuery } from '../rules/rules-queries.ts'
import { Run, Runs } from '../rules/trial.tsx'

type Props = { type: TypePlan; plan: Plan; trial: string | undefined; onTrial: (id: string) => void }

/** The version on recorded days, beside the plan in force: begin one, follow it, read what came of it. */
export function PlanTrialTab({ type, plan, trial, onTrial }: Props): ReactNode {
  const pack = useQuery(packRulesQuery(type.pack))
  const runs = useQuery(backtestsQuery(type.pack))
  const stale = useMemo(() => ['plans', type.type], [type.type])
  const ofPlans = runs.data?.rows.filter(({ kind }) => kind === 'plan') ?? []
  const shown = trial ?? ofPlans[0]?.id
  return (
    <div className="col trial">
      <Begin asked={{ kind: 'plan', pack: type.pack, type: type.type, plan }} onBegun={onTrial}>
        {t('plans.trial-begin')}
      </Begin>
      {runs.error && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && ofPlans.length === 0 && !trial && <p className="t2">{t('rules.trial.none')}</p>}
      {ofPlans.length > 1 && <Runs runs={ofPlans} shown={shown} onTrial={onTrial} />}
      {shown &&
        (pack.data ? (
          <Run key={shown} id={shown} pack={pack.data} stale={stale} onUse={() => undefined} off={t('plans.not-a-rule')} />
        ) : (
          <Loading />
        ))}
    </div>
  )
}
