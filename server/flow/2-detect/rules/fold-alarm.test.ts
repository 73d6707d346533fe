import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldAlarm } from './fold-alarm.ts'

describe('the alarm of an object', () => {
  it('is raised by the first contribution', () =>
    assert.deepEqual(foldAlarm({}, 'd1:ch4', 'yellow'), {
      contributors: { 'd1:ch4': 'yellow' },
      from: null,
      to: 'yellow',
      change: 'raised',
    }))
  it('takes the heaviest of all devices and rules', () =>
    assert.equal(foldAlarm({ 'd1:ch4': 'yellow' }, 'd2:h2s', 'red').to, 'red'))
  it('does not change when a lighter one joins', () =>
    assert.equal(foldAlarm({ 'd1:ch4': 'red' }, 'd2:h2s', 'blue').change, null))
  it('steps down to what is left', () =>
    assert.deepEqual(foldAlarm({ 'd1:ch4': 'red', 'd2:h2s': 'blue' }, 'd1:ch4', null), {
      contributors: { 'd2:h2s': 'blue' },
      from: 'red',
      to: 'blue',
      change: 'stepped-down',
    }))
  it('is cleared when nothing is left', () => assert.equal(foldAlarm({ 'd1:ch4': 'red' }, 'd1:ch4', null).change, 'cleared'))
})
