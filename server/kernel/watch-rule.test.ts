import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boundMs, lateLanes, type Oldest, troubleNews } from './watch-rule.ts'

const now = new Date('2026-03-02T01:30:00Z')
const before = (s: number): Date => new Date(now.getTime() - s * 1000)
const oldest = (key: string, dueS: number, lane = 'timers'): Oldest => ({ lane, key, due: before(dueS), n: 1 })

describe('a lane of the scheduler', () => {
  it('stands still when the same piece is late at two looks in a row', () => {
    const [late] = lateLanes({ before: [oldest('a', 61)], present: [oldest('a', 61)], told: [] }, { now, bound: boundMs(1) })
    assert.deepEqual([late?.key, late?.what, late?.why, late?.since], ['lane:timers', 'timers', 'late', before(61)])
  })

  it('goes on when another piece is the oldest now, or the same has got another moment', () => {
    assert.deepEqual(
      lateLanes({ before: [oldest('a', 90)], present: [oldest('b', 90)], told: [] }, { now, bound: boundMs(1) }),
      [],
    )
    assert.deepEqual(
      lateLanes({ before: [oldest('a', 90)], present: [oldest('a', 70)], told: [] }, { now, bound: boundMs(1) }),
      [],
    )
    assert.deepEqual(
      lateLanes({ before: [oldest('a', 90, 'claims')], present: [oldest('a', 90)], told: [] }, { now, bound: boundMs(1) }),
      [],
    )
  })

  it('is not late within the bound, which is as long by the wall however fast the clock runs', () => {
    assert.deepEqual(
      lateLanes({ before: [oldest('a', 60)], present: [oldest('a', 60)], told: [] }, { now, bound: boundMs(1) }),
      [],
    )
    const fast = { now, bound: boundMs(20) }
    assert.deepEqual(lateLanes({ before: [oldest('a', 1200)], present: [oldest('a', 1200)], told: [] }, fast), [])
    assert.equal(lateLanes({ before: [oldest('a', 1201)], present: [oldest('a', 1201)], told: [] }, fast).length, 1)
  })
})

describe('a lane that was told to stand still', () => {
  const told = lateLanes({ before: [oldest('a', 61)], present: [oldest('a', 61)], told: [] }, { now, bound: boundMs(1) })
  it('goes on standing still for whoever looks first after a start, until it is within its bound', () => {
    const first = (dueS: number) => lateLanes({ before: [], present: [oldest('b', dueS)], told }, { now, bound: boundMs(1) })
    assert.deepEqual(troubleNews(told, first(61)), { stalled: [], resumed: [] })
    assert.deepEqual(troubleNews(told, first(60)), { stalled: [], resumed: told })
  })
})

describe('the news of a look', () => {
  it('are troubles not told yet, and told ones that are over', () => {
    const [a, b] = ['a', 'b'].map((key) => ({ key, what: 'x', why: 'failed' as const, n: 1, since: now, error: null }))
    assert.deepEqual(troubleNews([a!], [a!, b!]), { stalled: [b], resumed: [] })
    assert.deepEqual(troubleNews([a!, b!], [b!]), { stalled: [], resumed: [a] })
  })
})
