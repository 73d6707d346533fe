import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Signal } from '../../../contract/signal.ts'
import { clockTime } from '../../../ui/format.ts'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { t } from '../../messages.ts'
import type { SignalPage } from '../../queries.ts'

function outcome(s: Signal): string {
  if (s.state === 'opened') return t('handled.opened', { no: s.event?.no ?? '' })
  if (s.state === 'merged') return t('handled.merged', { no: s.event?.no ?? '' })
  if (s.state === 'rejected') return t('handled.rejected', { reason: s.reason ?? '' })
  if (s.state === 'snoozed') return t('handled.snoozed')
  return ''
}

/** What this shift has decided, newest first: so that a mistake is found again at once. */
export function Handled({ handled }: { handled: SignalPage['handled'] }): ReactNode {
  const n = handled.opened + handled.merged + handled.rejected + handled.snoozed
  if (n === 0) return null
  const { opened, merged, rejected, snoozed } = handled
  return (
    <section className="handled">
      <div className="row base">
        <h2>{t('handled.title', { n })}</h2>
        <span className="meta el">{t('handled.parts', { opened, merged, rejected, snoozed })}</span>
        <span className="grow" />
        <Link className="meta" to="/inbox" search={{ view: 'handled' }}>
          {t('handled.all')}
        </Link>
      </div>
      <ul>
        {handled.rows.slice(0, 4).map((s) => (
          <li key={s.id}>
            <time>{s.decidedAt ? clockTime(s.decidedAt) : ''}</time>
            <GradeShape grade={s.grade} size={18} label="" />
            <span className="el">
              {s.event ? (
                <Link to="/events/$id" params={{ id: s.event.id }}>
                  {s.title}
                </Link>
              ) : (
                s.title
              )}
            </span>
            <span className="el r">{outcome(s)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
