import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import type { OrderAction, WorkOrder } from '../../../contract/work-order.ts'
import { CheckList } from '../../../ui/check-list.tsx'
import { Evidence } from '../../../ui/evidence.tsx'
import { say, t } from '../../messages.ts'
import { PlanSteps } from '../../parts/plan-panel.tsx'
import { planWords } from '../../parts/plan-words.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { usePhotos } from '../../parts/use-photos.ts'
import { ReviewLine } from '../reviews/review-line.tsx'
import { EventWays } from '../ways/event-ways.tsx'
import { EvacuationLine } from './evacuation-line.tsx'
import { leadOf } from './event-head.tsx'
import { OrderCard } from './order-card.tsx'
import { UnmannedParts } from './unmanned.tsx'

const over = new Set(['cancelled', 'transferred', 'excused'])

function Closing({ event }: { event: EventDetail }): ReactNode {
  if (event.missing.length === 0 && !['handling', 'checking'].includes(event.state)) return null
  return (
    <section>
      <header className="sect">
        <h2>{t('closing.title')}</h2>
        <small>{event.missing.length === 0 ? t('closing.none') : t('closing.missing', { n: event.missing.length })}</small>
      </header>
      <CheckList items={event.missing.map((m, i) => ({ id: `${m.code}-${i}`, words: say(m), state: 'open' }))} />
    </section>
  )
}

function Proof({ event }: { event: EventDetail }): ReactNode {
  const lead = leadOf(event.workOrders)
  const missing = (lead?.checklist ?? []).filter((c) => c.required && !c.done && c.kind === 'photo').map((c) => say(c.name))
  const srcOf = usePhotos(event.evidence.flatMap((e) => (e.file ? [e.file] : [])))
  return (
    <section>
      <header className="sect">
        <h2>{t('proof.title', { n: event.evidence.length })}</h2>
        <small>{missing.length > 0 ? t('proof.missing', { n: missing.length }) : ''}</small>
      </header>
      <Evidence items={event.evidence} missing={missing} srcOf={srcOf} />
    </section>
  )
}

function Plan({ event }: { event: EventDetail }): ReactNode {
  const pack = usePackWords()
  if (!event.plan) return null
  return (
    <section>
      <header className="sect">
        <h2>{t('event.plan')}</h2>
        <small>{planWords(pack('packs', event.plan.id), event.plan)}</small>
      </header>
      <PlanSteps steps={event.plan.steps} />
      {event.plan.safety.length > 0 && (
        <ul className="safety">
          {event.plan.safety.map((s) => (
            <li key={s.zh}>{say(s)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The lead's card stands first, then the others as they were asked. */
const leadFirst = (orders: readonly WorkOrder[]): WorkOrder[] =>
  orders.toSorted((a, b) => Number(b.role === 'lead') - Number(a.role === 'lead') || a.askedAt.localeCompare(b.askedAt))

/** Who does what: each unit's order with its own clock, what closing still needs, the proof, the plan's steps. */
export function EventWork({ event, begin = null }: { event: EventDetail; begin?: OrderAction | null }): ReactNode {
  const open = event.workOrders.filter((o) => !over.has(o.state))
  const gone = event.workOrders.filter((o) => over.has(o.state))
  const leads = open.filter((o) => o.role === 'lead').length
  return (
    <div className="work">
      <UnmannedParts event={event} />
      <section>
        <header className="sect">
          <h2>{t('orders.title', { n: open.length })}</h2>
          <small>{open.length > 0 ? t('orders.parts', { lead: leads, assist: open.length - leads }) : t('orders.none')}</small>
        </header>
        {leadFirst(open).map((order) => (
          <OrderCard key={order.id} event={event} order={order} list={order.role === 'lead'} begin={begin} />
        ))}
        {gone.length > 0 && (
          <details>
            <summary className="linkish">{t('orders.gone', { n: gone.length })}</summary>
            {gone.map((order) => (
              <OrderCard key={order.id} event={event} order={order} list={false} begin={null} />
            ))}
          </details>
        )}
      </section>
      <EventWays event={event} />
      <ReviewLine event={event} />
      <EvacuationLine event={event} />
      <Closing event={event} />
      <Proof event={event} />
      <Plan event={event} />
    </div>
  )
}
