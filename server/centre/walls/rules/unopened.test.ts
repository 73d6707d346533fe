import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedLayout, type WallLayout } from '../../../../contract/wall-kinds.ts'
import { type Composed, type PutUp, tilesOf, wallBegan } from './unopened.ts'

const tiles = ['open', 'risk', 'strip', 'map', 'screen.risk']
const wall = (...versions: PutUp[]): Composed => ({ versions, follows: shippedLayout })
const withRisk: WallLayout = { ...shippedLayout, normal: { ...shippedLayout.normal, right: ['risk'] } }
const from = '2026-03-10'
const unopened = (walls: readonly Composed[], counts: Parameters<typeof tilesOf>[1] = [], began: string | null = '2025-01-01') =>
  tilesOf(tiles, counts, { walls, from, began }).flatMap((row) => (row.unopened ? [row.tile] : []))

describe('tiles of a wall', () => {
  it('that ran for a year untouched are all listed, those that stand on it', () => {
    assert.deepEqual(unopened([wall()]), ['open', 'strip', 'map', 'screen.risk'])
    assert.deepEqual(unopened([wall()], [], '2026-03-11'), [], 'no month yet')
    assert.deepEqual(unopened([wall()], [], null), [])
  })
  it('are listed though one of them was opened yesterday, with the last day there was', () => {
    const counts = [
      { tile: 'open', opens: 1, last: '2026-04-09' },
      { tile: 'strip', opens: 0, last: '2026-02-20' },
    ]
    assert.deepEqual(unopened([wall()], counts), ['map', 'screen.risk', 'strip'])
    const [first, , strip, , last] = tilesOf(tiles, counts, { walls: [wall()], from, began: '2025-01-01' })
    assert.deepEqual([first?.last, strip?.last, last?.tile, last?.since], [null, '2026-02-20', 'risk', null])
  })
  it('have a month of their own from the day they were put up; what stood before keeps its own', () => {
    assert.deepEqual(unopened([wall({ day: '2026-04-01', body: withRisk })]), ['open', 'strip', 'map', 'screen.risk'])
    assert.ok(unopened([wall({ day: '2026-03-10', body: withRisk })]).includes('risk'))
    const away = wall(
      { day: '2026-01-01', body: withRisk },
      { day: '2026-03-01', body: null },
      { day: '2026-04-01', body: withRisk },
    )
    assert.ok(!unopened([away]).includes('risk'), 'it was away for a month')
    const own = { versions: [{ day: '2026-01-01', body: withRisk }], follows: null }
    assert.ok(unopened([wall(), own]).includes('risk'), 'a machine has it')
  })
})

describe('a wall', () => {
  it('began with its first machine, else with the platform, and before that if something was done on it', () => {
    const none = { seat: null, opened: null, composed: null, platform: '2025-01-01' }
    assert.equal(wallBegan(none), '2025-01-01')
    assert.equal(wallBegan({ ...none, opened: '2026-04-01' }), '2025-01-01', 'an opening begins nothing anew')
    assert.equal(wallBegan({ ...none, seat: '2026-02-01' }), '2026-02-01')
    assert.equal(wallBegan({ ...none, seat: '2026-02-01', composed: '2026-01-05' }), '2026-01-05')
    assert.equal(wallBegan({ ...none, platform: null }), null)
  })
})
