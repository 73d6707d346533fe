import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { isAsked, isBack, nextLook, owedPeriod, silentSince } from './task-moments.ts'

const zone = 'Asia/Shanghai'
const at = (text: string): number => Date.parse(`${text}+08:00`)
const daily = { cadence: 'day', dueMinutes: 60 } as const
const hourly = { cadence: 'hour', dueMinutes: 30 } as const

describe('when a silent vital becomes a task', () => {
  it('is a day after the value should have been there, to the minute', () => {
    // The value of 1 March is due at 01:00 on the 2nd, the task at 01:00 on the 3rd.
    assert.equal(silentSince(daily, at('2026-02-28T00:00'), zone), at('2026-03-02T01:00'))
    assert.equal(nextLook(daily, at('2026-03-03T00:59'), zone), at('2026-03-03T01:00'))
    assert.equal(owedPeriod(daily, at('2026-03-03T00:59'), zone), at('2026-02-28T00:00'))
    assert.equal(owedPeriod(daily, at('2026-03-03T01:00'), zone), at('2026-03-01T00:00'))
  })

  it('looks again at the end of each period, never at the same moment twice', () => {
    assert.equal(nextLook(daily, at('2026-03-03T01:00'), zone), at('2026-03-04T01:00'))
    assert.equal(nextLook(hourly, at('2026-03-03T10:30'), zone), at('2026-03-03T11:30'))
    const monthly = { cadence: 'month', dueMinutes: 15 * 1440 } as const
    assert.equal(nextLook(monthly, at('2026-03-03T00:00'), zone), at('2026-03-17T00:00'))
  })

  it('is over with a value that is as new as it should be, not with a late one', () => {
    const now = at('2026-03-03T10:40')
    assert.equal(isBack(hourly, at('2026-03-03T09:00'), now, zone), true)
    assert.equal(isBack(hourly, at('2026-03-03T08:00'), now, zone), false)
  })

  it('asks only for what somebody tells and answers for', () => {
    const definition = { aggregation: 'sum', owner: 'unit' } as VitalDefinition
    const asked = (more: object, state = 'connected') =>
      isAsked({ state, definition: { ...definition, ...more } } as Parameters<typeof isAsked>[0])
    assert.deepEqual([asked({}), asked({}, 'trusted'), asked({}, 'catalogued'), asked({}, 'stopped')], [true, true, false, false])
    const count = { of: 'events', when: 'now', where: [] }
    assert.deepEqual([asked({ count }), asked({ aggregation: 'formula' }), asked({ owner: undefined })], [false, false, false])
  })
})
