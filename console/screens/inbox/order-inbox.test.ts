import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Signal } from '../../../contract/signal.ts'
import { orderInbox } from './order-inbox.ts'

const signal = (id: string, grade: Signal['grade'], minute: number, accepted: boolean | null = null) =>
  ({
    id,
    grade,
    receivedAt: `2026-04-10T01:${String(minute).padStart(2, '0')}:00.000Z`,
    event: accepted === null ? null : { id: 'e', no: '1', state: 'handling', accepted },
  }) as Signal

describe('the order of the inbox', () => {
  it('puts what is red or orange and held by nobody on top, then the newest', () => {
    const rows = [
      signal('old', 'ordinary', 1),
      signal('red', 'extraordinary', 2),
      signal('orange', 'major', 5),
      signal('new', 'serious', 9),
    ]
    assert.deepEqual(
      orderInbox(rows).map((r) => r.id),
      ['red', 'orange', 'new', 'old'],
    )
  })
  it('lets a red that somebody accepted fall among the others', () => {
    const rows = [signal('held', 'extraordinary', 2, true), signal('waiting', 'ordinary', 3)]
    assert.deepEqual(
      orderInbox(rows).map((r) => r.id),
      ['waiting', 'held'],
    )
  })
})
