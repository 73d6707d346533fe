import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Backtest, BacktestSide } from '../../../contract/backtest.ts'
import type { PackPage } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t as frame, say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { backtestQuery, isUnderWay } from '../rules/rules-queries.ts'
import { t } from './words.ts'

type Setting = PackPage['settings'][number]
type Values = Record<string, Setting['value'] | null>
/** What is tried: where, which values, and on how many of the last days. */
type Tried = { pack: string; area: string; settings: Values; changed: readonly Setting[] }

const spans = ['1', '7', '30'] as const

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
  const off = unplayed.length === changed.length ? t('packs.replay-none') : null
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
        <span className="meta">{off ?? t('packs.replay-note')}</span>
      </div>
      {!off && unplayed.length > 0 && (
        <p className="meta">{t('packs.replay-without', { names: unplayed.map(({ name }) => say(name)).join(comma()) })}</p>
      )}
      {trial.run && <Outcome run={trial.run} />}
      <FieldNote error={trial.error} />
    </section>
  )
}

type FigureId = 'alarms' | 'events' | 'calls' | 'people'
const figures: readonly { id: FigureId; of: (side: BacktestSide) => number }[] = [
  { id: 'alarms', of: ({ alarms }) => alarms },
  { id: 'events', of: ({ events }) => events.auto + events.triage },
  { id: 'calls', of: ({ calls }) => calls },
  { id: 'people', of: ({ people }) => people },
]

function Outcome({ run: { state, result, progress, error } }: { run: Backtest }): ReactNode {
  if (state === 'failed' || state === 'cancelled') return <FieldNote error={frame('rules.trial.failed', { why: error ?? '' })} />
  if (!result)
    return (
      <p className="meta" role="status">
        {progress.of === null
          ? frame('rules.trial.waits')
          : frame('rules.trial.objects', { n: number(progress.done), of: number(progress.of) })}
      </p>
    )
  const { live, tried, readings, objects, days, limits } = result
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
      <details>
        <summary className="meta">{t('packs.replay-limits')}</summary>
        <ul className="meta whys">
          {limits.map((limit) => (
            <li key={limit}>{frame(`rules.limit.${limit}`)}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
