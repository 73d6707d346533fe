import type { ReactNode } from 'react'
import type { WorkOrder } from '../contract/work-order.ts'
import { type CheckItem, CheckList } from './check-list.tsx'
import { Deadline } from './deadline.tsx'
import { lang, t } from './t.ts'
import { Tag } from './tag.tsx'

/** What the card needs of a work order of the contract. */
export type OrderOfCard = Pick<
  WorkOrder,
  | 'unitName'
  | 'role'
  | 'state'
  | 'holderName'
  | 'mandatory'
  | 'part'
  | 'clock'
  | 'checklist'
  | 'askedAt'
  | 'acceptedAt'
  | 'submittedAt'
>

/** Words of a check list of the contract, in the language of the screens; the first open item is the one "now". */
export function checkItems(order: Pick<WorkOrder, 'checklist' | 'state'>): CheckItem[] {
  const working = order.state === 'accepted' || order.state === 'arrived'
  const now = order.checklist.find((c) => !c.done)?.id
  return order.checklist.map((c) => ({
    id: c.id,
    words: lang() === 'en' ? c.name.en : c.name.zh,
    state: c.done ? 'done' : working && c.id === now ? 'now' : 'open',
    doneAt: c.doneAt,
    required: c.required,
    ...(c.done || !(c.kind === 'photo' || c.kind === 'reading') ? {} : { note: t('order.evidence') }),
  }))
}

/**
 * One unit's part of an event: role (lead is the inverse tag), unit · person, state, running clock. `list` adds the check list,
 * `children` goes below (reason, actions). The lead card has an ink edge.
 */
export function WorkOrderCard({
  order,
  list = false,
  children,
}: {
  order: OrderOfCard
  list?: boolean
  children?: ReactNode
}): ReactNode {
  const over = order.submittedAt ?? null
  const lead = order.role === 'lead'
  return (
    <article className={lead ? 'wo cur' : 'wo'}>
      <div className="h">
        <Tag kind={lead ? 'ink' : 'plain'}>{t(`order.${order.role}`)}</Tag>
        <span className="grow el">
          {order.unitName} <span className="nw">· {order.holderName ?? t('order.nobody')}</span>
        </span>
        {order.mandatory && !lead && <Tag>{t('order.mandatory')}</Tag>}
        <Tag kind="strong">{t(`order.${order.state}`)}</Tag>
      </div>
      {order.part && <p className="wo-part">{t('order.part', { part: lang() === 'en' ? order.part.en : order.part.zh })}</p>}
      {order.clock && !over && <Deadline clock={{ ...order.clock, ...(order.acceptedAt ? { metAt: order.acceptedAt } : {}) }} />}
      {over && <Deadline clock={{ clock: 'finish', from: order.askedAt, due: order.clock?.due ?? over, doneAt: over }} />}
      {list && order.checklist.length > 0 && <CheckList items={checkItems(order)} />}
      {children}
    </article>
  )
}
