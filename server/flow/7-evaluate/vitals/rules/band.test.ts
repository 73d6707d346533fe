import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bandHangsOnPast, bandOf, bandsOf, bandsReached } from './band.ts'

const high = {
  hysteresis: 1,
  bands: [
    { band: 'attention' as const, most: 10 },
    { band: 'abnormal' as const, most: 20 },
  ],
}
describe('the band of a value', () => {
  it('is the worst whose limit it is beyond, and none on the limit', () =>
    assert.deepEqual(
      [10, 10.1, 20, 20.1, 900].map((value) => bandOf(value, high)),
      [null, 'attention', 'attention', 'abnormal', 'abnormal'],
    ))
  it('is left only when the value came back by the hysteresis, band by band', () =>
    assert.deepEqual(bandsOf([21, 19.5, 18, 10.5, 9.5, 9, 9.5], high), [
      ...['abnormal', 'abnormal', 'attention', 'attention', 'attention'],
      ...[null, null],
    ]))
  it('is reached without any hysteresis', () =>
    assert.deepEqual(bandsOf([9.5, 10.1, 20.1], high), [null, 'attention', 'abnormal']))
  it('is kept over a gap, in which nothing is known', () =>
    assert.deepEqual(bandsOf([21, null, 19.5], high), ['abnormal', null, 'abnormal']))
  it('looks at both ends, and below where more is better', () => {
    const both = { hysteresis: 0, bands: [{ band: 'attention' as const, least: 40, most: 60 }] }
    assert.deepEqual(
      [39, 40, 61].map((value) => bandOf(value, both)),
      ['attention', null, 'attention'],
    )
  })
  it('is none where none are defined', () => assert.equal(bandOf(5, { hysteresis: 0 }), null))
  it('hangs on its past only within the hysteresis of a limit: elsewhere no past changes it', () => {
    assert.deepEqual(
      [9, 9.1, 10, 10.1, 19, 19.5, 20, 20.1, null].map((value) => bandHangsOnPast(value, high)),
      [false, true, true, false, false, true, true, false, false],
    )
    const pasts = [[], [9.5], [10.5], [21], [21, 19.5], [21, 9.5]]
    for (let value = 8; value < 22; value += 0.25) {
      const found = new Set(pasts.map((past) => bandsOf([...past, value], high).at(-1)))
      if (!bandHangsOnPast(value, high)) assert.equal(found.size, 1, `${value}`)
    }
  })
  it('is counted in bands for who remembers a number of them alone', () =>
    assert.deepEqual(
      [5, 9.5, 10.5, 19.5, 21, null].map((value) => Object.values(bandsReached(value, high))),
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 2],
        [2, 2],
        [0, 0],
      ],
    ))
})
