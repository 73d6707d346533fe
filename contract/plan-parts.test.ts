import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Plan } from './pack.ts'
import { alignParts, joinParts, partName, samePart, withPartIds } from './plan-parts.ts'

const part = (zh: string, id?: string): Plan['assist'][number] => ({
  ...{ call: { postKind: 'town-duty', tier: 'town' }, grades: ['major'], mandatory: true, name: { zh, en: zh } },
  ...(id === undefined ? {} : { id }),
})
const ids = ({ assist }: Pick<Plan, 'assist'>) => assist.map(({ id }) => id)

describe('a part of a plan', () => {
  it('is the same by its id, whatever it is called; by its words where one is from before ids', () => {
    assert.ok(samePart({ zh: '群测群防员', en: 'w', id: 'watch' }, { zh: '看守员', en: 'w', id: 'watch' }))
    assert.ok(!samePart({ zh: '海事', en: 'm', id: 'ships' }, { zh: '海事', en: 'm', id: 'port' }), 'one name, two parts')
    assert.ok(samePart({ zh: '海事', en: 'm' }, { zh: '海事', en: 'maritime', id: 'ships' }))
    assert.ok(!samePart({ zh: '海事', en: 'm' }, { zh: '交警', en: 'm', id: 'ships' }))
  })
  it('is found in an order that was asked for several', () => {
    const both = joinParts([partName(part('海事', 'ships')), partName(part('交警', 'road'))])
    assert.deepEqual([both.zh, both.en], ['海事；交警', '海事; 交警'])
    assert.ok(samePart(both, { zh: 'x', en: 'x', id: 'road' }) && samePart({ zh: 'x', en: 'x', id: 'ships' }, both))
    assert.ok(!samePart(both, { zh: '环卫', en: 'x', id: 'clean' }))
    assert.deepEqual(joinParts([partName(part('海事', 'ships'))]), partName(part('海事', 'ships')), 'one is itself')
  })
  it('is named with its id where it has one', () => {
    assert.deepEqual(partName(part('海事', 'ships')), { zh: '海事', en: '海事', id: 'ships' })
    assert.deepEqual(partName(part('海事')), { zh: '海事', en: '海事' })
  })
})

describe('plans from before parts had ids', () => {
  it('line up with one that has them, each id once', () => {
    const now = { assist: [part('海事', 'ships'), part('交警', 'road')] }
    assert.deepEqual(ids(alignParts({ assist: [part('交警'), part('环卫'), part('海事')] }, now)), ['road', undefined, 'ships'])
    assert.deepEqual(ids(alignParts({ assist: [part('海事'), part('海事')] }, now)), ['ships', undefined])
    assert.deepEqual(
      ids(alignParts({ assist: [part('海事'), part('码头', 'ships')] }, now)),
      [undefined, 'ships'],
      'renamed already',
    )
  })
  it('are given ids nobody has when they are saved', () => {
    const saved = withPartIds({ assist: [part('a'), part('b', 'part-1'), part('c')] })
    assert.deepEqual(ids(saved), ['part-2', 'part-1', 'part-3'])
    assert.deepEqual(ids(withPartIds(saved)), ids(saved), 'and keep them')
  })
})
