import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Haulage, HaulRate } from '../../../../contract/haulage.ts'
import { type FirmCases, rateFirm, worstFirst } from './rate-firm.ts'

const rule: HaulRate = { weights: { major: 10, serious: 5, ordinary: 2 }, least: 20, leaves: ['distress'] }
const name = { zh: '无联单', en: 'No ticket' }
const haulage: Pick<Haulage, 'checks'> = {
  checks: [{ kind: 'no-ticket', id: 'no-ticket', name, type: 'untold', hold: '3m', late: '0s' }],
}
const one = (type: string, grade: FirmCases['grade'], n: number): FirmCases => ({ type, grade, n })
const rate = (tickets: number, ...cases: FirmCases[]) => rateFirm(rule, haulage, { tickets, cases })

describe('the rate of a firm', () => {
  it('is its cases by the weight of their grade on 100 trips, with both numbers', () => {
    assert.deepEqual(rate(200, one('muddy', 'ordinary', 3), one('spilling', 'ordinary', 1), one('dump', 'serious', 1)), {
      ...{ value: 6.5, weighed: 13, cases: 5, trips: 200, least: 20 },
      grades: [
        { grade: 'serious', n: 1, weight: 5 },
        { grade: 'ordinary', n: 4, weight: 2 },
      ],
    })
  })

  it('is nothing below so many trips, never zero; nothing found on enough trips is zero', () => {
    assert.equal(rate(0).value, null)
    assert.equal(rate(19, one('dump', 'serious', 4)).value, null)
    assert.equal(rate(19, one('dump', 'serious', 4)).weighed, 20)
    assert.equal(rate(20).value, 0)
  })

  it('counts a trip found without a ticket as a trip: whoever writes none is rated too', () => {
    const { value, trips, cases } = rate(0, one('untold', 'ordinary', 20))
    assert.deepEqual([value, trips, cases], [200, 20, 20])
  })

  it('leaves out what is no fault of a firm, and weighs a grade without a weight as nothing', () => {
    const { weighed, cases } = rate(100, one('distress', 'serious', 2), one('muddy', 'minor', 3))
    assert.deepEqual([weighed, cases], [0, 3])
  })

  it('puts the worst first and those without a rate last', () => {
    const list = [rate(100), rate(3, one('dump', 'serious', 3)), rate(100, one('dump', 'serious', 1)), null]
    assert.deepEqual(
      list.toSorted(worstFirst).map((given) => given?.value ?? null),
      [5, 0, null, null],
    )
  })
})
