import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toldOf } from './told-of.ts'

const at = new Date('2026-04-10T02:00:00Z')
const later = new Date('2026-04-12T02:00:00Z')
const edit = { at, rated: ['details/water', 'details/wiring'], told: {} }
const water = { field: 'details/water', value: 'ok' }
const wiring = { field: 'details/wiring', value: 'checked' }
const said = { water: 'ok', wiring: 'checked' }

describe('a change at a desk, after somebody was there', () => {
  it('is confirmed when each of its fields was found as it says', () => {
    assert.deepEqual(toldOf(edit, { at: later, found: [water, wiring], said }), {
      ...{ told: { 'details/water': true, 'details/wiring': true }, over: true, same: true },
    })
  })
  it('waits for the fields nobody told of yet, and is over when another look does', () => {
    const first = toldOf(edit, { at: later, found: [water], said })!
    assert.deepEqual(first, { told: { 'details/water': true }, over: false, same: true })
    assert.equal(toldOf({ ...edit, told: first.told }, { at: later, found: [wiring], said })!.over, true)
  })
  it('is over too when something else was found, which is not confirming it', () => {
    const found = [{ ...water, value: 'none' }, wiring]
    assert.deepEqual(
      [toldOf(edit, { at: later, found, said })!.over, toldOf(edit, { at: later, found, said })!.same],
      [true, false],
    )
  })
  it('is not touched by a look from before it, nor by what it does not speak of', () => {
    assert.equal(toldOf(edit, { at, found: [water, wiring], said }), null)
    assert.equal(toldOf(edit, { at: later, found: [{ field: 'details/exits', value: 'clear' }], said }), null)
  })
})
