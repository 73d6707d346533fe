import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'

export type Span = '24h' | '7d'
const spans = { '24h': { steps: 96, ms: 15 * 60_000 }, '7d': { steps: 168, ms: 60 * 60_000 } } as const
/** The slider waits so long before the map follows: dragging over a day asks once, not ninety times. */
const settleMs = 200

/** The moment so many steps before now, on a whole step; null: now. */
export function momentAt(now: number, span: Span, back: number): string | null {
  const { ms } = spans[span]
  return back === 0 ? null : new Date(Math.floor(now / ms) * ms - (back - 1) * ms).toISOString()
}

/** How many steps before now a moment lies, at most the whole span. */
export function stepsBack(now: number, span: Span, at: string | undefined): number {
  if (at === undefined) return 0
  const { ms, steps } = spans[span]
  return Math.min(steps, Math.max(1, Math.round((Math.floor(now / ms) * ms - new Date(at).getTime()) / ms) + 1))
}

type Props = { at: string | undefined; span: Span; onAt: (at: string | undefined) => void; onSpan: (span: Span) => void }

/** 时间轴: the map as it was known at a moment of the last day or week. Arrows move a step, Page keys more, End comes back to now. */
export function MapTime({ at, span, onAt, onSpan }: Props): ReactNode {
  const now = useNow()
  const { steps } = spans[span]
  const stands = stepsBack(now, span, at)
  const [held, setHeld] = useState<number | null>(null)
  const back = held ?? stands
  useEffect(() => {
    if (held === null) return
    const timer = setTimeout(() => {
      onAt(momentAt(now, span, held) ?? undefined)
      setHeld(null)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [held, now, span, onAt])
  const moment = held === null ? (at ?? null) : momentAt(now, span, held)
  const words = moment === null ? t('map.now') : dateTime(moment, now, lang())
  return (
    <section className="map-time" aria-label={t('map.time')}>
      <Segmented
        label={t('map.span')}
        value={span}
        onChange={(next) => onSpan(next as Span)}
        items={[
          { id: '24h', label: t('map.span-24h') },
          { id: '7d', label: t('map.span-7d') },
        ]}
      />
      <input
        type="range"
        min={-steps}
        max={0}
        step={1}
        value={-back}
        aria-label={t('map.time')}
        aria-valuetext={words}
        onChange={(e) => setHeld(-Number(e.currentTarget.value))}
      />
      <b className="b nw">{moment === null ? words : t('map.as-of', { time: words })}</b>
      {moment !== null && (
        <Button small onPress={() => onAt(undefined)}>
          {t('map.to-now')}
        </Button>
      )}
    </section>
  )
}
