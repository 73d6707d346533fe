import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Location } from '../../../../protocols/jt808/location.ts'
import { vehicleFlags } from './vehicle-flags.ts'

const set = (alarms: string[], extras: object = {}): string[] =>
  Object.entries(vehicleFlags({ alarms, extras: extras as Location['extras'] })).flatMap(([name, value]) =>
    value === 1 ? [name] : [],
  )
const warning = (kind: string, state = 1) => ({ state, type: { number: 0, kind } })

describe('what a report of a vehicle says is wrong', () => {
  it('is nothing when no bit is set and nothing is added', () => {
    assert.deepEqual(set([]), [])
    assert.deepEqual(set(['gnss-fault']), [])
  })

  it('is told by alarm bits', () => {
    assert.deepEqual(set(['overspeed', 'fatigue']), ['overspeed', 'fatigue'])
    assert.deepEqual(set(['off-route', 'illegal-displacement', 'rollover']), ['distress', 'off-route', 'theft'])
  })

  it('is told by active safety additions, as long as they do not say that it is over', () => {
    assert.deepEqual(set([], { adas: warning('forward-collision'), blindSpot: warning('rear', 0) }), ['ahead', 'blind-spot'])
    assert.deepEqual(set([], { dsm: warning('phone'), tyres: { state: 1 } }), ['driver', 'tyres'])
    assert.deepEqual(set([], { dsm: warning('fatigue') }), ['fatigue'])
    assert.deepEqual(set([], { adas: warning('lane-departure', 2), dsm: warning('phone', 2), tyres: { state: 2 } }), [])
    assert.deepEqual(set([], { adas: warning('road-sign-seen'), dsm: warning('driver-changed') }), [], 'no warnings')
  })

  it('is told by abnormal driving of JT/T 1078', () => {
    assert.deepEqual(set([], { abnormalDriving: { kinds: { bits: 3, names: ['fatigue', 'phone'] }, fatigue: 80 } }), [
      'fatigue',
      'driver',
    ])
  })
})
