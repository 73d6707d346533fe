import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noReceipt, rate, threshold } from '../../../../contract/pack.ts'
import { stillStanding } from './still-standing.ts'

const head = { family: 'gas', name: { zh: '甲烷', en: 'Methane' } }
const limits = threshold({
  ...head,
  id: 'ch4',
  reading: 'ch4',
  direction: 'above',
  levels: [
    { severity: 'orange', limit: 25, hold: '60s' },
    { severity: 'red', limit: 50, hold: '0s' },
  ],
  clearFactor: 0.8,
  clearHold: '10m',
})
const climbing = rate({
  ...head,
  id: 'rate',
  reading: 'ch4',
  perMinute: 1,
  window: '5m',
  severity: 'blue',
  hold: '60s',
  clearHold: '10m',
})
const fan = noReceipt({ ...head, id: 'fan', command: 'fan.on', severity: 'orange', clearOnReceipt: true })

describe('an open alarm', () => {
  it('stands on the level its value is beyond now, not on the one it waits to leave', () =>
    assert.deepEqual(
      stillStanding([{ rule: limits, state: { level: 'red', beyond: { orange: 5 } }, severity: 'red', heardAt: 90 }]),
      { severity: 'orange', at: 90 },
    ))
  it('stands on nothing once the value is back', () =>
    assert.equal(stillStanding([{ rule: limits, state: { level: 'red', beyond: {} }, severity: 'red', heardAt: 90 }]), null))
  it('does not stand on a level whose hold is not over', () =>
    assert.equal(
      stillStanding([{ rule: limits, state: { level: 'orange', beyond: { red: 5 } }, severity: 'orange', heardAt: 90 }]),
      null,
    ))
  it('stands on a climb only while it climbs', () => {
    const since = (at: number | null) =>
      stillStanding([{ rule: climbing, state: { level: 'blue', since: at }, severity: 'blue', heardAt: 90 }])
    assert.deepEqual([since(null), since(80)], [{ severity: 'blue', at: 90 }, null])
  })
  it('stands on a failed command since it failed, whatever the device said later', () =>
    assert.deepEqual(stillStanding([{ rule: fan, state: { level: 'orange', since: 7 }, severity: 'orange', heardAt: 90 }]), {
      severity: 'orange',
      at: 7,
    }))
  it('stands on the gravest of its parts', () =>
    assert.deepEqual(
      stillStanding([
        { rule: fan, state: { level: 'orange', since: 7 }, severity: 'orange', heardAt: 90 },
        { rule: limits, state: { level: 'red', beyond: { red: 1, orange: 1 } }, severity: 'red', heardAt: 60 },
      ]),
      { severity: 'red', at: 60 },
    ))
})
