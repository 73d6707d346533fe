import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChecklistItem } from '../../../../contract/pack.ts'
import { evidenceOffered, type Offered } from './evidence-kind.ts'

const item = (id: string, kind: ChecklistItem['kind']): ChecklistItem => ({ id, kind, required: true, name: { zh: id, en: id } })
const checklist = [item('cordon', 'photo'), item('ventilate', 'tick'), item('test', 'reading'), item('cause', 'text')]
const kept = (offered: Offered) => {
  const answer = evidenceOffered(checklist, offered)
  return answer.ok ? answer.value && [answer.value.item, answer.value.kind, answer.value.value] : answer.refusal.details?.path
}

describe('what a step of progress gives as evidence', () => {
  it('is what its line of the checklist asks for', () => {
    assert.deepEqual(kept({ item: 'cordon', file: 'f' }), ['cordon', 'photo', null])
    assert.deepEqual(kept({ item: 'ventilate' }), ['ventilate', 'tick', true])
    assert.deepEqual(kept({ item: 'test', value: 0 }), ['test', 'reading', 0])
    assert.deepEqual(kept({ item: 'cause', note: '风机跳闸' }), ['cause', 'text', '风机跳闸'])
  })
  it('is refused when the kind is another one', () => {
    assert.equal(kept({ item: 'cordon', note: '拍不了' }), '/item')
    assert.equal(kept({ item: 'test', note: '3' }), '/item')
    assert.equal(kept({ item: 'lid', file: 'f' }), '/item')
  })
  it('outside the checklist is a photo or a value; words alone are none', () => {
    assert.deepEqual(kept({ file: 'f', note: '现场' }), ['other', 'photo', null])
    assert.deepEqual(kept({ value: 21.5 }), ['other', 'reading', 21.5])
    assert.equal(kept({ note: '在路上' }), null)
    assert.equal(kept({}), '/')
  })
})
