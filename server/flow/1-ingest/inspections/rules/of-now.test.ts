import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ofNow } from './of-now.ts'

const known = { since: new Set<string>(), held: {}, last: 'dredged', today: '2026-04-10' }

describe('what the register takes of an inspection', () => {
  it('is all of it while nobody has told otherwise since', () => {
    assert.deepEqual(ofNow({ water: 'ok', dredged: '2026-04-06' }, known), { water: 'ok', dredged: '2026-04-06' })
  })
  it('leaves what was told later', () => {
    const since = new Set(['details/water', 'details/height'])
    assert.deepEqual(ofNow({ water: 'ok', lane: 'clear' }, { ...known, since }), { lane: 'clear' })
  })
  it('never takes the last time back, but for one that lies ahead', () => {
    const of = (dredged: string) =>
      ofNow({ dredged: '2026-04-06' }, { ...known, held: { dredged }, since: new Set(['details/dredged']) })
    assert.deepEqual(of('2026-04-08'), {})
    assert.deepEqual(of('2026-04-10'), {})
    assert.deepEqual(of('2026-04-05'), { dredged: '2026-04-06' })
    assert.deepEqual(of('2035-01-01'), { dredged: '2026-04-06' })
  })
})
