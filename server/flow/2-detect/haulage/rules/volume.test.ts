import assert from 'node:assert/strict'
import { it } from 'node:test'
import { unbalanced } from './volume.ts'

const volume = (left: number, came: number) => ({ taken: { left, came }, permitted: 1_000, until: '2026-06-30' })

it('is out of balance only where both scales say so', () => {
  assert.equal(unbalanced(volume(1_101, 1_101), 10, '2026-06-15'), 'over')
  assert.equal(unbalanced(volume(1_101, 1_099), 10, '2026-06-15'), null, 'the tip says it is in balance')
  assert.equal(unbalanced(volume(1_099, 1_101), 10, '2026-06-15'), null, 'the gate does')
  assert.equal(unbalanced(volume(899, 899), 10, '2026-07-01'), 'under')
  assert.equal(unbalanced(volume(899, 901), 10, '2026-07-01'), null)
})

it('is under only once its days are over, and nothing where nobody permitted anything', () => {
  assert.equal(unbalanced(volume(899, 899), 10, '2026-06-30'), null)
  assert.equal(unbalanced({ ...volume(899, 899), until: null }, 10, '2026-07-01'), null)
  assert.equal(unbalanced({ ...volume(9, 9), permitted: 0 }, 10, '2026-07-01'), null)
})
