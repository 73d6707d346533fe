import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Details } from '../../../../contract/detail.ts'
import { type Asking, needReason } from './need-reason.ts'

const choice = { kind: 'choice' as const, name: { zh: '水压', en: 'Water' }, choices: {}, required: false }
const details: Details = { water: { ...choice, proof: true }, wiring: choice, entrance: choice }
const change = (detail: string) => ({ field: `details/${detail}`, personal: false, from: 'none', to: 'ok' })
const need = (given: Partial<Asking>) =>
  needReason({
    ...{ changes: [], details, rated: new Set(['details/water', 'details/wiring', 'ownerKind']), turn: () => 'better' },
    ...{ reason: '水泵已修好，复测合格', evidence: false, ...given },
  })

describe('a change by hand', () => {
  it('of what no model looks at needs nothing', () => {
    assert.deepEqual(need({ changes: [change('entrance')], reason: null }), { rated: [], lacks: null })
  })
  it('of what is rated needs a reason, whichever way it turns; all its fields are named', () => {
    const changes = [change('wiring'), change('entrance'), { ...change('x'), field: 'ownerKind' }]
    for (const reason of [null, '', '修好'])
      assert.deepEqual(need({ changes, reason, turn: () => 'worse' }).lacks, {
        what: 'reason',
        fields: ['details/wiring', 'ownerKind'],
      })
    assert.deepEqual(need({ changes }), { rated: ['details/wiring', 'ownerKind'], lacks: null })
  })
  it('for the better needs evidence where the pack says so; for the worse never', () => {
    const changes = [change('water'), change('wiring')]
    assert.deepEqual(need({ changes }).lacks, { what: 'proof', fields: ['details/water'] })
    assert.equal(need({ changes, evidence: true }).lacks, null)
    for (const turn of ['worse', 'same'] as const) assert.equal(need({ changes, turn: () => turn }).lacks, null)
    assert.equal(need({ changes, turn: () => 'unknown' }).lacks?.what, 'proof', 'a paper turns the risk of another object')
  })
})
