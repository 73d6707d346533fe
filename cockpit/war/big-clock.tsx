import type { ReactNode } from 'react'
import type { EventRow } from '../../contract/event.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

/** The running clock in letters for the whole room; `word` stands there while none runs. Seconds are counted down, not up. */
export function BigClock({ clock, word }: { clock: EventRow['clock']; word: string }): ReactNode {
  const now = useNow()
  if (!clock)
    return (
      <p className="big-left">
        <b>{word}</b>
      </p>
    )
  const left = Date.parse(clock.due) - now
  return (
    <p className="big-left">
      <span>{t(left >= 0 ? 'war.left' : 'war.over', { clock: ui(`clock.${clock.clock}`) })}</span>
      <b>{duration(Math.abs(left), lang(), left < 0 ? 60_000 : undefined)}</b>
    </p>
  )
}
