import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EventAction } from '../../../contract/event.ts'
import { OrderAction } from '../../../contract/work-order.ts'
import { bodyOf, eventSpecs, firstMissing, orderSpecs } from './specs.ts'

describe('the forms', () => {
  it('know every verb of the contract', () => {
    assert.deepEqual(Object.keys(eventSpecs).toSorted(), [...EventAction.options].toSorted())
    assert.deepEqual(Object.keys(orderSpecs).toSorted(), [...OrderAction.options].toSorted())
  })
  it('ask for reason, basis and proposal before an order is returned', () => {
    const fields = orderSpecs.return
    assert.equal(firstMissing(fields, {})?.label, 'return-reason')
    assert.equal(firstMissing(fields, { reason: 'owner', basis: '职责' })?.label, 'basis')
    assert.equal(firstMissing(fields, { reason: 'owner', basis: '职责清单 4.2' })?.label, 'proposed')
    assert.equal(firstMissing(fields, { reason: 'owner', basis: '职责清单 4.2', proposed: 'unit-1' }), null)
  })
  it('park only with a date, suspend also without', () => {
    assert.equal(firstMissing(eventSpecs.park, { reason: '等材料' })?.label, 'until-public')
    assert.equal(firstMissing(eventSpecs.suspend, { reason: '等材料' }), null)
  })
  it('send what was filled in and nothing else', () => {
    assert.deepEqual(bodyOf(eventSpecs.support, { unit: 'u', reason: ' 人手不够 ', mandatory: null }), {
      unit: 'u',
      reason: '人手不够',
      mandatory: false,
    })
    assert.deepEqual(bodyOf(eventSpecs.raise, { reason: '跨区', to: null }), { reason: '跨区' })
  })
})
