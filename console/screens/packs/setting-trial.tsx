import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t as frame, say } from '../../messages.ts'
import { TrialRun } from '../../parts/trial/trial-run.tsx'
import { useAct } from '../../use-act.ts'
import { backtestQuery, isUnderWay } from '../rules/rules-queries.ts'
import { t } from './words.ts'

type Setting = PackPage['settings'][number]
type Values = Record<string, Setting['value'] | null>
/** What is tried: where, which values, and on how many of the last days. */
type Tried = { pack: string; area: string; settings: Values; changed: readonly Setting[] }

const spans = ['1', '7', '14', '30'] as const

/** The back-test of exactly these values, and how it is begun; one of other values is not theirs. */
export function useSettingTrial({ pack, area, settings }: Omit<Tried, 'changed'>) {
  const act = useAct()
  const [days, setDays] = useState('7')
  const [asked, setAsked] = useState<{ what: string; id: string } | null>(null)
  const what = JSON.stringify([area, settings, days])
  const id = asked?.what === what ? asked.id : null
  const query = useQuery({ ...backtestQuery(id ?? ''), enabled: id !== null })
  const run = id !== null && query.data?.id === id ? query.data : null
  const begin = async () => {
    const done = await act.run<{ id: string }>('/backtests', { kind: 'settings', pack, area, settings, days: Number(days) })
    if (done) setAsked({ what, id: done.id })
  }
  return {
    ...{ days, setDays, begin, run, busy: act.busy || (id !== null && (!run || isUnderWay(run))) },
    error: act.error?.message ?? query.error?.message ?? null,
    /** what is sent with the change; undefined: nothing was tried, or it is not done */
    done: run?.state === 'done' ? run.id : undefined,
  }
}

type TrialProps = { trial: ReturnType<typeof useSettingTrial>; changed: readonly Setting[] }

/** 回放: what these values would have done on the recorded days of the place, one press before they are changed. */
export function SettingTrial({ trial, changed }: TrialProps): ReactNode {
  const unplayed = changed.filter(({ replayed }) => !replayed)
  // Where nothing is changed it is asked what switching the pack on would bring.
  const off = changed.length > 0 && unplayed.length === changed.length ? t('packs.replay-none') : null
  return (
    <section className="rform" aria-label={t('packs.replay')}>
      <div className="row wrap">
        <Segmented
          label={t('packs.replay-days')}
          value={trial.days}
          onChange={trial.setDays}
          items={spans.map((n) => ({ id: n, label: frame('rules.trial.last', { n: Number(n) }) }))}
        />
        <Button busy={trial.busy} off={off} onPress={() => void trial.begin()}>
          {t('packs.replay')}
        </Button>
        <span className="meta">{off ?? t(changed.length === 0 ? 'packs.replay-on' : 'packs.replay-note')}</span>
      </div>
      {!off && unplayed.length > 0 && (
        <p className="meta">{t('packs.replay-without', { names: unplayed.map(({ name }) => say(name)).join(comma()) })}</p>
      )}
      {trial.run && <TrialRun run={trial.run} on={changed.length === 0} />}
      <FieldNote error={trial.error} />
    </section>
  )
}
