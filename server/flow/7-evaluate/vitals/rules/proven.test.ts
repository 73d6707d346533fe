import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalAggregation } from '../../../../../contract/vital-kinds.ts'
import type { Cover, Part } from '../types.ts'
import { isEnough, isSettled, isWhole, provenBy, provesBits, provesOf, standingTold } from './proven.ts'

const of = { aggregation: 'sum' as VitalAggregation, tier: 'district' as const, cadence: 'day' as const }
const counted = { ...of, count: { of: 'events' as const, when: 'opened' as const, where: [] } }
const part = (n: number): Part => ({ num: 3, den: 0, n, newest: 0, oldest: 0 })
const due = () => 41

describe('the number that is shown of a vital', () => {
  const shows = (period: number, n: number, definition: Parameters<typeof isSettled>[0] = of) =>
    isSettled(definition, { period, part: part(n) }, { dueFrom: 10, due })

  it('is one that is due, however few told it', () => {
    assert.deepEqual([shows(10, 1), shows(9, 38)], [true, true])
  })

  it('before that is one all have told: the first of forty-one does not speak for the city', () => {
    assert.deepEqual([shows(11, 1), shows(11, 40), shows(11, 41)], [false, false, true])
  })

  it('is as it runs where an area tells it itself, and where it is counted', () => {
    assert.equal(isSettled(of, { period: 11, part: part(1) }, { dueFrom: 10, due: () => 1 }), true)
    assert.equal(shows(11, 1, counted), true)
  })

  it('of a formula waits for each vital that is told, and for none that is counted', () => {
    const formula = { ...of, aggregation: 'formula' as const, formula: '{a.b} / {c.d}' }
    const reckoned = (...covers: Cover[]) => ({ ...part(1), covers })
    const told = (n: number): Cover => ({ tier: 'district', how: 'added', n })
    const own: Cover = { tier: 'town', how: 'added', n: 1, counted: true }
    const shown = (...covers: Cover[]) => isSettled(formula, { period: 11, part: reckoned(...covers) }, { dueFrom: 10, due })
    assert.deepEqual([shown(told(41), own), shown(told(40), own), shown(own)], [true, false, true])
  })
})

describe('a number that not all have told', () => {
  it('is judged as if they had only from all of them on, or from as many as opening events asks', () => {
    const wanted = (n: number, definition: Parameters<typeof isEnough>[0]) => isEnough(definition, part(n), due)
    assert.deepEqual([wanted(40, of), wanted(41, of)], [false, true])
    const some = { ...of, opens: { hold: 1, causeHours: 24, covered: 80 } }
    assert.deepEqual([wanted(32, some), wanted(33, some)], [false, true])
    // A quotient and a mean stand for all of them where most told: four fifths.
    for (const aggregation of ['ratio', 'mean', 'weighted'] as const)
      assert.deepEqual(
        [1, 32, 33].map((n) => wanted(n, { ...of, aggregation })),
        [false, false, true],
        aggregation,
      )
    const half = { ...of, aggregation: 'mean' as const, opens: { hold: 1, causeHours: 24, covered: 50 } }
    assert.deepEqual([wanted(20, half), wanted(21, half)], [false, true], 'or as many as opening events asks')
    assert.deepEqual([wanted(1, { ...of, aggregation: 'last' }), wanted(32, { ...some, aggregation: 'last' })], [true, false])
    assert.equal(wanted(1, counted), true)
    assert.deepEqual([isWhole(of, part(40), due), isWhole(of, part(41), due)], [false, true])
  })

  it('of a formula over several vitals is judged from all on: each may be of other areas', () => {
    const formula = (text: string) => ({ ...of, aggregation: 'formula' as const, formula: text })
    const reckoned = (...n: number[]) => ({
      ...part(1),
      covers: n.map((one): Cover => ({ tier: 'district', how: 'added', n: one })),
    })
    const wanted = (text: string, ...n: number[]) => isEnough(formula(text), reckoned(...n), due)
    assert.deepEqual([wanted('{a.b} / {c.d}', 41, 40), wanted('{a.b} / {c.d}', 41, 41)], [false, true])
    assert.deepEqual([wanted('{a.b} / 3', 32), wanted('{a.b} / 3', 33)], [false, true])
  })

  it('says only what the others cannot change', () => {
    const most = { normal: { most: 200 }, hysteresis: 0 }
    const least = { normal: { least: 200 }, hysteresis: 0 }
    const says = (definition: object, value: number, judged: Parameters<typeof provenBy>[2]) => {
      const { normal, outside } = provenBy({ ...of, ...definition }, value, judged)
      return [normal, outside]
    }
    assert.deepEqual(says({}, 450, most), [false, true], 'a sum beyond its limit stays there')
    assert.deepEqual(says({}, 0, most), [false, false], 'nought of one district is no low sum of the city')
    assert.deepEqual(says({}, 450, least), [true, false], 'a sum that is high enough stays so')
    assert.deepEqual(says({}, 450, { ...most, normal: { least: 1, most: 500 } }), [false, false])
    assert.deepEqual(says({ possible: { least: -10 } }, 450, most), [false, false], 'others may take away from it')
    assert.deepEqual(says({ aggregation: 'max' }, 450, most), [false, true])
    assert.deepEqual(says({ aggregation: 'min' }, 3, least), [false, true])
    assert.deepEqual(says({ aggregation: 'min' }, 3, most), [true, false])
    assert.deepEqual(says({ aggregation: 'ratio' }, 450, most), [false, false])
    assert.deepEqual(says({ aggregation: 'formula', formula: '{a.b} - {c.d}' }, 450, most), [false, false])
    assert.deepEqual(says({}, 195, { ...most, hysteresis: 10 }), [false, true], 'what is not back does not come back by more')
  })

  it('is unknown else', () => {
    const proves = { normal: false, outside: true }
    assert.equal(standingTold('normal', { enough: false, proves }), 'unknown')
    assert.equal(standingTold('outside', { enough: false, proves }), 'outside')
    assert.equal(standingTold('normal', { enough: true, proves }), 'normal')
    for (const bits of [0, 1, 2, 3]) assert.equal(provesBits(provesOf(bits)), bits)
  })
})
