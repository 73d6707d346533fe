import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedRow, at, orderRow } from '../../../../test/work-order.ts'
import { type Limits, tighten } from './tighten.ts'

// asked 09:30, accept by 09:35, arrive by 10:00, finish by 12:00
const due = (time: string) => ({ due: at(time), provisional: false })
const limits = (accept: string, arrive: string | null = null, finish: string | null = null): Limits => ({
  accept: due(accept),
  arrive: arrive === null ? null : due(arrive),
  finish: finish === null ? null : due(finish),
})

describe('an event that becomes graver', () => {
  it('gives everybody who has not accepted the heavier limit from then on, when that comes first', () => {
    for (const role of ['lead', 'assist'] as const)
      assert.deepEqual(tighten(orderRow({ role }), limits('09:34')), { accept_by: at('09:34'), provisional: false })
  })
  it('gives those of a later rung no more either, the first limit stays as it was', () => {
    const climbed = orderRow({ step: 1, rung_by: at('09:40') })
    assert.deepEqual(tighten(climbed, limits('09:39')), { rung_by: at('09:39'), provisional: false })
    assert.equal(tighten(climbed, limits('09:41')), null)
  })
  it('brings arrival and finish forward, of accepted orders too, but not an arrival that has been', () => {
    const heavier = limits('09:34', '09:50', '11:00')
    assert.deepEqual(tighten(orderRow(), heavier), {
      accept_by: at('09:34'),
      arrive_by: at('09:50'),
      finish_by: at('11:00'),
      provisional: false,
    })
    assert.deepEqual(tighten(acceptedRow(), heavier), { arrive_by: at('09:50'), finish_by: at('11:00'), provisional: false })
    const there = acceptedRow({ state: 'arrived', arrived_at: at('09:40') })
    assert.deepEqual(tighten(there, heavier), { finish_by: at('11:00'), provisional: false })
  })
  it('sets a limit where the lighter grade had none', () =>
    assert.deepEqual(tighten(acceptedRow({ arrive_by: null }), limits('09:34', '09:50')), {
      arrive_by: at('09:50'),
      provisional: false,
    }))
  it('never gives more time than there was', () => {
    assert.equal(tighten(orderRow(), limits('09:35', '10:00', '12:00')), null)
    assert.equal(tighten(orderRow(), limits('09:37', '10:30', '13:00')), null)
    assert.equal(tighten(orderRow(), limits('09:37')), null, 'no limit is not a sooner one')
  })
  it('leaves what is over alone, and the acceptance of what was returned', () => {
    const heavier = limits('09:31', '09:50', '11:00')
    for (const state of ['submitted', 'passed', 'cancelled', 'excused', 'transferred'] as const)
      assert.equal(tighten(acceptedRow({ state }), heavier), null)
    assert.equal(tighten(orderRow({ state: 'returned' }), heavier)?.accept_by, undefined)
  })
  it('is provisional when one of its new limits is', () =>
    assert.equal(tighten(orderRow(), { ...limits('09:34'), accept: { due: at('09:34'), provisional: true } })?.provisional, true))
})
