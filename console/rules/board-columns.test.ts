import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventRow } from '../../contract/event.ts'
import { boardOf, columnOf } from './board-columns.ts'

const clock = (due: string, paused = false) => ({
  clock: 'finish' as const,
  from: '2026-04-10T01:00:00Z',
  ...{ due, firstDue: due },
  paused,
  provisional: false,
})
const row = (id: string, state: EventRow['state'], leadState: EventRow['leadState'], running: EventRow['clock'] = null) =>
  ({ id, state, leadState, clock: running, openedAt: `2026-04-10T00:0${id}:00Z` }) as EventRow

describe('the dispatch board', () => {
  it('keeps what was given back apart, whatever the event’s own state', () => {
    assert.equal(columnOf(row('1', 'handling', 'arbitration')), 'returned')
    assert.equal(columnOf(row('1', 'handling', 'returned')), 'returned')
  })
  it('counts an event nobody was sent to as waiting', () => {
    assert.equal(columnOf(row('1', 'open', null)), 'asked')
    assert.equal(columnOf(row('1', 'handling', 'asked')), 'asked')
    assert.equal(columnOf(row('1', 'handling', 'arrived')), 'handling')
    assert.equal(columnOf(row('1', 'suspended', 'suspended')), 'handling')
  })
  it('orders a column by time left; stopped clocks stand below, oldest first', () => {
    const board = boardOf([
      row('3', 'handling', 'accepted', clock('2026-04-10T03:00:00Z', true)),
      row('2', 'handling', 'accepted', clock('2026-04-10T02:00:00Z')),
      row('1', 'handling', 'accepted'),
      row('4', 'handling', 'accepted', clock('2026-04-10T01:30:00Z')),
    ])
    assert.deepEqual(
      board.handling.map((r) => r.id),
      ['4', '2', '1', '3'],
    )
  })
})
