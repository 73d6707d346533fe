import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { Backtest } from '../../../contract/backtest.ts'
import type { DetectRule } from '../../../contract/pack.ts'
import type { PackRules, RulesVersion } from '../../../contract/rules.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { TrialOutcome } from '../../parts/trial/trial-outcome.tsx'
import { useAct } from '../../use-act.ts'
import { AreaNames } from './area-names.tsx'
import { Begin } from './begin-trial.tsx'
import { Findings } from './findings.tsx'
import { PlanTrial } from './plan-trial.tsx'
import { backtestQuery, backtestsQuery, isUnderWay } from './rules-queries.ts'

type TrialProps = {
  pack: PackRules
  version: RulesVersion
  trial: string | undefined
  onTrial: (id: string) => void
  onUse: (rule: DetectRule) => void
  off: string | null
}

/** The version, or another plan, on recorded days beside what is in force: begin one, follow it, read what came of it. */
export function Trial(props: TrialProps): ReactNode {
  const { pack, version, trial, onTrial } = props
  const [what, setWhat] = useState<'rules' | 'plan'>('rules')
  const runs = useQuery(backtestsQuery(pack.pack))
  const alike = runs.data?.rows.filter(({ kind, version: of }) => kind === what && (kind === 'plan' || of === version.no)) ?? []
  // One that has just begun stands in no list yet.
  const elsewhere = runs.data?.rows.some((run) => run.id === trial && !alike.includes(run))
  const shown = trial && !elsewhere ? trial : alike[0]?.id
  return (
    <div className="col trial">
      {pack.plans.length > 0 && (
        <Segmented
          label={t('rules.trial.of')}
          value={what}
          onChange={(id) => setWhat(id as typeof what)}
          items={(['rules', 'plan'] as const).map((id) => ({ id, label: t(`rules.trial.of.${id}`) }))}
        />
      )}
      {what === 'rules' ? (
        <Begin asked={{ kind: 'rules', pack: pack.pack, version: version.no }} onBegun={onTrial}>
          {t('rules.trial.begin', { no: version.no })}
        </Begin>
      ) : (
        <PlanTrial pack={pack} onBegun={onTrial} />
      )}
      {runs.error && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && alike.length === 0 && <p className="t2">{t('rules.trial.none')}</p>}
      {alike.length > 1 && <Runs runs={alike} shown={shown} onTrial={onTrial} />}
      {shown && <Run pack={pack} onUse={props.onUse} off={props.off} key={shown} id={shown} />}
    </div>
  )
}

export function Runs({
  runs,
  shown,
  onTrial,
}: {
  runs: Backtest[]
  shown: string | undefined
  onTrial: (id: string) => void
}): ReactNode {
  return (
    <ul className="row wrap" aria-label={t('rules.trial.earlier')}>
      {runs.slice(0, 6).map((run) => (
        <li key={run.id}>
          <button type="button" className="chip" aria-pressed={run.id === shown} onClick={() => onTrial(run.id)}>
            <When at={run.askedAt} /> {t(`rules.trial.state.${run.state}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}

type RunProps = Pick<TrialProps, 'pack' | 'onUse' | 'off'> & {
  id: string
  /** what is read anew by its end: a version may be tried enough then */
  stale?: readonly string[]
}

/** One back-test: how far it is, or what came of it. */
export function Run({ id, pack, onUse, off, stale }: RunProps): ReactNode {
  const query = useQuery(backtestQuery(id))
  const act = useAct()
  const client = useQueryClient()
  const run = query.data
  const ended = run !== undefined && !isUnderWay(run)
  useEffect(() => {
    // By its end a version may be tried enough, and the list of back-tests tells its state.
    if (ended) void client.invalidateQueries({ queryKey: ['rules', pack.pack] })
    if (ended && stale) void client.invalidateQueries({ queryKey: stale })
  }, [ended, client, pack.pack, stale])
  if (!run) return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
  const { done, of } = run.progress
  return (
    <section className="col trial" aria-label={t('rules.tab.trial')} aria-busy={isUnderWay(run)}>
      <p className="row wrap">
        <Tag kind="strong">{t(`rules.trial.state.${run.state}`)}</Tag>
        <AreaNames paths={run.areas} />
        <span className="meta">
          <When at={run.from} /> {t('rules.trial.until')} <When at={run.to} />
        </span>
        {run.askedByName && <span className="meta">{t('rules.trial.by', { name: run.askedByName })}</span>}
      </p>
      {isUnderWay(run) && (
        <div className="row wrap">
          <progress value={of ? done : undefined} max={of ?? 1} aria-label={t('rules.trial.progress')} />
          <span className="meta" role="status">
            {of === null
              ? t(run.state === 'waiting' ? 'rules.trial.waits' : 'rules.trial.begins')
              : t('rules.trial.objects', { n: number(done), of: number(of) })}
          </span>
          <Button small busy={act.busy} onPress={() => void act.run(`/backtests/${id}/cancel`).then(() => query.refetch())}>
            {t('rules.trial.cancel')}
          </Button>
        </div>
      )}
      {run.state === 'failed' && <FieldNote error={t('rules.trial.failed', { why: run.error ?? '' })} />}
      {run.result && (
        <TrialOutcome result={run.result}>
          <Findings findings={run.result.findings} names={pack.vocabulary} onUse={onUse} off={off} />
        </TrialOutcome>
      )}
    </section>
  )
}
