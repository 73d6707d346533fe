import assert from 'node:assert/strict'
import { it } from 'node:test'
import { apart } from './pole.ts'

it('several cameras on one pole stand beside each other, the others where they are', () => {
  const at = (x: number, y: number) => ({ at: [x, y] as const })
  const placed = apart([at(100, 50), at(100.2, 50.1), at(100, 50), at(130, 50)]).map(({ at: [x, y] }) => [x, y])
  assert.deepEqual(placed, [
    [100, 50],
    [100.2 + 208, 50.1],
    [100 + 416, 50],
    [130, 50],
  ])
})
