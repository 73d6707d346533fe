import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PackBrings } from '../../../../contract/packs.ts'
import { undecidedOf } from './undecided.ts'

type Tuned = PackBrings['tuned'][number]
const tuned = (more: Partial<Tuned>): Tuned => ({
  ...{ id: 'setting/50/500105//limit', setting: 'limit', name: { zh: '水深上限', en: 'Water limit' }, unit: 'cm' },
  ...{ area: '50/500105/', areaName: '江北区', outcome: 'conflict', decided: null, value: 75, base: 50, theirs: 50 },
  ...{ min: 10, max: 60, nearest: 60 },
  ...more,
})
type Plan = PackBrings['plans'][number]
const row = (more: Partial<Plan>): Plan => ({
  ...{ id: 'plan/x', type: 'wet.deep', typeName: { zh: '积水', en: 'Flooded road' }, part: 'clocks', order: false },
  ...{ name: { grade: 'major' }, outcome: 'conflict', decided: null, base: null, ours: null, theirs: null },
  ...more,
})
const rule: PackBrings['merge'][number] = {
  ...{ rule: 'high', name: { zh: '水深', en: 'Deep water' }, outcome: 'conflict', theirs: [], ours: [], decided: null },
}

describe('what is not decided yet', () => {
  it('is called as people know it, a setting with its place, in both languages', () => {
    const open = undecidedOf({ merge: [rule], plans: [row({})], tuned: [tuned({}), tuned({ areaName: null })] })
    assert.deepEqual(
      open.map(({ zh }) => zh),
      ['水深', '积水的预案', '水深上限（江北区）', '水深上限（全市）'],
    )
    assert.deepEqual(
      open.map(({ en }) => en),
      ['Deep water', 'plan of Flooded road', 'Water limit (江北区)', 'Water limit (the whole city)'],
    )
  })
  it('is nothing that somebody decided, or that is no conflict', () =>
    assert.deepEqual(
      undecidedOf({
        merge: [{ ...rule, decided: 'ours' }],
        plans: [row({ outcome: 'theirs' })],
        tuned: [tuned({ decided: 'theirs' }), tuned({ outcome: 'gone' })],
      }),
      [],
    ))
})
