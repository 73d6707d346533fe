import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { screenState } from './screen-state.ts'

describe('a screen', () => {
  it('keeps the last good data when the next request fails', () => assert.equal(screenState(true, 500, false), 'shown-old'))
  it('marks data as old while the line is down', () => assert.equal(screenState(true, null, true), 'shown-old'))
  it('shows fresh data plainly', () => assert.equal(screenState(true, null, false), 'shown'))
  it('waits before the first answer', () => assert.equal(screenState(false, null, true), 'waiting'))
  it('tells no permit, not there and failed apart', () =>
    assert.deepEqual(
      [403, 404, 400, 500, 0].map((s) => screenState(false, s, false)),
      ['refused', 'missing', 'missing', 'failed', 'failed'],
    ))
})
