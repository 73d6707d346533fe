import { type ClockAt, caseAt, type OrderAt, type ReplayFact } from '../../../../contract/replay.ts'

/** The limits of an order as its row has them; ISO texts, null: there is none. */
export type Limits = Pick<OrderAt, 'id' | 'acceptBy' | 'rungBy' | 'arriveBy' | 'finishBy'>
export type Unclocked = { order: string; clock: ClockAt['clock'] }

const differs = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a !== b : Date.parse(a) !== Date.parse(b)

/**
 * Clocks whose limit moved without a fact that says so: played to its end the case has another limit than its row. Cases from before `work-order.clocked`
 * was recorded have such; nobody can say any more what was left of them at a moment.
 */
export function unclockedOf(facts: readonly ReplayFact[], rows: readonly Limits[]): Unclocked[] {
  const played = new Map(caseAt(facts, Number.POSITIVE_INFINITY).orders.map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const one = played.get(row.id)
    if (!one) return []
    const moved: [ClockAt['clock'], boolean][] = [
      ['accept', differs(one.acceptBy, row.acceptBy) || differs(one.rungBy, row.rungBy)],
      ['arrive', differs(one.arriveBy, row.arriveBy)],
      ['finish', differs(one.finishBy, row.finishBy)],
    ]
    return moved.flatMap(([clock, is]) => (is ? [{ order: row.id, clock }] : []))
  })
}
