import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DetectRule } from '../../../../contract/pack.ts'
import type { ReviewTarget } from '../../../../contract/review.ts'
import { type ShownFact, shows } from './shows.ts'

const area = '50/500105/500105005/'
const rule = (id: string, above: number) => ({ id, when: { above } }) as unknown as DetectRule
const versions: Record<number, DetectRule[]> = {
  0: [rule('a', 1), rule('b', 1)],
  1: [rule('a', 2), rule('b', 1)],
  2: [rule('a', 2), rule('b', 1), rule('c', 1)],
}
const rulesAt = (pack: string, no: number) => (pack === 'p' ? (versions[no] ?? null) : null)
const fact = (kind: string, body: object, more: Partial<ShownFact> = {}): ShownFact => ({
  ...{ kind, area: null, unit: null, body: body as ShownFact['body'] },
  ...more,
})
const change = (target: ReviewTarget, one: ShownFact) => {
  const shown = shows(target, one, { area, rulesAt })
  return shown && (shown.change ? `${shown.change.before.zh} → ${shown.change.after.zh}` : 'shown')
}

describe('what shows that an action is done', () => {
  it('is a version of the pack in which that very rule differs', () => {
    const a: ReviewTarget = { what: 'rule', pack: 'p', rule: 'a' }
    const published = (before: number, version: number, pack = 'p') => fact('rules.published', { pack, before, version })
    assert.equal(change(a, published(0, 1)), '随包原版 → 第 1 版')
    assert.equal(change(a, published(1, 2)), null, 'another rule was added')
    assert.equal(change({ ...a, rule: 'b' }, published(0, 1)), null)
    assert.equal(change({ ...a, rule: 'c' }, published(1, 2)), '第 1 版 → 第 2 版', 'a rule that is new')
    assert.equal(change({ ...a, rule: 'c' }, published(2, 1)), '第 2 版 → 第 1 版', 'or was taken out')
    assert.equal(change(a, published(0, 1, 'q')), null)
  })

  it('is the plan of that type, the definition of that vital, the duties of that unit', () => {
    assert.equal(
      change({ what: 'plan', type: 't' }, fact('plan.published', { type: 't', before: 2, version: 3 })),
      '第 2 版 → 第 3 版',
    )
    assert.equal(change({ what: 'plan', type: 't' }, fact('plan.published', { type: 'x', before: 2, version: 3 })), null)
    assert.equal(change({ what: 'vital', code: 'v' }, fact('vital.published', { vital: 'v', version: 4 })), '第 3 版 → 第 4 版')
    assert.equal(change({ what: 'vital', code: 'v' }, fact('vital.published', { vital: 'w', version: 4 })), null)
    const duty: ReviewTarget = { what: 'duty', unit: 'u' }
    assert.equal(change(duty, fact('business-item.changed', { unit: 'u' })), 'shown')
    assert.equal(change(duty, fact('duty.arranged', {}, { unit: 'v' })), null)
  })

  it('is that setting, where it reaches the area of the review', () => {
    const target: ReviewTarget = { what: 'setting', pack: 'p', setting: 's' }
    const tuned = (place: string | undefined, setting = 's', pack = 'p') =>
      fact('pack.tuned', { pack, area: place, changes: [{ setting, before: '10m', after: '15m' }] })
    assert.equal(change(target, tuned('')), '10m → 15m')
    assert.equal(change(target, tuned('50/500105/')), '10m → 15m')
    assert.deepEqual(
      [tuned('50/500107/'), tuned('', 'x'), tuned('', 's', 'q'), tuned(undefined)].map((one) => change(target, one)),
      [null, null, null, null],
    )
  })

  it('is the switch of that pack there', () => {
    const target: ReviewTarget = { what: 'switch', pack: 'p' }
    assert.equal(change(target, fact('pack.switched-off', { pack: 'p' }, { area: '50/' })), '启用 → 停用')
    assert.equal(change(target, fact('pack.switched-on', { pack: 'p' }, { area: '50/500107/' })), null)
    assert.equal(change(target, fact('pack.off-asked', { pack: 'p' }, { area: '50/' })), null)
  })
})
