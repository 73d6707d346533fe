import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitsPeriod, mayDelegate, mayFill, mayHold } from './appoint.ts'

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
  })

  it('of an administrator excludes every post that works on cases, whichever came first, not one after another', () => {
    const held = [{ kind: 'system-admin', from: at(1), to: at(5) }]
    assert.deepEqual(mayHold('town-duty', { from: at(4), to: null }, held), { ok: false, refusal: { code: 'admin.own-post' } })
    assert.equal(mayHold('town-duty', { from: at(5), to: null }, held).ok, true)
    const duty = [{ kind: 'town-duty', from: at(1), to: null }]
    assert.equal(mayHold('security-admin', { from: at(4), to: null }, duty).ok, false)
    assert.equal(mayHold('district-duty', { from: at(4), to: null }, duty).ok, true)
  })

  it('to a held post needs the end of the other first, or an end of its own beside them', () => {
    const holder = { person: 'p-a', name: '罗一帆', kind: 'main', from: at(1), to: null }
    const give = (kind: string, to: Date | null, person = 'p-b') => mayFill({ person, kind, from: at(3), to }, [holder])
    assert.deepEqual(give('main', null), {
      ok: false,
      refusal: { code: 'admin.post-held', details: { by: '罗一帆', byEn: '罗一帆' } },
    })
    assert.equal(give('main', at(9)).ok, false)
    assert.equal(give('temporary', null).ok, false)
    assert.equal(give('temporary', at(9)).ok, true)
    assert.equal(give('main', null, 'p-a').ok, true, 'their own post, anew')
    assert.equal(mayFill({ person: 'p-b', kind: 'main', from: at(3), to: null }, [{ ...holder, to: at(3) }]).ok, true)
    const deputy = { ...holder, kind: 'temporary', to: at(9) }
    assert.equal(mayFill({ person: 'p-b', kind: 'main', from: at(3), to: null }, [deputy]).ok, true)
  })
})

describe('a delegation', () => {
  const given = { holder: 'a', to: 'b', kind: 'main', heldUntil: at(9), until: at(5), already: [] }
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
  it('is not made again for a time in which they hold the post anyway', () => {
    const again = (from: Date, to: Date | null) => mayDelegate({ ...given, already: [{ from, to }] }, now)
    assert.deepEqual(again(at(1), at(4)), { ok: false, refusal: { code: 'admin.lent' } })
    assert.equal(again(at(4), null).ok, false, 'from later on')
    assert.equal(again(at(1), at(2)).ok, true, 'over by now')
    assert.equal(again(at(5), at(7)).ok, true, 'begins when this one ends')
  })
})
