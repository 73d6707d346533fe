import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Backtest } from '../../../contract/backtest.ts'
import type { MuteWhat } from '../../../contract/mute.ts'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { backtestQuery } from '../rules/rules-queries.ts'

type Asked = { what: string; id: string }

/** What a silence would have kept quiet on the recorded days, asked before it is made; an answer to another question is not shown. */
export function BacktestNote({ what, pack }: { what: MuteWhat; pack: string | null }): ReactNode {
  const act = useAct()
  const [asked, setAsked] = useState<Asked | null>(null)
  const words = JSON.stringify([what, pack])
  const current = asked?.what === words ? asked.id : null
  const query = useQuery({ ...backtestQuery(current ?? ''), enabled: current !== null })
  const found = current && query.data?.id === current ? query.data : null
  const ask = async () => {
    const { area, ...mute } = what
    const done = await act.run<{ id: string }>('/backtests', { kind: 'mute', pack, area, mute })
    if (done) setAsked({ what: words, id: done.id })
  }
  return (
    <div className="col">
      <div className="row wrap">
        <Button
          small
          busy={act.busy || found?.state === 'waiting' || found?.state === 'running'}
          off={pack ? null : t('quiet.try-type')}
          onPress={() => void ask()}
        >
          {t('quiet.try')}
        </Button>
        <span className="meta">{t('quiet.try-note')}</span>
      </div>
      {found && <Outcome found={found} />}
      <FieldNote error={act.error?.message ?? query.error?.message ?? null} />
    </div>
  )
}

function Outcome({ found }: { found: Backtest }): ReactNode {
  const { result, progress } = found
  if (found.state === 'failed' || found.state === 'cancelled') return <p className="meta">{t('quiet.try-failed')}</p>
  if (!result) return <p className="meta">{t('quiet.try-running', { done: progress.done, of: progress.of ?? 0 })}</p>
  if (result.readings === 0) return <p className="meta">{t('quiet.try-nothing')}</p>
  const { live, tried } = result
  const events = (side: typeof live): number => side.events.auto + side.events.triage
  return (
    <p>
      {t('quiet.try-result', {
        days: number(result.days, 1),
        muted: number(tried.muted),
        alarms: number(live.alarms),
        events: number(events(live) - events(tried)),
        allEvents: number(events(live)),
        calls: number(live.calls - tried.calls),
        allCalls: number(live.calls),
      })}
    </p>
  )
}
