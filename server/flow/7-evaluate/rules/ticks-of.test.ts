import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Counted, countedKinds, ticksOf, townPath } from './ticks-of.ts'

const zone = 'Asia/Shanghai'
const fact = (over: Partial<Counted>): Counted => ({
  kind: 'event.opened',
  area: '99/990101/990101001/990101001001/990101001001002/',
  recordedAt: new Date('2026-03-01T16:30:00Z'),
  byDevice: false,
  acceptBy: null,
  ...over,
})

describe('a fact', () => {
  it('counts in its town, on the day of the city and not of Greenwich', () => {
    assert.deepEqual(ticksOf(fact({}), zone), [{ area: '99/990101/990101001/', day: '2026-03-02', name: 'opened' }])
  })

  it('of an acceptance counts twice when it was in time, once when it was late', () => {
    const at = (acceptBy: string) =>
      ticksOf(fact({ kind: 'work-order.accepted', acceptBy: new Date(acceptBy) }), zone).map((tick) => tick.name)
    assert.deepEqual(at('2026-03-01T16:30:00Z'), ['accepted', 'accepted-on-time'])
    assert.deepEqual(at('2026-03-01T16:29:59Z'), ['accepted'])
  })

  it('of a cleared alarm counts only when the device dealt with it alone', () => {
    assert.deepEqual(ticksOf(fact({ kind: 'alarm.cleared' }), zone), [])
    assert.equal(ticksOf(fact({ kind: 'alarm.cleared', byDevice: true }), zone)[0]?.name, 'auto-cleared')
  })

  it('without a place, or of another kind, counts nothing', () => {
    assert.deepEqual(ticksOf(fact({ area: null }), zone), [])
    assert.deepEqual(ticksOf(fact({ kind: 'event.graded' }), zone), [])
    assert.equal(countedKinds.includes('event.graded'), false)
  })
})

describe('a place', () => {
  it('is the town it lies in', () => {
    assert.equal(townPath('99/990101/'), '99/990101/')
  })
})
