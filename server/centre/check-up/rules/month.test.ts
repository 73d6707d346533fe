import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldAgainst, monthStart } from './month.ts'

const zone = 'Asia/Shanghai'
/** As the clock of the city shows it. */
const at = (local: string): Date => new Date(`${local}:00+08:00`)

describe('the month a check-up is of', () => {
  it('begins at six on the first, by the clock of the city', () => {
    for (const [now, start] of [
      ['2026-03-01T06:00', '2026-03-01T06:00'],
      ['2026-03-01T05:59', '2026-02-01T06:00'],
      ['2026-03-31T23:59', '2026-03-01T06:00'],
      ['2026-01-01T03:00', '2025-12-01T06:00'],
      ['2027-01-01T06:30', '2027-01-01T06:00'],
    ] as const)
      assert.deepEqual(monthStart(at(now), zone), at(start), now)
  })

  it('is held against a month before, one that is asked for against the newest', () => {
    const now = at('2026-03-09T10:00')
    assert.deepEqual(heldAgainst({ made: 'schedule', at: now }, zone), { made: 'schedule', before: at('2026-03-01T06:00') })
    assert.deepEqual(heldAgainst({ made: 'asked', at: now }, zone), { made: null, before: null })
  })
})
