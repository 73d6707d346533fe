import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitsPeriod, mayDelegate, mayHold } from './appoint.ts'

const at = (day: number) => new Date(Date.UTC(2026, 2, day))
const now = at(2)

describe('an appointment', () => {
  it('ends after it starts, and not in the past', () => {
    assert.equal(fitsPeriod({ from: at(2), to: null }, now).ok, true)
    assert.equal(fitsPeriod({ from: at(2), to: at(3) }, now).ok, true)
    assert.deepEqual(fitsPeriod({ from: at(3), to: at(3) }, now), { ok: false, refusal: { code: 'admin.period' } })
    assert.equal(fitsPeriod({ from: at(0), to: at(1) }, now).ok, false)
  })

  it('of an administrator excludes the two other kinds at the same time, not one after another', () => {
    const held = [{ kind: 'system-admin', from: at(1), to: at(5) }]
    assert.deepEqual(mayHold('audit-admin', { from: at(4), to: null }, held), { ok: false, refusal: { code: 'admin.three' } })
    assert.equal(mayHold('audit-admin', { from: at(5), to: null }, held).ok, true)
    assert.equal(mayHold('system-admin', { from: at(4), to: null }, held).ok, true)
    assert.equal(mayHold('town-duty', { from: at(4), to: null }, held).ok, true)
    assert.equal(mayHold('security-admin', { from: at(4), to: null }, [{ kind: 'town-duty', from: at(1), to: null }]).ok, true)
  })
})

describe('a delegation', () => {
  const given = { holder: 'a', to: 'b', kind: 'main', heldUntil: at(9), until: at(5) }
  it('needs an end within the holder’s own time', () => {
    assert.equal(mayDelegate(given, now).ok, true)
    assert.equal(mayDelegate({ ...given, until: at(10) }, now).ok, false)
    assert.equal(mayDelegate({ ...given, until: at(2) }, now).ok, false)
    assert.equal(mayDelegate({ ...given, heldUntil: null, until: at(30) }, now).ok, true)
  })
  it('goes to somebody else, and is not passed on', () => {
    assert.equal(mayDelegate({ ...given, to: 'a' }, now).ok, false)
    assert.equal(mayDelegate({ ...given, kind: 'delegated' }, now).ok, false)
  })
})
