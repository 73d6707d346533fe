import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BoardStand } from '../../../flow/7-evaluate/vitals/stands/types.ts'
import { becauseOf, cellOf, gatherStands, standingOf } from './stand.ts'

const stand = (of: Partial<BoardStand> = {}): BoardStand => ({
  ...{ normal: 0, outside: 0, unknown: 0, unconnected: 0, told: null },
  because: { silent: 0, 'nothing-due': 0, few: 0, small: 0, 'no-range': 0 },
  ...of,
})
const because = (silent: number, noRange: number, nothingDue: number) => ({
  ...{ silent, few: 0, small: 0, 'no-range': noRange, 'nothing-due': nothingDue },
})

describe('a board of an area', () => {
  it('is unknown, never normal, with nothing known', () => {
    assert.equal(standingOf(stand(), 0), 'unknown')
    assert.equal(standingOf(stand({ unknown: 7 }), 0), 'unknown')
  })
  it('is normal only when all is known and nothing is outside', () => {
    assert.equal(standingOf(stand({ normal: 3 }), 0), 'normal')
    assert.equal(standingOf(stand({ normal: 3, unknown: 1 }), 0), 'partial')
    assert.equal(standingOf(stand({ normal: 3, outside: 1 }), 0), 'abnormal')
  })
  it('is abnormal as soon as a grave event is open, known or not, and says the gravest', () => {
    const cell = cellOf('facilities', stand(), { major: 2, extraordinary: 1 })
    assert.deepEqual([cell.standing, cell.grave, cell.worst, cell.because], ['abnormal', 3, 'extraordinary', 'no-vital'])
  })
  it('says why nothing is known of it, and nothing of what is known', () => {
    assert.equal(becauseOf(stand()), 'no-vital')
    assert.equal(becauseOf(stand({ unconnected: 2 })), 'unconnected')
    assert.equal(becauseOf(stand({ unknown: 3, unconnected: 9, because: because(1, 2, 0) })), 'no-range')
    assert.equal(becauseOf(stand({ unknown: 2, because: because(1, 0, 1) })), 'silent', 'of as many, what somebody can change')
    assert.equal(becauseOf(stand({ normal: 1, unknown: 2, because: because(2, 0, 0) })), null)
  })
  it('is as fresh as the newest of the boards gathered in it', () => {
    const both = gatherStands([stand({ normal: 1, told: 5 }), stand({ outside: 2, told: 9 }), stand({ unconnected: 1 })])
    assert.deepEqual([both.normal, both.outside, both.unconnected, both.told], [1, 2, 1, 9])
    assert.equal(gatherStands([]).told, null)
  })
})
