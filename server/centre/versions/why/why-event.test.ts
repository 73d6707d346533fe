import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Why } from '../../../../contract/why.ts'
import { forPerson } from './why-event.ts'

type WhyEvent = Why['events'][number]
const held = [{ id: 'p-2', name: '苏禾', post: 'post', post_name: '安全岗', unit_name: '临江街道' }]
const told = { personName: '周敏', postName: '安全岗', unitName: '临江街道' } as WhyEvent['told'][number]
const event = { mergedInto: null, plan: { pack: 'septic-gas', version: 1 }, told: [told], notTold: [] } as unknown as WhyEvent
const reasonOf = (one: WhyEvent): unknown => forPerson(one, held).notTold[0]?.reason

describe('why somebody was not told', () => {
  it('is that another was on duty when their post was called', () => {
    assert.equal(reasonOf(event), 'off-duty')
    assert.equal(reasonOf({ ...event, told: [{ ...told, unitName: '塔山街道' }] }), 'not-in-plan')
    assert.equal(reasonOf({ ...event, told: [], plan: null }), 'not-dispatched')
    assert.deepEqual(forPerson({ ...event, told: [{ ...told, personName: '苏禾' }] }, held).notTold, [])
  })
})
