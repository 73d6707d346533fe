import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { InspectionItem } from '../../contract/inspection.ts'
import { answersOf, hasLooked, isFaulty, missingOf } from './writing.ts'

const name = { zh: '项', en: 'item' }
const lane: InspectionItem = { kind: 'check', id: 'lane', name, required: true, photo: 'fault', fault: { grade: 'major' } }
const pressure: InspectionItem = {
  ...{ kind: 'reading', id: 'pressure', name, required: true, photo: 'never', unit: 'MPa', between: [0.1, 2.4] },
  fault: { grade: 'serious' },
}
const record: InspectionItem = { kind: 'photo', id: 'record', name, required: true }
const note: InspectionItem = { kind: 'text', id: 'note', name, required: false }
const photo = { id: 'p1', size: 1, sha256: null, file: null, sent: 0, takenAt: '' }

describe('an inspection as it is written', () => {
  it('lacks its answer, and a photo of what is faulty', () => {
    assert.equal(missingOf(lane, undefined), 'answer')
    assert.equal(missingOf(lane, { answer: 'fine' }), null)
    assert.equal(missingOf(lane, { answer: 'fault' }), 'photo')
    assert.equal(missingOf(lane, { answer: 'fault', photos: [photo] }), null)
    assert.equal(missingOf(record, {}), 'photo')
    assert.equal(missingOf(note, undefined), null)
    assert.equal(missingOf(pressure, { value: 'x' }), 'answer')
  })
  it('lacks why a required item does not apply, and is none where nothing was looked at', () => {
    assert.equal(missingOf(lane, { answer: 'none' }), 'why')
    assert.equal(missingOf(lane, { answer: 'none', text: ' 。' }), 'why')
    assert.equal(missingOf(lane, { answer: 'none', text: '没有车道' }), null)
    assert.equal(missingOf({ ...lane, required: false }, { answer: 'none' }), null)
    const none = { lane: { answer: 'none', text: '没有车道' } } as const
    assert.equal(hasLooked([lane, pressure, note], { ...none, note: { text: '没去' } }), false)
    assert.equal(hasLooked([lane, pressure, note], { ...none, pressure: { value: '0,3' } }), true)
  })
  it('is faulty outside its bounds, both allowed', () => {
    assert.deepEqual(
      ['0.1', '2,4', '0.09', '2.41', ''].map((value) => isFaulty(pressure, { value })),
      [false, false, true, true, false],
    )
  })
  it('is sent item by item, nothing for what was left out', () => {
    const writing = {
      lane: { answer: 'fault', text: ' 堵 ', photos: [photo] },
      pressure: { value: '0,2' },
      note: { text: ' ' },
    } as const
    assert.deepEqual(answersOf([lane, pressure, record, note], writing), [
      { item: 'lane', answer: 'fault', text: '堵', files: ['p1'] },
      { item: 'pressure', value: 0.2 },
    ])
  })
})
