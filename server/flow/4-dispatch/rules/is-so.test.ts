import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSo } from './is-so.ts'

const river = { detail: 'waterway', is: [true] }

describe('a unit asked only for objects that are so', () => {
  it('is asked where the register says so, and always where nothing is wanted', () => {
    assert.equal(isSo(river, { waterway: true }), true)
    assert.equal(isSo({ detail: 'kind', is: ['rock', 'slide'] }, { kind: 'slide' }), true)
    assert.equal(isSo(undefined, null), true)
  })
  it('is not asked where it says otherwise, says nothing, or where there is no object', () => {
    assert.equal(isSo(river, { waterway: false }), false)
    assert.equal(isSo(river, {}), false)
    assert.equal(isSo(river, null), false)
  })
})
