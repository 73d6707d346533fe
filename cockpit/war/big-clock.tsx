import type { ReactNode } from 'react'
import type { EventRow } from '../../contract/event.ts'
import type { Rest } from '../../ui/case-rest.ts'
import { useNow } from '../../ui/clock.ts'
import { limitAt } from '../../ui/deadline-rule.ts'
import { duration } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

type Props = { event: Pick<EventRow, 'clock' | 'state'>; rest: Rest | null }

/**
 * The running clock in letters for the whole room; seconds are counted down, not up. While none runs the state of the case stands there: of one that
 * rests, 挂账, and which clock stands still. Nothing is over that does not run. What runs may be the limit of a later rung: the case is late all the same, by its own first limit.
 */
export function BigClock({ event: { clock, state }, rest }: Props): ReactNode {
  const now = useNow()
  if (!clock || clock.paused || rest)
    return (
      <p className="big-left">
        {clock && <span>{ui('deadline.paused', { clock: ui(`clock.${clock.clock}`) })}</span>}
        <b>{rest?.word ?? ui(`state.${state}`)}</b>
      </p>
    )
  const name = ui(`clock.${clock.clock}`)
  const { limit, late, rung } = limitAt(clock, now)
  const length = duration(late, lang(), 60_000)
  return (
    <p className="big-left">
      <span>
        {rung ? ui('deadline.head-rung', { clock: name, length }) : t(late > 0 ? 'war.over' : 'war.left', { clock: name })}
      </span>
      <b>{late > 0 && !rung ? length : duration(Math.abs(limit - now), lang())}</b>
    </p>
  )
}
