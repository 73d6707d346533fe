import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Call, Clocks, Plan } from './pack.ts'
import { diffPlans } from './plan-diff.ts'

const duty: Call = { postKind: 'town-duty', tier: 'town' }
const hub: Call = { postKind: 'district-duty', tier: 'district' }
const chief: Call = { postKind: 'district-leader', tier: 'district' }
const clocks: Clocks = { accept: '5m', arrive: '30m', report: null, finish: '24h', calendar: 'wall' }
const named = (zh: string) => ({ zh, en: zh })
const plan: Plan = {
  lead: [
    { call: [duty], name: named('镇街') },
    { call: [hub], name: named('区县') },
    { call: [chief], name: named('指挥长') },
  ],
  ...{ assist: [], inform: [{ call: chief, grades: ['extraordinary'] }], clocks: { major: clocks } },
  checklist: [
    { id: 'seen', name: named('查看'), kind: 'tick', required: true },
    { id: 'photo', name: named('拍照'), kind: 'photo', required: true },
  ],
  safety: [named('先通风')],
}

describe('diffPlans', () => {
  it('says nothing of the same plan', () => assert.deepEqual(diffPlans(plan, structuredClone(plan)), []))

  it('tells the one row that moved, not all it passed', () => {
    const moved = { ...plan, lead: [plan.lead[2]!, plan.lead[0]!, plan.lead[1]!] }
    assert.deepEqual(diffPlans(plan, moved), [
      { part: 'lead', what: 'moved', name: { words: named('指挥长') }, field: 'place', from: '3', to: '1' },
    ])
  })

  it('tells a time, a row that came and a row that went, each with its values', () => {
    const after: Plan = {
      ...plan,
      clocks: { major: { ...clocks, accept: '3m', report: '30m' } },
      checklist: [{ ...plan.checklist[0]!, required: false }],
      inform: [...plan.inform, { call: hub, grades: ['major'] }],
    }
    assert.deepEqual(diffPlans(plan, after), [
      { part: 'inform', what: 'added', name: { call: hub } },
      { part: 'clocks', what: 'changed', name: { grade: 'major' }, field: 'accept', from: '5m', to: '3m' },
      { part: 'clocks', what: 'changed', name: { grade: 'major' }, field: 'report', from: null, to: '30m' },
      { part: 'checklist', what: 'removed', name: { words: named('拍照') } },
      { part: 'checklist', what: 'changed', name: { words: named('查看') }, field: 'required', from: 'true', to: 'false' },
    ])
  })

  it('keeps two rungs of one name apart', () => {
    const twice = { ...plan, lead: [plan.lead[0]!, { call: [hub], name: named('镇街') }] }
    const changed = { ...twice, lead: [twice.lead[0]!, { call: [chief], name: named('镇街') }] }
    assert.deepEqual(diffPlans(twice, changed), [
      {
        ...{ part: 'lead', what: 'changed', name: { words: named('镇街') }, field: 'call' },
        ...{ from: 'district-duty district', to: 'district-leader district' },
      },
    ])
  })

  it('tells a part that is called otherwise as the same part, also against a plan from before parts had ids', () => {
    const part = (name: string, id?: string): Plan['assist'][number] => ({
      ...(id === undefined ? {} : { id }),
      ...{ call: duty, grades: ['major'], mandatory: true, name: named(name) },
    })
    const of = (...assist: Plan['assist']): Plan => ({ ...plan, assist })
    const renamed = diffPlans(of(part('群测群防员', 'watch')), of(part('看守员', 'watch')))
    assert.deepEqual(
      renamed.map(({ what, field, from, to }) => [what, field, from, to]),
      [
        ['changed', 'name', '群测群防员', '看守员'],
        ['changed', 'en', '群测群防员', '看守员'],
      ],
    )
    assert.deepEqual(diffPlans(of(part('群测群防员')), of(part('群测群防员', 'watch'))), [])
    const grown = diffPlans(of(part('群测群防员')), of(part('群测群防员', 'watch'), part('海事', 'ships')))
    assert.deepEqual(
      grown.map(({ what, name }) => [what, name]),
      [['added', { words: named('海事') }]],
    )
  })
})
