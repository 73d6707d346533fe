import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan } from '../../../../contract/pack.ts'
import { mergePlan } from './merge-plans.ts'

const step = (name: string, kind = 'town-duty'): Plan['lead'][number] => ({
  call: [{ postKind: kind, tier: 'town' }],
  name: { zh: name, en: name },
})
const item = (id: string, required = true): Plan['checklist'][number] => ({
  id,
  name: { zh: id, en: id },
  kind: 'text',
  required,
})
const clock = { accept: '5m', arrive: null, report: null, finish: '1d', calendar: 'wall' } as const
const plan = (more: Partial<Plan> = {}): Plan => ({
  ...{ lead: [step('a'), step('b')], assist: [], inform: [], clocks: { major: clock }, checklist: [item('x')], safety: [] },
  ...more,
})
const merge = (base: Plan, theirs: Plan, ours: Plan, decisions = {}) => mergePlan({ type: 't', base, theirs, ours }, decisions)
const names = ({ lead }: Plan): string => lead.map(({ name }) => name.zh).join(' ')

describe('three sides of the same plan', () => {
  it('leave who alone changed a row what they wrote, with everything that no table shows', () => {
    const theirs = plan({ lead: [{ ...step('a'), call: [{ ...step('a').call[0]!, charge: 'responsible' }] }, step('b')] })
    const ours = plan({ checklist: [item('x', false), item('own')], callConfirm: { major: [{ channel: 'app', after: '0s' }] } })
    const merged = merge(plan(), theirs, ours)
    assert.deepEqual(merged.plan, { ...ours, lead: theirs.lead })
    assert.deepEqual(merged.open, [])
  })

  it('ask a person where both changed a row differently, and nobody where they changed it alike', () => {
    const at = (accept: '3m' | '9m'): Plan =>
      plan({ clocks: { major: { ...clock, accept } }, safety: [{ zh: '断电', en: 'off' }] })
    const open = merge(plan(), at('9m'), at('3m'))
    assert.deepEqual(open.open, ['plan/t/clocks/major'])
    assert.equal(open.plan.clocks.major!.accept, '3m', 'undecided: as it is here')
    assert.equal(merge(plan(), at('9m'), at('3m'), { 'plan/t/clocks/major': 'theirs' }).plan.clocks.major!.accept, '9m')
    assert.deepEqual(
      open.rows.filter(({ part }) => part === 'safety').map(({ outcome }) => outcome),
      ['both'],
    )
  })

  it('keep the order of who comes first that one side chose, and put what is new where it stands there', () => {
    const turned = plan({ lead: [step('b'), step('a')] })
    const longer = plan({ lead: [step('a'), step('new'), step('b')] })
    assert.equal(names(merge(plan(), longer, turned).plan), 'b a new')
    assert.equal(names(merge(plan(), turned, longer).plan), 'b a new')
    const three = plan({ lead: [step('a'), step('b'), step('c')] })
    const sides = [plan({ lead: [step('b'), step('a'), step('c')] }), plan({ lead: [step('a'), step('c'), step('b')] })] as const
    const both = merge(three, ...sides)
    assert.deepEqual(both.open, ['plan/t/lead#order'])
    assert.equal(names(merge(three, ...sides, { 'plan/t/lead#order': 'theirs' }).plan), 'b a c')
    assert.equal(names(both.plan), 'a c b')
  })

  it('know a row that went on one side while the other changed it', () => {
    const gone = plan({ checklist: [] })
    const changed = plan({ checklist: [item('x', false)] })
    assert.deepEqual(merge(plan(), gone, changed).open, ['plan/t/checklist/x'])
    assert.deepEqual(merge(plan(), gone, changed, { 'plan/t/checklist/x': 'theirs' }).plan.checklist, [])
    assert.deepEqual(merge(plan(), gone, plan()).plan.checklist, [])
  })
})

const part = (id: string | undefined, name: string, mandatory = false): Plan['assist'][number] => ({
  ...(id === undefined ? {} : { id }),
  ...{ call: { postKind: 'town-duty', tier: 'town' }, grades: ['major'], mandatory, name: { zh: name, en: name } },
})

describe('parts by their ids', () => {
  it('renamed here and changed by the publisher are one part with both', () => {
    const base = plan({ assist: [part('watch', '群测群防员'), part('ships', '海事')] })
    const theirs = plan({ assist: [part('watch', '群测群防员'), part('ships', '海事'), part('shelter', '应急')] })
    const merged = merge(base, theirs, plan({ assist: [part('watch', '看守员'), part('ships', '海事')] }))
    assert.deepEqual(merged.open, [])
    assert.deepEqual(
      merged.plan.assist.map(({ id, name }) => `${id} ${name.zh}`),
      ['watch 看守员', 'ships 海事', 'shelter 应急'],
    )
  })

  it('line up with a plan written here before parts had ids', () => {
    const shipped = plan({ assist: [part('watch', '群测群防员'), part('ships', '海事')] })
    const ours = plan({ assist: [part(undefined, '群测群防员', true), part(undefined, '海事')] })
    const merged = merge(shipped, shipped, ours)
    assert.deepEqual(
      merged.plan.assist.map(({ id, mandatory }) => [id, mandatory]),
      [
        ['watch', true],
        ['ships', false],
      ],
    )
  })
})

it('keeps what no table shows: the publisher’s, unless it was changed here', () => {
  const evacuate = { grades: ['major' as const] }
  assert.deepEqual(merge(plan(), plan({ evacuate }), plan({ safety: [{ zh: '断电', en: 'off' }] })).plan.evacuate, evacuate)
  assert.deepEqual(
    merge(plan({ evacuate }), plan({ evacuate }), plan({ evacuate, confirmAnew: true })).plan,
    plan({ evacuate, confirmAnew: true }),
  )
})
