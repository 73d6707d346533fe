import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at } from '../../../../test/work-order.ts'
import { occurredAt } from './occurred-at.ts'

describe('when something happened on an offline phone', () => {
  const when = (claimed: string | undefined) => occurredAt(claimed, at('09:30'), at('10:00'))
  it('is what the phone says, between the asking and now', () => assert.deepEqual(when('2026-03-02T09:45:00+08:00'), at('09:45')))
  it('is never in the future, and never before the asking', () => {
    assert.deepEqual(when('2026-03-02T10:00:01+08:00'), at('10:00'))
    assert.deepEqual(when('2026-03-01T09:45:00+08:00'), at('09:30'))
  })
  it('is now when the phone says nothing', () => assert.deepEqual(when(undefined), at('10:00')))
})
