import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DetectRule } from '../../../../contract/pack.ts'
import type { ReviewTarget } from '../../../../contract/review.ts'
import { type ShownFact, shows } from './shows.ts'
import type { Held } from './shows-duty.ts'

const area = '50/500105/500105005/'
const rule = (id: string, above: number) => ({ id, when: { above } }) as unknown as DetectRule
const versions: Record<number, DetectRule[]> = {
  0: [rule('a', 1), rule('b', 1)],
  1: [rule('a', 2), rule('b', 1)],
  2: [rule('a', 2), rule('b', 1), rule('c', 1)],
}
const rulesAt = (pack: string, no: number) => (pack === 'p' ? (versions[no] ?? null) : null)
const fact = (kind: string, body: object, more: Partial<ShownFact> = {}): ShownFact => ({
  ...{ kind, area: null, unit: null, recordedAt: new Date(9).toISOString(), body: body as ShownFact['body'] },
  ...more,
})
const change = (target: ReviewTarget, one: ShownFact, held: Held[] = []) => {
  const duties = {
    ...{ held, moment: (iso: string) => iso.slice(11, 16), unit: (id: string) => `单位${id}` },
    field: (of: string) => ({ zh: of === 'finish' ? '办结时限' : of, en: of }),
  }
  const shown = shows(target, one, { area, rulesAt, duties })
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

  it('is the plan of that type, the definition of that vital, of actions from before the duties of that unit', () => {
    assert.equal(
      change({ what: 'plan', type: 't' }, fact('plan.published', { type: 't', before: 2, version: 3 })),
      '第 2 版 → 第 3 版',
    )
    assert.equal(change({ what: 'plan', type: 't' }, fact('plan.published', { type: 'x', before: 2, version: 3 })), null)
    const vital = (of: string, n: number) => fact('vital.published', { vital: of, version: 4, n })
    assert.equal(change({ what: 'vital', code: 'v' }, vital('v', 1)), '第 3 版 → 第 4 版')
    assert.equal(change({ what: 'vital', code: 'v' }, vital('w', 1)), null)
    assert.equal(change({ what: 'vital', code: 'v' }, vital('v', 0)), null, 'a version in which nothing differs')
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

  it('is a change of the roster of that post, or of that very shift', () => {
    const roster: ReviewTarget = { what: 'roster', post: 'p' }
    const at = { from: '2026-03-02T12:00:00Z', to: '2026-03-02T20:00:00Z' }
    const arranged = fact('duty.arranged', { shift: 's', post: 'p', personName: '周敏', ...at })
    assert.equal(change(roster, arranged), '无人 → 12:00～20:00 周敏')
    assert.equal(change({ ...roster, post: 'q' }, arranged), null, 'of another post')
    assert.equal(change({ what: 'shift', shift: 's' }, arranged), null, 'it was there before')
    const cancelled = fact('duty.cancelled', { shift: 's', post: 'p', personName: '周敏', ...at })
    assert.equal(change(roster, cancelled), '12:00～20:00 周敏 → 无人')
    const other = { personName: '苏禾', insteadName: '周敏' }
    const substituted = fact('duty.substituted', { shift: 's', post: 'p', ...other })
    assert.equal(change({ what: 'shift', shift: 's' }, substituted), '周敏 → 苏禾')
    assert.equal(change({ what: 'shift', shift: 't' }, substituted), null, 'another shift of the post')
    const cut = fact('duty.substituted', { shift: 'u', was: 't', post: 'p', ...other })
    assert.equal(change({ what: 'shift', shift: 't' }, cut), '周敏 → 苏禾', 'of the rest of a shift that ran')
    const handed = fact('duty.handed-over', { shift: 's', post: 'p', personName: '周敏', toName: '苏禾' })
    assert.deepEqual([change(roster, handed), change({ what: 'shift', shift: 's' }, handed)], [null, '周敏 → 苏禾'])
  })

  it('is who holds that post, or answers for that object in that role', () => {
    const held = (id: string, from: number, to: number | null): Held => ({ id, name: { zh: id, en: id }, from, to })
    const post: ReviewTarget = { what: 'post', post: 'p' }
    const made = fact('appointment.made', { post: 'p', appointment: 'b' })
    assert.equal(change(post, made, [held('a', 1, null), held('b', 9, null)]), 'a → a、b')
    assert.equal(change(post, fact('appointment.made', { post: 'q', appointment: 'b' }), []), null)
    assert.equal(change(post, fact('appointment.ended', { post: 'p', appointment: 'a' }), [held('a', 1, 9)]), 'a → 无人')
    const charge: ReviewTarget = { what: 'charge', object: 'o', role: 'manager' }
    const moved = [held('a', 1, 9), held('b', 9, null), held('old', 0, 3)]
    for (const [kind, id] of [
      ['object.charged', 'b'],
      ['object.discharged', 'a'],
    ] as const)
      assert.equal(change(charge, fact(kind, { object: 'o', role: 'manager', charge: id }), moved), 'a → b', kind)
    const charged = (body: object) => fact('object.charged', { object: 'o', role: 'manager', charge: 'b', ...body })
    assert.deepEqual([change(charge, charged({ role: 'grid' })), change(charge, charged({ object: 'x' }))], [null, null])
    assert.equal(change(charge, charged({}), [held('b', 3_600_000, null)]), '无人 → b（自 01:00）', 'it begins later')
  })

  it('is that business item, field by field', () => {
    const changes = [
      { field: 'finish', from: '5wd', to: '3wd-next' },
      { field: 'unit', from: 'u', to: null },
    ]
    const changed = fact('business-item.changed', { code: 'A1', unit: 'u', changes })
    assert.equal(
      change({ what: 'item', code: 'A1' }, changed),
      '办结时限 5工作日、unit 单位u → 办结时限 3工作日（次日起算）、unit 无',
    )
    assert.equal(change({ what: 'item', code: 'A2' }, changed), null, 'another item of the same unit')
  })
})
