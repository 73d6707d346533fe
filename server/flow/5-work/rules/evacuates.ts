import type { Evacuation } from '../../../../contract/evacuation.ts'
import type { PartName } from '../../../../contract/plan-parts.ts'
import { orderIsOpen } from '../life.ts'
import type { OrderRow, Standing } from '../types.ts'
import { hasPart } from './has-part.ts'

type Part = Pick<OrderRow, 'role' | 'checklist' | 'part'>

/** Does a part count the households? Whoever leads, or led before a higher tier took over (it has the checklist), and the parts the plan marks. */
export const evacuates = ({ role, checklist, part }: Part, parts: readonly PartName[]): boolean =>
  role === 'lead' || checklist.length > 0 || (part !== null && hasPart(part, parts))

type Held = Part & Pick<OrderRow, 'state' | 'unit' | 'accepted_by' | 'called'>

/** Is somebody told who the households are? By a part of theirs that counts and is not over, or because they dispatch where the case is. */
export function readsHouseholds(orders: readonly Held[], parts: readonly PartName[], who: Standing): boolean {
  if (who.inScope && who.permits.has('event.dispatch')) return true
  return orders.some(
    (order) =>
      (orderIsOpen(order.state) || order.state === 'submitted') &&
      evacuates(order, parts) &&
      (order.unit === who.unit || order.accepted_by === who.person || order.called.includes(who.post)),
  )
}

/** A list for somebody: with its households, or the sums alone. */
export function shownTo({ parts: _, ...list }: Omit<Evacuation, 'named'> & { parts: PartName[] }, named: boolean): Evacuation {
  return { ...list, named, rows: named ? list.rows : [] }
}
