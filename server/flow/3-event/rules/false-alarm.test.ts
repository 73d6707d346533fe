import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Permit } from '../../../../contract/permit.ts'
import { type Ender, falseAlarmActions, mayEndAsFalse, mayReportAsFalse, type Part } from './false-alarm.ts'

const part = (change: Partial<Part> = {}): Part => ({
  unit: 'unit-post',
  unit_name: '平安法治板块',
  role: 'lead',
  mandatory: true,
  state: 'asked',
  accepted_by: null,
  submitted_by: null,
  ...change,
})
const accepted = part({ state: 'accepted', accepted_by: 'p-holder' })
const fire = part({ unit: 'unit-fire', unit_name: '消防救援站', role: 'assist', state: 'arrived', accepted_by: 'p-fire' })
const person = (name: string, unit: string, tier: string, permits: Permit[]): Ender => ({
  hadAHand: name === 'p-holder',
  unit,
  tier,
  permits: new Set(permits),
  inScope: true,
})
const seat = (tier: string, name = `p-${tier}`) => person(name, `unit-${tier}`, tier, ['event.false-alarm', 'signal.triage'])
const post = (name: string, unit = 'unit-post') => person(name, unit, 'town', ['event.false-alarm'])
const code = (who: Ender, parts: Part[], tier: 'town' | 'district' = 'town') => {
  const may = mayEndAsFalse(who, parts, tier)
  return may.ok ? 'ok' : may.refusal.code
}

describe('ending an event as a false alarm', () => {
  it('is one tap for the seat of its tier and for the unit that was asked, while nobody has accepted', () => {
    assert.equal(code(seat('town'), [part()]), 'ok')
    assert.equal(code(seat('district'), [part()]), 'ok')
    assert.equal(code(post('p-new'), [part()]), 'ok')
    assert.equal(code(seat('town'), [part()], 'district'), 'event.second-person')
  })
  it('is not for a unit without a part, nor a seat of elsewhere, nor without the permit', () => {
    assert.equal(code(post('p-other', 'unit-other'), [part()]), 'event.no-part')
    assert.equal(code(post('p-holder'), [part({ state: 'cancelled' })]), 'event.no-part')
    assert.equal(code({ ...seat('town'), inScope: false }, [part()]), 'event.no-part')
    assert.equal(code(person('p-x', 'unit-post', 'town', []), [part()]), 'permit.missing')
  })
  it('takes a seat that had no hand in it once somebody has accepted', () => {
    assert.equal(code(post('p-holder'), [accepted]), 'event.second-person')
    assert.equal(code(post('p-colleague'), [accepted]), 'event.second-person')
    assert.equal(code(seat('town', 'p-holder'), [accepted]), 'event.second-person')
    assert.equal(code(seat('town'), [accepted]), 'ok')
    // handed on to somebody who has not accepted yet: who had it before is still no second person
    assert.equal(code(seat('town', 'p-holder'), [{ ...accepted, state: 'transferred' }, part()]), 'event.second-person')
  })
  it('is refused over other units that must take part, and names them', () => {
    assert.deepEqual(mayEndAsFalse(seat('town'), [accepted, fire], 'town'), {
      ok: false,
      refusal: { code: 'event.others-at-work', details: { count: 1, units: '消防救援站', unitsEn: '消防救援站' } },
    })
    for (const change of [{ mandatory: false }, { state: 'excused' as const }, { state: 'submitted' as const }])
      assert.equal(code(seat('town'), [accepted, { ...fire, ...change }]), 'ok')
    const asked = { ...fire, state: 'asked' as const, accepted_by: null }
    assert.equal(code(seat('town'), [accepted, asked]), 'event.others-at-work', 'the lead is at it, they may be on their way')
    assert.equal(code(seat('town'), [part(), asked]), 'ok', 'nobody is at it yet: one tap')
    assert.equal(code(seat('town'), [part(), fire]), 'event.others-at-work')
  })
})

describe('reporting an event as a false alarm', () => {
  const event = { state: 'handling' as const, pause: null, tier: 'town' as const }
  it('is for whoever is at the case or watches over it, once at a time, while it is handled', () => {
    assert.equal(mayReportAsFalse(post('p-holder'), [accepted], event).ok, true)
    assert.equal(mayReportAsFalse(post('p-other', 'unit-other'), [accepted], event).ok, false)
    assert.equal(mayReportAsFalse(post('p-holder'), [accepted], { ...event, state: 'checking' }).ok, false)
    const pause = { verb: 'suspend' as const, reason: '', until: null, askedBy: 'x', askedByName: 'x', granted: false }
    assert.equal(mayReportAsFalse(post('p-holder'), [accepted], { ...event, pause }).ok, false)
  })
  it('is offered only to whom the one tap is not, and never instead of excusing', () => {
    assert.deepEqual(falseAlarmActions(post('p-new'), [part()], event), ['false-alarm'])
    assert.deepEqual(falseAlarmActions(post('p-holder'), [accepted], event), ['report-false-alarm'])
    assert.deepEqual(falseAlarmActions(seat('town'), [accepted], event), ['false-alarm'])
    assert.deepEqual(falseAlarmActions(seat('town'), [accepted, fire], event), [])
    assert.deepEqual(falseAlarmActions(seat('town'), [accepted], { ...event, tier: 'district' }), ['report-false-alarm'])
  })
})
