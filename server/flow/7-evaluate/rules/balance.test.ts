import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FactKind } from '../../../../contract/fact.ts'
import { type Balanced, balanceChanges, sheetOf } from './balance.ts'

const zone = 'Asia/Shanghai'
const town = '99/990101/990101001/'
const fact = (id: number, kind: FactKind, body: Record<string, unknown>, at = '2026-03-02T09:30:00+08:00'): Balanced => ({
  id: String(id),
  kind,
  area: `${town}990101001001/990101001001001/`,
  recordedAt: new Date(at),
  body,
})
const changes = (...facts: Balanced[]) => balanceChanges(facts, zone)

describe('what the balance makes of facts', () => {
  it('keeps the day a thing was received on, and the state it came to last', () => {
    const { items } = changes(
      fact(9, 'signal.received', { signal: 's' }, '2026-03-01T23:59:59+08:00'),
      fact(10, 'signal.opened', { signal: 's', event: 'e' }, '2026-03-02T00:00:01+08:00'),
    )
    assert.deepEqual(items, [{ id: 's', event: 'e', area: town, day: '2026-03-01', state: 'open', fact: '10' }])
  })

  it('goes by the number of the fact, not by the order it is read in', () => {
    const { events } = changes(fact(10, 'event.reopened', { event: 'e' }), fact(9, 'event.closed', { event: 'e' }))
    assert.deepEqual(events, [{ event: 'e', state: 'open', fact: '10' }])
  })

  it('never follows a signal into the event it was merged into: it stays merged, whatever becomes of that', () => {
    const { items } = changes(fact(1, 'signal.merged', { signal: 's', event: 'e' }))
    assert.deepEqual(items, [{ id: 's', event: null, area: town, day: '2026-03-02', state: 'merged', fact: '1' }])
  })

  it('counts a signal that was split off again as open, and by the event it is opened as', () => {
    const merged = fact(1, 'signal.merged', { signal: 's', event: 'e' })
    const split = fact(2, 'signal.split', { signal: 's', event: 'e' })
    assert.equal(changes(merged, split).items[0]?.state, 'open')
    const { items } = changes(merged, split, fact(3, 'signal.opened', { signal: 's', event: 'f' }))
    assert.deepEqual([items[0]?.state, items[0]?.event], ['open', 'f'])
  })

  it('counts only calls to take on an order, passed on only when nobody answered', () => {
    const { calls, answers } = changes(
      fact(1, 'notice.sent', { notice: 'n', order: 'o', kind: 'order' }),
      fact(2, 'notice.sent', { notice: 'm', order: 'o', kind: 'due-soon' }),
      fact(3, 'work-order.called', { order: 'o', why: 'plan' }),
      fact(4, 'work-order.called', { order: 'o', why: 'no-answer' }),
      fact(5, 'work-order.accepted', { order: 'o' }),
      fact(6, 'notice.cancelled', { notice: 'n' }),
    )
    assert.deepEqual(calls, [{ notice: 'n', order: 'o', area: town, day: '2026-03-02', fact: '1' }])
    assert.deepEqual(
      answers.map(({ state, fact: by }) => [by, state]),
      [
        ['4', 'climbed'],
        ['5', 'answered'],
        ['6', 'withdrawn'],
      ],
    )
  })
})

describe('a sheet', () => {
  it('is balanced when everything received and sent stands somewhere, once', () => {
    const whole = sheetOf({ received: 3, items: { open: 1, closed: 2 }, sent: 1, calls: { climbed: 1 } })
    assert.deepEqual([whole.balanced, whole.items.gone, whole.calls.pending], [true, 0, 0])
    assert.equal(sheetOf({ received: 3, items: { open: 1 }, sent: 0, calls: {} }).balanced, false)
    assert.equal(sheetOf({ received: 0, items: {}, sent: 1, calls: {} }).balanced, false)
  })
})
