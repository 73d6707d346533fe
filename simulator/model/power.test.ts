import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isCut, voltage } from './power.ts'

const cut = { supply: 'box-1', fromMs: 60_000, untilMs: 120_000 }

describe('a power cut', () => {
  it('takes what hangs on its box, for its time', () => {
    assert.deepEqual(
      [59_999, 60_000, 119_999, 120_000].map((at) => isCut(cut, 'box-1', at)),
      [false, true, true, false],
    )
    assert.equal(isCut(cut, 'box-2', 90_000), false)
    assert.equal(isCut(cut, null, 90_000), false)
    assert.equal(isCut(null, 'box-1', 90_000), false)
  })
  it('is told by the box itself, whose voltage is else that of a healthy grid', () => {
    assert.equal(voltage('pd-1', 0, true), 0)
    for (let minute = 0; minute < 500; minute++) {
      const volts = voltage('pd-1', minute * 60_000, false)
      assert.ok(volts >= 220 && volts <= 230, String(volts))
    }
  })
})
