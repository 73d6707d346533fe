import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Risk } from '../../../../../../contract/scales.ts'
import { createComparison, type Pair } from './compare-risk.ts'

const now = new Date('2026-04-10T01:00:00Z')
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000)
const name = { zh: '楼栋', en: 'Building' }
const pair = (object: string, live: Risk, tried: Risk, soon: number | null = null): Pair => ({
  ...{ object, label: object, kind: 'building', score: 10, why: [] },
  live: { level: live, worsens: null },
  tried: { level: tried, worsens: soon === null ? null : { at: hours(soon), level: 'red' } },
})

it('what changes is counted from and to, with the gravest as examples', () => {
  const sum = createComparison([{ kind: 'building', name }], now, 2)
  for (const one of [
    pair('a', 'green', 'green'),
    pair('b', 'yellow', 'orange', 24),
    pair('c', 'yellow', 'orange', 25),
    pair('d', 'yellow', 'red'),
    pair('e', 'red', 'green'),
  ])
    sum.add(one)
  const { kinds, examples, objects } = sum.sum()
  const [line] = kinds
  assert.deepEqual(
    [objects, line?.live, line?.tried],
    [5, { red: 1, orange: 0, yellow: 3, blue: 0, green: 1 }, { red: 1, orange: 2, yellow: 0, blue: 0, green: 2 }],
  )
  assert.deepEqual(line?.moves, [
    { from: 'yellow', to: 'orange', n: 2 },
    { from: 'yellow', to: 'red', n: 1 },
    { from: 'red', to: 'green', n: 1 },
  ])
  assert.deepEqual(line?.soon, { live: 0, tried: 1 })
  assert.deepEqual(
    examples.map(({ object, to }) => `${object} ${to}`),
    ['d red', 'b orange'],
  )
})
