import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChecklistItem } from '../../../../contract/pack.ts'
import { at } from '../../../../test/work-order.ts'
import { type Closing, closureDefects, missingItems } from './closure.ts'

const item = (id: string, kind: ChecklistItem['kind'], required = true): ChecklistItem => ({
  id,
  kind,
  required,
  name: { zh: id, en: id },
})
const checklist = [item('cordon', 'photo'), item('ventilate', 'tick'), item('note', 'text', false)]
const full: Closing = {
  result: '已通风四十分钟，池口盖好，读数恢复到百分之三。',
  acceptedAt: at('09:32'),
  checklist,
  evidence: ['photo', 'tick'],
}
const found = (change: Partial<Closing>, now = at('11:00')) => closureDefects({ ...full, ...change }, now)

describe('what is missing before somebody submits', () => {
  it('is every required item not done, and none of the others', () => {
    assert.deepEqual(
      missingItems({ checklist, done_items: {} }).map(({ id }) => id),
      ['cordon', 'ventilate'],
    )
    assert.deepEqual(
      missingItems({ checklist, done_items: { cordon: '2026-03-02T02:00:00Z', ventilate: '2026-03-02T02:00:00Z' } }),
      [],
    )
  })
})

describe('the defects of a closing', () => {
  it('are none when words and evidence are there', () => assert.deepEqual(found({}), []))
  it('name words that leave something for later', () => {
    for (const result of [
      '阶段性完成，已移交社区继续观察，等候通知安排。',
      '部分处置，其余尚未完成，待下一步安排人员处理。',
      'The lid is partly fixed, the rest is to be done.',
    ])
      assert.deepEqual(found({ result }), ['partial'], result)
  })
  it('name a text under 20 characters only when there is no evidence', () => {
    assert.deepEqual(found({ result: '已处理', evidence: [] }), ['too-brief', 'no-evidence'])
    assert.deepEqual(found({ result: '已处理' }), [])
    assert.deepEqual(found({ result: '一二三四五六七八九十一二三四五六七八九十', evidence: [] }), ['no-evidence'])
    assert.deepEqual(found({ result: '𠮷'.repeat(19), evidence: [] }), ['too-brief', 'no-evidence'])
  })
  it('name a submission within 30 s of the acceptance without evidence', () => {
    const soon = new Date(at('09:32').getTime() + 30_000)
    assert.deepEqual(found({ evidence: [] }, soon), ['too-brief', 'no-evidence'])
    assert.deepEqual(found({ evidence: [] }, new Date(soon.getTime() + 1)), ['no-evidence'])
    assert.deepEqual(found({}, soon), [])
  })
  it('name evidence without the photo that was asked for', () => {
    assert.deepEqual(found({ evidence: ['tick', 'text'] }), ['wrong-kind'])
    assert.deepEqual(found({ evidence: ['text'], checklist: [] }), [])
  })
})
