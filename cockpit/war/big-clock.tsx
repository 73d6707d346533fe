import type { ReactNode } from 'react'
import type { EventRow } from '../../contract/event.ts'
import type { Rest } from '../../ui/case-rest.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

type Props = { event: Pick<EventRow, 'clock' | 'state' | 'overdue'>; rest: Rest | null }

/**
 * The running clock in letters for the whole room; seconds are counted down, not up. While none runs the state of the case stands there: of one that
 * rests, 挂账, and which clock stands still. Nothing is over that does not run. What runs may be the limit of a later rung: the case is late all the same.
 */
export function BigClock({ event: { clock, state, overdue }, rest }: Props): ReactNode {
  const now = useNow()
  if (!clock || clock.paused || rest)
    return (
      <p className="big-left">
        {clock && <span>{ui('deadline.paused', { clock: ui(`clock.${clock.clock}`) })}</span>}
        <b>{rest?.word ?? ui(`state.${state}`)}</b>
      </p>
    )
  const left = Date.parse(clock.due) - now
  return (
    <p className="big-left">
      <span>
        {overdue && left >= 0 && `${t('now.overdue')} · `}
        {t(left >= 0 ? 'war.left' : 'war.over', { clock: ui(`clock.${clock.clock}`) })}
      </span>
      <b>{duration(Math.abs(left), lang(), left < 0 ? 60_000 : undefined)}</b>
    </p>
  )
}
