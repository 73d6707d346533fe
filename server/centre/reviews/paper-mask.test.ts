import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FactView } from '../../../contract/fact.ts'
import type { Review } from '../../../contract/review.ts'
import { masked, namesIn } from './paper-mask.ts'

const fact = (kind: string, body: FactView['body'], actor: FactView['actor'] = { kind: 'system', id: 'zhili' }): FactView => ({
  ...{ position: '1.1', kind, subject: 'e', area: null, actor, body },
  ...{ recordedAt: '2026-03-01T00:00:00.000Z', occurredAt: '2026-03-01T00:00:00.000Z' },
})
const review = (facts: FactView[], more: Partial<Review> = {}): Review =>
  ({ facts, actions: [], filledName: null, closedName: null, ...more }) as unknown as Review

describe('on paper', () => {
  it('names of persons keep their first character, wherever they stand', () => {
    const names = namesIn(
      review(
        [
          fact('work-order.asked', { unitName: '临江街道', personName: '周敏' }),
          fact('event.closed', {}, { kind: 'person', id: 'p', name: '何川', unitName: '北岸区' }),
          fact('alarm.raised', {}, { kind: 'device', id: 'd', name: '一号探头' }),
        ],
        { filledName: '陈立' },
      ),
    )
    assert.deepEqual(names.toSorted(), ['何川', '周敏', '陈立'].toSorted())
    assert.equal(masked('周敏和何川到场，陈立在值守，临江街道一号探头', names), '周*和何*到场，陈*在值守，临江街道一号探头')
  })
  it('a longer name is masked before a shorter one inside it', () => {
    const names = namesIn(review([], { filledName: '周敏', closedName: '周敏之' }))
    assert.equal(masked('周敏之与周敏', names), '周**与周*')
  })
  it('numbers of persons keep their ends, other numbers stay', () => {
    assert.equal(masked('打 13000000042，或 130 0000 0042', []), '打 130****0042，或 130****0042')
    assert.equal(masked('身份证 11010519491231002X', []), '身份证 110***********002X')
    assert.equal(masked('写信 lan@example.org', []), '写信 l**@example.org')
    assert.equal(
      masked('第 990101001001 号，2026-03-01 09:30:00，55 %LEL，20260301000012', []),
      '第 990101001001 号，2026-03-01 09:30:00，55 %LEL，20260301000012',
    )
  })
})
