import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { daysToSeal } from './days-to-seal.ts'

const zone = 'Asia/Shanghai'
const at = (text: string): Date => new Date(`${text}+08:00`)

describe('the days to seal', () => {
  it('are the ones over since the last, ten minutes after midnight of the city', () => {
    assert.deepEqual(daysToSeal('2026-03-01', at('2026-03-03T00:09:00'), zone), [])
    assert.deepEqual(daysToSeal('2026-03-01', at('2026-03-03T00:11:00'), zone), ['2026-03-02'])
    assert.deepEqual(daysToSeal('2026-03-02', at('2026-03-03T23:59:00'), zone), [])
  })

  it('are all of a stop, oldest first, and only yesterday in a new city', () => {
    assert.deepEqual(daysToSeal('2026-02-27', at('2026-03-02T09:00:00'), zone), ['2026-02-28', '2026-03-01'])
    assert.deepEqual(daysToSeal(null, at('2026-03-02T09:00:00'), zone), ['2026-03-01'])
    assert.equal(daysToSeal('2025-01-01', at('2026-03-02T09:00:00'), zone).length, 31)
  })
})
