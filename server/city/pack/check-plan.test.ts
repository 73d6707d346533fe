import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan } from '../../../contract/pack.ts'
import { basicsPack, gasPack, highRisePacks, truckPack } from '../../../test/demo-packs.ts'
import { checkPlan } from './check-plan.ts'

const type = gasPack.types[0]!
const faults = (change: Partial<Plan>) =>
  checkPlan({ ...type.plan, ...change }, type, gasPack).map(({ path, code }) => `${path} ${code}`)
const [first, second] = type.plan.lead

describe('checkPlan', () => {
  it('finds nothing in any plan that is shipped', () => {
    for (const pack of [gasPack, basicsPack, truckPack, ...highRisePacks])
      for (const one of pack.types) assert.deepEqual(checkPlan(one.plan, one, pack), [], `${one.id}`)
  })

  it('refuses a post that does not exist, one of another tier, and one called twice', () => {
    const [call] = first!.call
    assert.deepEqual(faults({ lead: [{ ...first!, call: [{ ...call!, postKind: 'captain' }] }] }), [
      'lead.0.call.0.postKind unknown-post',
    ])
    assert.deepEqual(faults({ lead: [{ ...first!, call: [{ ...call!, tier: 'city' }] }] }), ['lead.0.call.0.tier wrong-tier'])
    assert.deepEqual(faults({ lead: [first!, second!, first!] }), ['lead.2.call.0 same-call'])
  })

  it('refuses times that cannot be kept, with their place', () => {
    const { major } = type.plan.clocks
    const clocks = { ...type.plan.clocks, major: { ...major!, accept: '0m', arrive: '400d' } }
    assert.deepEqual(faults({ clocks }), ['clocks.major.accept no-time', 'clocks.major.arrive too-long'])
    const late = { ...type.plan.clocks, major: { ...major!, accept: '2h' } }
    assert.deepEqual(faults({ clocks: late }), ['clocks.major.arrive out-of-order'])
    const { major: _, ...without } = type.plan.clocks
    assert.deepEqual(faults({ clocks: without }), ['clocks.major no-clocks'])
  })

  it('refuses who is never called, items without what they need, and a ladder that goes back in time', () => {
    const assist = [{ ...type.plan.assist[0]!, grades: [] }]
    assert.deepEqual(faults({ assist }), ['assist.0.grades no-grades'])
    const [item] = type.plan.checklist
    const checklist = [
      item!,
      { ...item!, kind: 'reading' as const },
      { ...item!, id: 'x', kind: 'reading' as const, reading: 'fog' },
    ]
    assert.deepEqual(faults({ checklist }), [
      'checklist.1.id same-id',
      'checklist.1.reading no-reading',
      'checklist.2.reading unknown-reading',
    ])
    const callConfirm: Plan['callConfirm'] = {
      major: [
        { channel: 'sms', after: '2m' },
        { channel: 'voice', after: '1m' },
      ],
    }
    assert.deepEqual(faults({ callConfirm }), ['callConfirm.major.1.after out-of-order'])
    assert.deepEqual(faults({ safety: [{ zh: '先通风', en: ' ' }] }), ['safety.0 no-name'])
  })
})
