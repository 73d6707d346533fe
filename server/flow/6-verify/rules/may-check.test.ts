import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventStates } from '../../3-event/life.ts'
import { type Check, mayCheck } from './may-check.ts'

const check: Check = {
  state: 'checking',
  checker: 'p-hechuan',
  handlers: new Set(['p-zhoumin']),
  openMandatory: 0,
  reading: { needed: true, clear: true },
  submitted: ['lead', 'fire'],
  photos: { placeM: 12, isSame: false },
  asked: { passed: true, orders: [] },
}
type Change = Partial<Omit<Check, 'asked'>> & { asked?: Partial<Check['asked']> }
const code = ({ asked, ...change }: Change) => {
  const answer = mayCheck({ ...check, ...change, asked: { ...check.asked, ...asked } })
  return answer.ok ? 'ok' : answer.refusal.code
}

describe('a check', () => {
  it('passes by a second person when all is done and the reading is back', () => assert.equal(code({}), 'ok'))
  it('is never made by a handler, whatever the outcome', () => {
    assert.equal(code({ checker: 'p-zhoumin' }), 'check.self')
    assert.equal(code({ checker: 'p-zhoumin', asked: { passed: false, reason: '照片不清' } }), 'check.self')
  })
  it('does not close over an open mandatory order, not even with a waiver', () =>
    assert.equal(code({ openMandatory: 1, asked: { passed: true, waiver: '已电话确认' } }), 'event.open-orders'))
  it('waits for the reading, or takes a waiver with its reason', () => {
    assert.equal(code({ reading: { needed: true, clear: false } }), 'check.reading')
    assert.equal(code({ reading: { needed: true, clear: false }, asked: { passed: true, waiver: '传感器已拆换' } }), 'ok')
    assert.equal(code({ reading: { needed: false, clear: false } }), 'ok')
  })
  it('takes a reason when a photo is far from the place or before and after are one photo', () => {
    const [far, same] = [
      { placeM: 51, isSame: false },
      { placeM: null, isSame: true },
    ]
    assert.deepEqual([code({ photos: far }), code({ photos: same })], ['check.photos', 'check.photos'])
    assert.equal(code({ photos: far, asked: { passed: true, waiver: '相机没有定位，现场已电话核实' } }), 'ok')
    assert.equal(code({ photos: { placeM: 50, isSame: false } }), 'ok')
    assert.equal(code({ photos: same, reading: { needed: true, clear: false } }), 'check.reading')
  })
  it('sends back only with a reason, whatever the reading', () => {
    assert.equal(code({ asked: { passed: false } }), 'check.reason')
    assert.equal(
      code({ reading: { needed: true, clear: false }, openMandatory: 2, asked: { passed: false, reason: '池口未盖' } }),
      'ok',
    )
  })
  it('sends back only what was submitted, and nothing when it passes', () => {
    assert.equal(code({ asked: { passed: false, reason: '照片不清', orders: ['fire'] } }), 'ok')
    assert.equal(code({ asked: { passed: false, reason: '照片不清', orders: ['fire', 'water'] } }), 'check.orders')
    assert.equal(code({ asked: { passed: true, orders: ['fire'] } }), 'check.orders')
  })
  it('happens in the state of checking and no other', () => {
    const possible = eventStates.filter((state) => code({ state }) !== 'event.state')
    assert.deepEqual(possible, ['checking'])
  })
})
