import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlanStepView } from '../../contract/event.ts'
import { planRungs, toldAtOnce } from './plan-rungs.ts'

const person = (name: string | null, unitName: string, inform = false): PlanStepView['people'][number] => ({
  post: `post-${name}`,
  postName: '值班长',
  unitName,
  person: name,
  personName: name,
  ...{ inform, before: null },
})
const step = (n: number, called: boolean, people: PlanStepView['people']): PlanStepView => ({
  step: n,
  name: { zh: '第一步', en: 'First' },
  at: null,
  afterS: n * 180,
  called,
  people,
})

describe('the ladder of a plan', () => {
  it('names each person asked before those who are only told', () => {
    const rungs = planRungs([step(0, true, [person('卢思齐', '区指挥', true), person('周敏', '寸滩街道')])])
    assert.deepEqual(
      rungs.map((r) => [r.name, r.inform, r.told]),
      [
        ['周敏', false, true],
        ['卢思齐', true, true],
      ],
    )
  })
  it('says of a rung whose turn has not come that its people are called already', () => {
    const before = { state: 'ringing', channel: 'voice', red: true } as const
    const rungs = planRungs([step(2, false, [{ ...person('邱明远', '区指挥'), before }])])
    assert.deepEqual([rungs[0]!.told, rungs[0]!.before], [false, before])
  })
  it('keeps a step without anybody as a line of its own', () => {
    assert.equal(planRungs([step(1, false, [])])[0]?.afterS, 180)
  })
  it('counts whom the first step tells', () => {
    const steps = [
      step(0, true, [person('a', 'u1'), person('b', 'u1'), person('c', 'u2', true)]),
      step(1, false, [person('d', 'u3')]),
    ]
    assert.deepEqual(toldAtOnce(steps), { people: 3, units: 2 })
  })
})
