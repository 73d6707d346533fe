import type { ReactNode } from 'react'
import { clockAt, leftAt, type OrderAt, orderRuns } from '../../../contract/replay.ts'
import type { Replay } from '../../../contract/replay-view.ts'
import { duration } from '../../../ui/format.ts'
import { lang, t } from '../../../ui/t.ts'
import { p } from './words.ts'

/** Who had which part, and how much was left of whose clock; parts that are over stand below. */
export function Clocks({
  orders,
  at,
  unclocked,
}: { orders: readonly OrderAt[]; at: number } & Pick<Replay, 'unclocked'>): ReactNode {
  const sorted = orders.toSorted((a, b) => Number(orderRuns(b)) - Number(orderRuns(a)))
  return (
    <section>
      <h2>{p('clocks')}</h2>
      {orders.length === 0 && <p className="t2">{p('no-orders')}</p>}
      <ul className="rp-orders">
        {sorted.map((order) => (
          <li key={order.id} className={orderRuns(order) ? undefined : 't2'}>
            <span>
              <b className="b">{order.unitName}</b> <small>{p(order.role)}</small>
            </span>
            <span>{stateOf(order)}</span>
            <Left order={order} at={at} unclocked={unclocked} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const stateOf = ({ state }: OrderAt): string => t(state === 'returned' ? 'order.arbitration' : `order.${state}`)

/** The clock in words and as what is left of its length; over it is full and hatched. */
function Left({ order, at, unclocked }: { order: OrderAt; at: number } & Pick<Replay, 'unclocked'>): ReactNode {
  const [clock, left] = [clockAt(order), leftAt(order, at)]
  if (!clock || left === null) return <span />
  // It moved and nobody wrote it down: what was left at this moment is not known, and no wrong length is shown.
  if (unclocked.some((one) => one.order === order.id && one.clock === clock.clock))
    return (
      <span className="meta">
        {p(`clock.${clock.clock}`)} {p('unclocked')}
      </span>
    )
  const whole = Date.parse(clock.due) - Date.parse(order.askedAt)
  const share = left < 0 ? 1 : Math.min(1, left / Math.max(1, whole))
  const time = duration(Math.abs(left), lang())
  return (
    <span className={left < 0 ? 'rp-left over' : 'rp-left'}>
      {p(`clock.${clock.clock}`)} {order.pausedAt ? p('paused', { time }) : p(left < 0 ? 'over' : 'left', { time })}
      <i aria-hidden="true">
        <u style={{ width: `${100 * share}%` }} />
      </i>
    </span>
  )
}
