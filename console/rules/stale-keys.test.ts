import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { staleKeys } from './stale-keys.ts'

const keys = (kind: string, body: Record<string, unknown>) => staleKeys({ kind, subject: 's', body }).map((key) => key.join('/'))

describe('what a fact makes old', () => {
  it('an accepted order: the lists it stands in and its own event', () => {
    const found = keys('work-order.accepted', { event: 'e1', order: 'o1' })
    assert.ok(found.includes('events') && found.includes('event/e1') && found.includes('checks'))
    assert.ok(!found.includes('admin'))
  })
  it('a rejected signal: the inbox and the signal, no event', () => {
    assert.deepEqual(keys('signal.rejected', { signal: 'x' }), ['signals', 'signal/x'])
  })
  it('a command of a device: the curve and the timeline that show it', () => {
    assert.deepEqual(keys('command.receipted', { object: 'o', device: 'd' }), ['object', 'event', 'series'])
  })
  it('an alarm that is over: the checks that wait for it', () => {
    assert.ok(keys('alarm.cleared', { object: 'o' }).includes('checks'))
  })
  it('a shift handed over, and a call: the roster', () => {
    assert.deepEqual(keys('duty.handed-over', { shift: 's' }), ['duty'])
    assert.deepEqual(keys('call.failed', { event: 'e1' }), ['duty', 'event/e1'])
  })
  it('a silence that is over, a value that is outside: the vitals and their tasks', () => {
    assert.deepEqual(keys('vital.silence-over', { vital: 'a.b' }), [
      'vitals',
      'vital',
      'vital-entry',
      'vital-tasks',
      'vital-doubts',
      'vital-requests',
    ])
  })
  it('a plate that hangs, a target told, a letter of the hotline: the lists they stand in', () => {
    assert.deepEqual(keys('object-code.posted', { object: 'o', code: 'c' }), ['objects', 'object', 'plates'])
    assert.deepEqual(keys('target.told', {}), ['targets'])
    assert.deepEqual(keys('hotline.received', { report: 'r' }), ['hotline', 'signals'])
  })
  it('somebody signed in: nothing', () => {
    assert.deepEqual(keys('session.opened', { account: 'a' }), [])
  })
})
