import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isFinished, openMandatory } from './finished.ts'

type Part = Parameters<typeof isFinished>[0] & { state: Parameters<typeof isFinished>[1][number]['state'] }
const lead = (state: Part['state']): Part => ({ role: 'lead', mandatory: true, state })
const assist = (state: Part['state'], mandatory = true): Part => ({ role: 'assist', mandatory, state })

describe('an event is finished', () => {
  it('when the lead has submitted and no mandatory order is left', () => {
    assert.equal(isFinished(lead('submitted'), [lead('submitted')]), true)
    assert.equal(isFinished(lead('submitted'), [lead('submitted'), assist('accepted')]), false)
    assert.equal(isFinished(assist('submitted'), [lead('submitted'), assist('submitted')]), true)
    assert.equal(isFinished(assist('excused'), [lead('submitted'), assist('excused')]), true)
    assert.equal(isFinished(assist('excused'), [lead('accepted'), assist('excused')]), false)
  })
  it('with one department excused and one open not (domain 15c, item 11)', () =>
    assert.equal(isFinished(assist('excused'), [lead('submitted'), assist('excused'), assist('asked')]), false))
  it('never by an optional order, and optional ones do not hold it up', () => {
    assert.equal(isFinished(assist('submitted', false), [lead('submitted'), assist('submitted', false)]), false)
    assert.equal(isFinished(lead('submitted'), [lead('submitted'), assist('accepted', false)]), true)
  })
  it('not while the lead changes hands', () =>
    assert.equal(isFinished(assist('submitted'), [lead('transferred'), assist('submitted')]), false))
  it('counts returned, disputed and suspended orders as open', () =>
    assert.equal(
      openMandatory([assist('returned'), assist('arbitration'), assist('suspended'), assist('passed'), assist('cancelled')]),
      3,
    ))
})
