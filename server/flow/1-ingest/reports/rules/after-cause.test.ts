import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { afterCause } from './after-cause.ts'

describe('a reporter', () => {
  const waiting = { state: 'received', outcome: null } as const
  it('is told that the matter was opened, merged or rejected', () => {
    assert.deepEqual(afterCause(waiting, 'opened'), { state: 'accepted', outcome: null, told: 'accepted' })
    assert.deepEqual(afterCause(waiting, 'merged'), { state: 'merged', outcome: null, told: 'merged' })
    assert.deepEqual(afterCause(waiting, 'rejected'), { state: 'rejected', outcome: 'rejected', told: 'rejected' })
  })
  it('is told once that somebody handles it, however often it is dispatched', () => {
    assert.equal(afterCause({ state: 'accepted', outcome: null }, 'dispatched').told, 'handling')
    assert.equal(afterCause({ state: 'handling', outcome: null }, 'dispatched').told, null)
    assert.equal(afterCause({ state: 'merged', outcome: null }, 'dispatched').told, null)
  })
  it('is told of a parked matter, and when it goes on', () => {
    assert.equal(afterCause({ state: 'handling', outcome: null }, 'parked').outcome, 'parked')
    assert.deepEqual(afterCause({ state: 'handling', outcome: 'parked' }, 'resumed'), {
      state: 'handling',
      outcome: null,
      told: 'handling',
    })
    assert.equal(afterCause({ state: 'handling', outcome: null }, 'resumed').told, null)
  })
  it('is told the end, and that it was opened again', () => {
    assert.equal(afterCause({ state: 'merged', outcome: null }, 'closed').state, 'closed')
    assert.equal(afterCause({ state: 'closed', outcome: 'closed' }, 'reopened').told, 'reopened')
  })
  it('is told that a dispute changed nothing; the end stays as it was told', () =>
    assert.deepEqual(afterCause({ state: 'closed', outcome: 'false-alarm' }, 'dispute-refused'), {
      state: 'closed',
      outcome: 'false-alarm',
      told: 'dispute-refused',
    }))
  it('who settled it on the spot is told nothing more', () =>
    assert.deepEqual(afterCause({ state: 'closed', outcome: 'self-handled' }, 'opened'), {
      state: 'closed',
      outcome: 'self-handled',
      told: null,
    }))
})
