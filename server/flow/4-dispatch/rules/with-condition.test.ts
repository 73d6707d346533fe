import assert from 'node:assert/strict'
import { it } from 'node:test'
import { basicsPack } from '../../../../test/demo-packs.ts'
import { withCondition } from './with-condition.ts'

const { plan } = basicsPack.types.find(({ id }) => id === 'city.garbage')!
const by = (...limits: string[]) =>
  withCondition(plan, 'ordinary', { milestones: limits.map((limit) => ({ name: null, limit })) }).clocks

it('a condition gives its grade the last of its limits; the other grades stay', () => {
  const { ordinary, ...others } = by('4wh', '7wd')
  assert.deepEqual(ordinary, { ...plan.clocks.ordinary!, limit: '7wd' })
  assert.deepEqual(others, Object.fromEntries(Object.entries(plan.clocks).filter(([grade]) => grade !== 'ordinary')))
})

it('what is urgent is accepted and reached by the wall clock as well', () => {
  assert.equal(plan.clocks.ordinary?.calendar, 'work')
  assert.equal(by('2uh').ordinary?.calendar, 'wall')
  assert.equal(by('5d').ordinary?.calendar, 'work')
})

it('without a condition, or one whose limit nobody has settled, the plan is what it was', () => {
  assert.equal(withCondition(plan, 'ordinary', null), plan)
  assert.equal(withCondition(plan, 'ordinary', { milestones: [] }), plan)
})
