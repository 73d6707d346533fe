import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cellOf, isStale, staleMs, standingOf } from './stand.ts'

const vitals = (normal: number, outside: number, unknown: number) => ({ normal, outside, unknown, unconnected: 9 })

describe('a board of an area', () => {
  it('is unknown, never normal, without a check-up or with nothing known', () => {
    assert.equal(standingOf(null, 0), 'unknown')
    assert.equal(standingOf(vitals(0, 0, 0), 0), 'unknown')
    assert.equal(standingOf(vitals(0, 0, 7), 0), 'unknown')
  })
  it('is normal only when all is known and nothing is outside', () => {
    assert.equal(standingOf(vitals(3, 0, 0), 0), 'normal')
    assert.equal(standingOf(vitals(3, 0, 1), 0), 'partial')
    assert.equal(standingOf(vitals(3, 1, 0), 0), 'abnormal')
  })
  it('is abnormal as soon as a grave event is open, known or not, and says the gravest', () => {
    const cell = cellOf('facilities', null, { major: 2, extraordinary: 1 })
    assert.deepEqual([cell.standing, cell.grave, cell.worst], ['abnormal', 3, 'extraordinary'])
  })
  it('counts a check-up for a month and five days', () => {
    const at = new Date('2026-03-01T00:00:00Z')
    assert.equal(isStale(at, new Date(at.getTime() + staleMs)), false)
    assert.equal(isStale(at, new Date(at.getTime() + staleMs + 1)), true)
  })
})
