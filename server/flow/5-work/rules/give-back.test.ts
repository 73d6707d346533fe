import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, orderRow, people } from '../../../../test/work-order.ts'
import type { OrderRow, Proposal } from '../types.ts'
import { giveBack, relievedBy } from './give-back.ts'
import { supersededBy } from './superseded-by.ts'

const own = orderRow()
const other = (change: Partial<OrderRow>) =>
  orderRow({ id: '019cac00-0000-7000-8000-000000000002', unit: 'unit-beian-sanitation', unit_name: '环卫所', ...change })
const proposal = (unit: string, more: Partial<Proposal> = {}): Proposal => ({
  unit,
  unitName: unit,
  reason: 'function',
  basis: '职责清单 3.2',
  ...more,
})
const asking = (change: Partial<Parameters<typeof giveBack>[0]> = {}) =>
  giveBack(
    {
      order: own,
      orders: [own],
      who: people.zhoumin,
      proposed: { id: 'unit-beian-sanitation', name: '环卫所' },
      isNear: true,
      asked: { proposed: 'unit-beian-sanitation', basis: '职责清单 3.2' },
      ...change,
    },
    at('09:33'),
  )
const code = (answer: ReturnType<typeof giveBack>) => (answer.ok ? answer.value : answer.refusal.code)

describe('a return', () => {
  it('goes to the proposed unit the first time', () => assert.equal(code(asking()), 'return'))
  it('names a unit that exists and is another one, and a basis', () => {
    assert.equal(code(asking({ proposed: null })), 'work-order.unit-unknown')
    assert.equal(code(asking({ proposed: { id: own.unit, name: own.unit_name } })), 'work-order.return-basis')
    assert.equal(code(asking({ asked: { proposed: 'x', basis: '  ' } })), 'work-order.return-basis')
  })
  it('goes to the hub when the order came by another unit’s return', () =>
    assert.equal(code(asking({ orders: [own, other({ state: 'returned', proposal: proposal(own.unit) })] })), 'return-again'))
  it('proposes no unit of another district', () => assert.equal(code(asking({ isNear: false })), 'work-order.other-district'))
  it('happens once per unit and event, whatever the order', () =>
    assert.equal(
      code(asking({ orders: [own, other({ unit: own.unit, state: 'transferred', returns: 1 })] })),
      'work-order.return-once',
    ))
  it('is not open to the unit the hub ruled', () =>
    assert.equal(
      code(asking({ orders: [own, other({ state: 'transferred', proposal: proposal(own.unit, { ruled: true }) })] })),
      'work-order.return-once',
    ))
})

describe('an acceptance', () => {
  it('relieves the unit that returned to this one, and no other', () => {
    const returned = other({ state: 'returned', proposal: proposal(own.unit) })
    const elsewhere = other({ id: '3', state: 'returned', proposal: proposal('unit-beian-water') })
    const assist = other({ id: '4', role: 'assist', state: 'returned', proposal: proposal(own.unit) })
    assert.deepEqual(relievedBy(own, [own, returned, elsewhere, assist]), [returned])
  })
})

describe('a ruling', () => {
  it('ends what was asked because of the return, and lets the first holder wait', () => {
    const ruled = orderRow({ state: 'arbitration', proposal: proposal('unit-beian-water') })
    const first = other({ state: 'returned', proposal: proposal(ruled.unit) })
    const asked = other({ id: '5', unit: 'unit-beian-water', state: 'asked' })
    const assist = other({ id: '6', unit: 'unit-beian-water', role: 'assist', state: 'asked' })
    assert.deepEqual(supersededBy(ruled, [ruled, first, asked, assist]), { waiting: [first], lapsed: [asked] })
  })
})
