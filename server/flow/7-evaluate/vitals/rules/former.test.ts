import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildTree, type TreeArea } from '../build-tree.ts'
import { changesOf, codesEver, joinedTree, pathsEver, wholeBefore } from './former.ts'

const area = (code: string, from = 0, to: number | null = null): TreeArea => ({
  ...{ code, name: `${code}名`, tier: code === '99' ? 'city' : code.length === 9 ? 'town' : 'community', path: `99/${code}/` },
  ...{
    parent: code === '99' ? null : code.length === 12 ? code.slice(0, 9) : '99',
    district: code.length === 9 ? '990101' : null,
  },
  ...{ from, to, stands: to === null },
})
// On day 10 one town becomes another, on day 20 that one and a third become one; on day 15 a fourth is split, and on 12 the fifth takes the sixth in.
const tree = buildTree({
  areas: [
    area('99'),
    ...[area('990101001', 0, 10), area('990101002', 10, 20), area('990101003', 0, 20), area('990101004', 20)],
    ...[area('990101005', 0, 15), area('990101006', 15), area('990101007', 15), area('990101008'), area('990101009', 0, 12)],
    ...[area('990101001001', 0, 10), area('990101002001', 10, 20), area('990101003001', 0, 20), area('990101003002', 0, 20)],
    ...[area('990101004001', 20), area('990101004002', 20), area('990101004003', 20)],
  ],
  districts: [{ code: '990101', name: '北岸区' }],
  successors: [
    ['990101001', '990101002'],
    ['990101002', '990101004'],
    ['990101003', '990101004'],
    ['990101005', '990101006'],
    ['990101005', '990101007'],
    ['990101009', '990101008'],
  ].map(([was, successor]) => ({ area: was!, successor: successor! })),
})

describe('what an area was before', () => {
  it('are the codes that became it whole, and theirs', () => {
    assert.deepEqual(
      wholeBefore(tree, '990101004').map(({ name }) => name),
      ['990101002名', '990101003名'],
    )
    assert.deepEqual(codesEver(tree, '990101004'), ['990101004', '990101002', '990101001', '990101003'])
    assert.deepEqual(pathsEver(tree, tree.node('990101004')!).slice(0, 2), ['99/990101004/', '99/990101002/'])
  })

  it('is nothing of a part of one, nor of one that was there before', () => {
    for (const code of ['990101006', '990101008', '990101001', '990101']) assert.deepEqual(codesEver(tree, code), [code])
    assert.equal(joinedTree(tree, '990101008'), tree)
  })

  it('counts below it as much as there was of those, in a stretch of both what there was of each', () => {
    const joined = joinedTree(tree, '990101004')
    const under = (at: number, until?: number) => joined.countUnderAt('990101004', 'community', at, until)
    assert.deepEqual([under(5), under(12), under(25), under(15, 25)], [3, 3, 3, 6])
    assert.equal(tree.countUnderAt('990101004', 'community', 5), 0)
    assert.equal(joined.countUnderAt('990101003', 'community', 5), 2, 'others as they are')
  })

  it('has the changes of all its codes', () => {
    assert.deepEqual(changesOf(tree, '990101004', 0, 30), [10, 20])
    assert.deepEqual(changesOf(tree, '990101004', 10, 20), [])
    assert.deepEqual(changesOf(tree, '990101008', 0, 30), [12], 'it stood there and took another in')
    assert.deepEqual(changesOf(tree, '990101008', 12, 30), [])
  })
})
