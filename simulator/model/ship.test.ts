import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sail } from './ship.ts'

it('a ship stays on the river, no faster than it says, and rests at the quay', () => {
  const began = Date.parse('2026-03-02T00:00:00Z')
  let [moved, rested] = [0, 0]
  for (let s = 0; s < 6 * 3600; s += 10) {
    const [a, b] = [sail('1:x', began + s * 1000), sail('1:x', began + (s + 10) * 1000)]
    assert.ok(a.lon >= 106.588 && a.lon <= 106.668 && a.lat >= 29.568 && a.lat <= 29.617)
    const metres = Math.hypot((b.lon - a.lon) * 96_800, (b.lat - a.lat) * 111_320)
    assert.ok(metres <= Math.max(a.speedKn, b.speedKn) * 0.5145 * 10 + 1, `${metres} m in 10 s at ${a.speedKn} kn`)
    if (a.moored) rested++
    else moved++
    assert.equal(a.moored, a.speedKn === 0)
  }
  assert.ok(moved > 0 && rested > 0)
  assert.deepEqual(sail('1:x', began), sail('1:x', began))
})
