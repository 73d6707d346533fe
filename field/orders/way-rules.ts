import type { EventWay, WayClosure } from '../../contract/way-closure.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import type { OutItem } from '../outbox/types.ts'

type Said = { block: string; wayName: string; fromKm: number; toKm: number; reason: string; to: string; how?: string }

/** A closing as this phone ordered it and has not sent yet. */
const begun = (way: EventWay, { body, madeAt }: OutItem, state: 'closed' | 'needless', card: OrderCard): WayClosure => {
  const { wayName = way.known.wayName, fromKm = null, toKm = null, reason = null } = body as Partial<Said>
  return {
    ...{ id: '00000000-0000-4000-8000-000000000000', state, since: madeAt, byName: card.holderName, unitName: card.unitName },
    ...{ wayName, fromKm, toKm, line: way.known.line, reason, told: [], lift: null, ended: null, handed: null },
  }
}

const changed: Record<string, (way: EventWay, item: OutItem, card: OrderCard) => EventWay> = {
  'way-close': (way, item, card) => ({ ...way, closure: begun(way, item, 'closed', card), allowed: ['tell'] }),
  'way-needless': (way, item, card) => ({ ...way, closure: begun(way, item, 'needless', card), allowed: [] }),
  'way-tell': (way, { body, madeAt }, card) => {
    const { to, how = null } = body as { to: string; how?: string }
    const { closure } = way
    if (!closure || closure.told.some((known) => known.to === to)) return way
    return { ...way, closure: { ...closure, told: [...closure.told, { to, at: madeAt, byName: card.holderName, how }] } }
  },
  'way-ask-lift': (way) =>
    way.closure
      ? { ...way, closure: { ...way.closure, state: 'lifting' }, allowed: way.allowed.filter((one) => one === 'tell') }
      : way,
}

/** An order with what this phone said of one of its ways and has not sent yet laid over it. */
export function withWay(card: OrderCard, item: OutItem): OrderCard {
  const { block, closure } = item.body as { block?: string; closure?: string }
  const isIt = (way: EventWay): boolean => (closure ? way.closure?.id === closure : way.block === block)
  return { ...card, ways: card.ways.map((way) => (isIt(way) ? (changed[item.verb]?.(way, item, card) ?? way) : way)) }
}
