import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCalendar, shippedCalendar } from '../../kernel/calendar-days.ts'
import { type LeadLimits, runningLimits } from './running-limits.ts'

const at = (clock: string): Date => new Date(`2026-04-10T${clock}:00Z`)
const counting = { arrive: 'wall', finish: 'wall', days: createCalendar(shippedCalendar('Asia/Shanghai')) } as const
const lead: LeadLimits = {
  ...{ arrive_by: at('10:30'), finish_by: at('14:00') },
  ...{ arrived_at: null, paused_at: null, provisional: false },
}

describe('the limits whoever leads next has', () => {
  it('are those that run, however late it is', () => {
    const carried = { arriveBy: at('10:30'), finishBy: at('14:00'), provisional: false }
    assert.deepEqual(runningLimits(lead, at('10:00'), counting), carried)
    assert.deepEqual(runningLimits(lead, at('13:59'), counting), carried, 'a limit that is over stays over')
  })
  it('do not ask for a second arrival', () => {
    assert.equal(runningLimits({ ...lead, arrived_at: at('10:10') }, at('11:00'), counting).arriveBy, null)
  })
  it('leave what was left when the order stopped', () => {
    const { arriveBy, finishBy } = runningLimits({ ...lead, paused_at: at('11:00') }, at('12:00'), counting)
    assert.deepEqual([arriveBy, finishBy], [at('10:30'), at('15:00')], 'one that was over before stays')
  })
  it('stay away where there were none, and provisional where they were', () => {
    const none = { ...lead, arrive_by: null, finish_by: null, provisional: true }
    assert.deepEqual(runningLimits(none, at('11:00'), counting), { arriveBy: null, finishBy: null, provisional: true })
  })
})
