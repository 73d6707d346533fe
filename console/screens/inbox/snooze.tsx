import type { ReactNode } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, duration } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import type { Act } from '../../use-act.ts'
import { minutesUntilMorning } from './until-morning.ts'

const lengths = [15, 30, 60, 120] as const

type Props = { s: SignalDetail; act: Act; onDone: () => void; onClose: () => void }

/** Puts a signal off: it comes back by itself at the time on the button. */
export function Snooze({ s, act, onDone, onClose }: Props): ReactNode {
  const now = useNow()
  useKeys({ back: onClose })
  const put = async (minutes: number) => {
    const done = await act.run(`/signals/${s.id}/snooze`, { version: s.version, minutes })
    if (!done) return
    toast({ words: t('triage.snoozed', { time: dateTime(now + minutes * 60_000, now, lang()) }) })
    onDone()
  }
  return (
    <footer className="act form">
      <section className="rform" aria-label={t('triage.later')}>
        <div className="row base wrap">
          <h3>{t('triage.later-title')}</h3>
          <span className="meta">{t('triage.later-note')}</span>
        </div>
        <div className="row wrap">
          {lengths.map((minutes, i) => (
            <Button key={minutes} autoFocus={i === 0} busy={act.busy} onPress={() => void put(minutes)}>
              {duration(minutes * 60_000, lang())}
            </Button>
          ))}
          <Button busy={act.busy} onPress={() => void put(minutesUntilMorning(now))}>
            {t('triage.till-morning')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </div>
        <FieldNote error={act.error?.message ?? null} />
      </section>
    </footer>
  )
}
