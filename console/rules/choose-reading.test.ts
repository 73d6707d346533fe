import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chooseReading, type ReadingSeries, trendOf } from './choose-reading.ts'

const reading = (name: string, values: number[], limit: number, direction: 'above' | 'below' = 'above'): ReadingSeries => ({
  reading: name,
  name: { zh: name, en: name },
  unit: '%LEL',
  normal: [0, 8],
  limits: [{ severity: 'yellow', limit, holdS: 0, clear: limit * 0.8, direction }],
  points: values.map((value, i) => ({ at: new Date(i * 60_000).toISOString(), value, quality: 'good' })),
})

describe('the reading worth the large curve', () => {
  it('is the one farthest beyond its limit', () =>
    assert.equal(chooseReading([reading('h2s', [3], 7), reading('ch4', [52], 20), reading('co', [4], 26)])?.reading, 'ch4'))
  it('knows that oxygen is bad when it is low', () =>
    assert.equal(chooseReading([reading('ch4', [18], 20), reading('o2', [16], 19.5, 'below')])?.reading, 'o2'))
  it('stays the one that went wrong after it has come back', () =>
    assert.equal(chooseReading([reading('ch4', [5, 52, 4], 20), reading('o2', [20.8], 20.5, 'below')])?.reading, 'ch4'))
  it('is the first one when nothing was measured', () =>
    assert.equal(chooseReading([reading('ch4', [], 20), reading('h2s', [], 7)])?.reading, 'ch4'))
})

describe('which way a reading goes', () => {
  it('up when the last value stands above those just before', () =>
    assert.equal(trendOf(reading('a', [8, 9, 20, 30, 52], 20)), 'up'))
  it('down when below', () => assert.equal(trendOf(reading('a', [52, 50, 48, 40, 20], 20)), 'down'))
  it('flat within the noise', () => assert.equal(trendOf(reading('a', [5, 5, 5, 5, 5.1], 20)), 'flat'))
})
