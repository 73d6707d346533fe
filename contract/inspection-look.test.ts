import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { InspectionItem } from './inspection.ts'
import { looksAtSomething, saysWhyNone } from './inspection-look.ts'

const common = { name: { zh: '项', en: 'item' }, required: true }
const lane: InspectionItem = { kind: 'check', id: 'lane', ...common, photo: 'fault', fault: { grade: 'major' } }
const pressure: InspectionItem = { kind: 'reading', id: 'pressure', ...common, photo: 'never', unit: 'MPa' }
const record: InspectionItem = { kind: 'photo', id: 'record', ...common }
const note: InspectionItem = { kind: 'text', id: 'note', ...common }
const none = { item: 'lane', answer: 'none', text: '没有消防车道' } as const

describe('a patrol', () => {
  it('looks at something where one thing was seen, read or photographed', () => {
    for (const seen of [
      { item: 'lane', answer: 'fine' as const },
      { item: 'lane', answer: 'fault' as const },
      { item: 'pressure', value: 0 },
      { item: 'record', files: ['p1'] },
    ])
      assert.ok(looksAtSomething([lane, pressure, record, note], [none, seen]), JSON.stringify(seen))
  })
  it('is none where all is 不涉及, whatever words or photos stand beside it', () => {
    assert.ok(!looksAtSomething([lane, pressure, record, note], [none, { item: 'note', text: '没去' }]))
    assert.ok(!looksAtSomething([lane, note], [{ ...none, files: ['p1'] }]))
    assert.ok(!looksAtSomething([lane], []))
    assert.ok(looksAtSomething([note], [{ item: 'note', text: '已查' }]), 'words are all that is asked for')
  })
  it('says why a thing does not apply in letters, not in signs', () => {
    assert.deepEqual(['无梯', 'no', '', '。。', '无'].map(saysWhyNone), [true, true, false, false, false])
  })
})
