import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, orderRow } from '../../../../test/work-order.ts'
import { eventStates } from '../../3-event/life.ts'
import { type Closing, missingForClosing } from './missing-for-closing.ts'

const item = { id: 'cordon', name: { zh: '拉警戒', en: 'Cordon' }, kind: 'photo' as const, required: true }
const submitted = acceptedRow({ state: 'submitted', checklist: [item], done_items: { cordon: '2026-03-02T02:00:00Z' } })
const near = { placeM: 12, isSame: false }
const done: Closing = { state: 'checking', orders: [submitted], reading: { needed: true, clear: true }, photos: near }
const codes = (change: Partial<Closing>) => missingForClosing({ ...done, ...change }).map((one) => one.code)

describe('what is missing for closing', () => {
  it('is nothing when the work is done, checked places and reading included', () => assert.deepEqual(codes({}), []))
  it('names the lead, the other mandatory orders, and the items of the checklist', () => {
    assert.deepEqual(codes({ state: 'handling', orders: [acceptedRow({ checklist: [item] })] }), ['lead-open', 'items-open'])
    const assist = orderRow({ id: '2', role: 'assist' })
    assert.deepEqual(codes({ orders: [submitted, assist, { ...assist, id: '3', mandatory: false }] }), ['orders-open'])
    assert.equal(missingForClosing({ ...done, orders: [submitted, assist] })[0]?.zh, '还有 1 张必办工单未完成')
  })
  it('names the reading only where the type asks for it', () => {
    assert.deepEqual(codes({ reading: { needed: true, clear: false } }), ['reading'])
    assert.deepEqual(codes({ reading: { needed: false, clear: false } }), [])
  })
  it('warns of a photo more than 50 m away, of one photo for before and after, and of defects', () => {
    assert.deepEqual(codes({ photos: { placeM: 50, isSame: false } }), [])
    assert.deepEqual(
      codes({ photos: { placeM: 51, isSame: true }, orders: [{ ...submitted, defects: ['too-brief', 'no-evidence'] }] }),
      ['far-photo', 'same-photo', 'defect', 'defect'],
    )
  })
  it('names the parts nobody can be called for, and nothing of them once it is over', () => {
    const vacant = [
      { zh: '群测群防员：查看变形', en: 'Watcher: look at the cracks' },
      { zh: '海事：航道管制', en: 'Maritime: shipping' },
    ]
    assert.equal(missingForClosing({ ...done, vacant })[0]?.zh, '分工叫不到人：“群测群防员：查看变形”“海事：航道管制”')
    assert.deepEqual(codes({ state: 'closed', vacant }), [])
  })
  it('names an evacuation list that holds it: never entered, or not settled', () => {
    assert.equal(missingForClosing({ ...done, evacuation: 'unlisted' })[0]?.zh, '撤离名单未登记')
    assert.equal(missingForClosing({ ...done, evacuation: 2 })[0]?.zh, '撤离清单还有 2 户没有清点完')
    assert.deepEqual(codes({ evacuation: null }), [])
  })
  it('is nothing once the event is over', () => {
    const over = eventStates.filter((state) => codes({ state, orders: [] }).length === 0)
    assert.deepEqual(over, ['closed', 'merged', 'false-alarm', 'self-handled'])
  })
})
