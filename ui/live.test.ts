import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemOf } from './api.ts'
import { retryDelay, takes } from './live.ts'

describe('a live handler', () => {
  it('takes one kind, one noun or everything', () => {
    assert.equal(takes('event.opened', 'event.opened'), true)
    assert.equal(takes('event.*', 'event.closed'), true)
    assert.equal(takes('event.*', 'eventual.closed'), false)
    assert.equal(takes('*', 'alarm.raised'), true)
    assert.equal(takes('event.opened', 'event.closed'), false)
  })
})

describe('a retry', () => {
  it('waits 1, 2, 4 … at most 30 seconds', () =>
    assert.deepEqual(
      [0, 1, 2, 9].map((n) => retryDelay(n, 0)),
      [1000, 2000, 4000, 30000],
    ))
  it('is spread by up to a quarter', () => assert.equal(retryDelay(2, 1), 3000))
})

describe('a problem body', () => {
  it('keeps code, words and details', () => {
    const e = problemOf(
      409,
      { code: 'work-order.already-accepted', message: '该工单已被韩青签收', details: { by: '韩青' } },
      false,
    )
    assert.deepEqual(
      [e.status, e.code, e.message, e.details],
      [409, 'work-order.already-accepted', '该工单已被韩青签收', { by: '韩青' }],
    )
  })
  it('takes the words of the language when both are sent', () => {
    const body = { code: 'x.y', message: { zh: '不行', en: 'No' } }
    assert.equal(problemOf(403, body, true).message, 'No')
    assert.equal(problemOf(403, body, false).message, '不行')
  })
  it('says the status when a proxy answered instead', () =>
    assert.equal(problemOf(502, undefined, true).message, 'The server answered 502'))
})
