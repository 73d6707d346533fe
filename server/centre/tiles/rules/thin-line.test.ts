import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Point, thinLine } from './thin-line.ts'

describe('a line as far as its bends are seen', () => {
  it('keeps its ends and every corner, and loses what lies on the way between them', () => {
    const corner: Point[] = Array.from({ length: 101 }, (_, i) => (i <= 50 ? [i * 10, 0] : [500, (i - 50) * 10]))
    assert.deepEqual(thinLine(corner), [
      [0, 0],
      [500, 0],
      [500, 500],
    ])
  })

  it('keeps a bend of a pixel and loses one of a quarter', () => {
    const bent = (by: number): Point[] => [
      [0, 0],
      [100, by],
      [200, 0],
    ]
    assert.deepEqual([thinLine(bent(8)).length, thinLine(bent(2)).length], [3, 2])
  })

  it('keeps the far end of a way there and back, and a ring that ends where it began', () => {
    const there: Point[] = [
      [0, 0],
      [300, 0],
      [0, 0],
    ]
    assert.deepEqual(thinLine(there), there)
    assert.equal(
      thinLine([
        [0, 0],
        [90, 0],
        [90, 90],
        [0, 90],
        [0, 0],
      ]).length,
      5,
    )
  })

  it('lies nowhere more than half a pixel beside the line it came from', () => {
    const river: Point[] = Array.from({ length: 2_000 }, (_, i) => [i * 2, 300 * Math.sin(i / 90) + 20 * Math.sin(i / 7)])
    const thin = thinLine(river)
    assert.ok(thin.length < river.length / 4, `${thin.length}`)
    for (const [x, y] of river) {
      const after = Math.max(
        1,
        thin.findIndex(([px]) => px >= x),
      )
      const [[ax, ay], [bx, by]] = [thin[after - 1]!, thin[after]!]
      const off = Math.abs((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / Math.hypot(bx - ax, by - ay)
      assert.ok(off <= 4.001, `${off} at ${x}`)
    }
  })
})
