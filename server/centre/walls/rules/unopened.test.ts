import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tilesOf } from './unopened.ts'

const counts = [
  { tile: 'open', opens: 9, last: '2026-04-09' },
  { tile: 'risk', opens: 0, last: '2026-02-20' },
]
const tiles = ['open', 'risk', 'strip']

describe('tiles of a wall', () => {
  it('nobody opened for a month are said, with the last day there was', () => {
    const rows = tilesOf(tiles, counts, { from: '2026-03-10', since: '2026-02-01' })
    assert.deepEqual(
      rows.map(({ tile, unopened, last }) => [tile, unopened, last]),
      [
        ['strip', true, null],
        ['risk', true, '2026-02-20'],
        ['open', false, '2026-04-09'],
      ],
    )
  })
  it('of a wall that is counted for less than a month are none', () => {
    for (const since of [null, '2026-03-11'])
      assert.ok(tilesOf(tiles, counts, { from: '2026-03-10', since }).every(({ unopened }) => !unopened))
  })
})
