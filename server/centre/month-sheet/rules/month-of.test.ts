import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fillUnknown } from './fill-unknown.ts'
import { monthOf } from './month-of.ts'

describe('a month of the city', () => {
  const zone = 'Asia/Shanghai'
  it('begins and ends at midnight there, over the turn of the year too', () => {
    const { from, to, running } = monthOf('2026-12', new Date('2027-01-05T00:00:00Z'), zone)
    assert.deepEqual(
      [from.toISOString(), to.toISOString(), running],
      ['2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z', false],
    )
  })
  it('is the one that runs when none is asked for', () => {
    const last = monthOf(undefined, new Date('2026-02-28T15:59:59Z'), zone)
    assert.deepEqual([last.month, last.running], ['2026-02', true])
    assert.equal(monthOf(undefined, new Date('2026-02-28T16:00:00Z'), zone).month, '2026-03')
  })
})

describe('a figure that needs another', () => {
  it('is unknown where that is none, never 0; unknown goes on', () => {
    const columns = [{ id: 'all' }, { id: 'watched', needs: 'all' }, { id: 'red', needs: 'watched' }]
    assert.deepEqual(fillUnknown(columns, { all: 5, watched: 2, red: 0 }), [5, 2, 0])
    assert.deepEqual(fillUnknown(columns, { all: 5, watched: 0, red: 0 }), [5, 0, null])
    assert.deepEqual(fillUnknown(columns, { all: 0, watched: 0, red: 3 }), [0, null, null])
  })
})
