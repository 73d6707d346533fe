import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Condition } from '../../contract/condition.ts'
import { opsInOrder, partsOf, withOp } from './condition-parts.ts'

const warm: Condition = { op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 10 }
const late: Condition = { op: 'silent', who: 'device', for: '10m' }

describe('a condition made into another kind', () => {
  it('keeps what was inside, or itself, wherever the new one can hold it', () => {
    assert.deepEqual(withOp(warm, 'all', { reading: 'ch4' }), { op: 'all', of: [warm] })
    assert.deepEqual(partsOf(withOp({ op: 'all', of: [warm, late] }, 'any', { reading: 'ch4' })), [warm, late])
    assert.deepEqual(partsOf(withOp({ op: 'any', of: [warm, late] }, 'weigh', { reading: 'ch4' })), [warm, late])
    assert.deepEqual(withOp({ op: 'not', of: warm }, 'count', { reading: 'ch4' }), {
      ...{ op: 'count', of: warm, atLeast: 2, within: '1h' },
    })
    assert.equal(withOp(warm, 'compare', { reading: 'o2' }), warm)
  })
  it('is one that can be saved but for the names it asks for', () => {
    for (const op of opsInOrder.filter((one) => one !== 'near' && one !== 'fence' && one !== 'agree'))
      assert.ok(Condition.safeParse(withOp(late, op, { reading: 'ch4' })).success, op)
  })
})
