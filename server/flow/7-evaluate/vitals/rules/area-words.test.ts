import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildTree, type TreeArea } from '../build-tree.ts'
import { areaMoments } from './area-words.ts'

const area = (code: string, from = 0, to: number | null = null): TreeArea => ({
  ...{ code, name: `某${code.slice(-3)}`, tier: code === '99' ? 'city' : code.length === 9 ? 'town' : 'community' },
  ...{ path: `99/${code}/`, parent: code === '99' ? null : code.length === 12 ? code.slice(0, 9) : '99' },
  ...{ district: code.length === 9 ? code.slice(0, 6) : null, from, to, stands: to === null },
})
// On day 10 a town with a community leaves the first district for the second and a community ends; on day 20 five are set up.
const fresh = ['990101091', '990101092', '990101093', '990101094', '990101095']
const tree = buildTree({
  areas: [
    area('99'),
    ...[area('990101001', 0, 10), area('990102001', 10), area('990101002'), ...fresh.map((code) => area(code, 20))],
    ...[area('990101001001', 0, 10), area('990102001001', 10), area('990101002001', 0, 10), area('990101002002')],
  ],
  districts: [
    { code: '990101', name: '北岸区' },
    { code: '990102', name: '南岸区' },
  ],
  successors: [
    { area: '990101001', successor: '990102001' },
    { area: '990101001001', successor: '990102001001' },
  ],
})
const moved = '某001（990101001） → 某001（990102001）'
const said = (code: string, from = 0, until = 30) => areaMoments(tree, code, from, until).map(({ at, words }) => [at, words.zh])

describe('what became of the areas under one', () => {
  it('says the town, not all that lay below it, to both its districts', () => {
    assert.deepEqual(said('990101', 0, 15), [[10, `${moved}；某001（990101002001）撤销`]])
    assert.deepEqual(said('990102'), [[10, moved]])
    assert.deepEqual(said('990102001'), [[10, moved]], 'and to itself')
    assert.deepEqual(said('990101002'), [[10, '某001（990101002001）撤销']])
  })

  it('says no more than fits, and how many there are', () => {
    const [[at, words]] = said('990101', 10) as [[number, string]]
    assert.deepEqual([at, words.endsWith(' 等 5 处'), words.split('设立').length - 1], [20, true, 4])
    assert.match(areaMoments(tree, '99', 10, 30)[0]!.words.en, / … 5 in all$/)
  })

  it('says nothing of a time in which nothing changed, nor of a place it did not concern', () => {
    assert.deepEqual([said('990101', 20), said('990101002002')], [[], []])
  })
})
