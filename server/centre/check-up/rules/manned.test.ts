import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Call } from '../../../../contract/pack.ts'
import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import type { TreeNode } from '../../../flow/7-evaluate/vitals/types.ts'
import { firstKinds, mannedAt, type PostOver } from './manned.ts'

const node = (code: string, tier: VitalTier, path: string, children: string[] = []): TreeNode => ({
  ...{ code, name: code, tier, parent: null, paths: [path], children },
})
const nodes = new Map(
  [
    node('c', 'city', 'c/', ['d', 'e']),
    node('d', 'district', 'c/d/', ['d1', 'd2']),
    node('e', 'district', 'c/e/', ['e1']),
    node('d1', 'town', 'c/d/d1/'),
    node('d2', 'town', 'c/d/d2/'),
    node('e1', 'town', 'c/e/e1/'),
  ].map((one) => [one.code, one]),
)
const underOf =
  (code: string) =>
  (tier: VitalTier): TreeNode[] => {
    const one = nodes.get(code)!
    return one.tier === tier ? [one] : one.children.flatMap((child) => underOf(child)(tier))
  }
const post = (path: string, held = true, change: Partial<PostOver> = {}): PostOver => ({
  ...{ kind: 'duty', board: null, domain: null, side: null, path, held, ...change },
})
const call = (tier: Call['tier'], change: Partial<Call> = {}): Call => ({ postKind: 'duty', tier, ...change })
const plan = (...calls: Call[]) => ({ lead: [{ call: calls, name: { zh: '一', en: 'one' } }] })
const look = (at: string, posts: PostOver[], ...calls: Call[]) => {
  const { of, nobody } = mannedAt({ node: nodes.get(at)!, under: underOf(at) }, posts)(plan(...calls))
  return [of, nobody.map(({ code }) => code)]
}

describe('the first rung of a plan', () => {
  it('is asked of every town it calls: one filled post mans one town', () =>
    assert.deepEqual(look('c', [post('c/d/d1/')], call('town')), [3, ['d2', 'e1']]))
  it('is asked of districts where it calls no town, of the city where it calls no district', () => {
    assert.deepEqual(look('c', [post('c/e/')], call('district')), [2, ['d']])
    assert.deepEqual(look('c', [post('c/')], call('city')), [1, []])
  })
  it('of a town looks above it', () => {
    assert.deepEqual(look('d1', [post('c/d/')], call('district')), [1, []])
    assert.deepEqual(look('d1', [post('c/e/')], call('district')), [1, ['d1']])
  })
  it('finds somebody where one of its calls does', () =>
    assert.deepEqual(
      look(
        'd',
        [post('c/d/', true, { kind: 'hub' }), post('c/d/d1/', false)],
        call('town'),
        call('district', { postKind: 'hub' }),
      ),
      [2, []],
    ))
  it('goes to the nearest post of a kind, held or not', () =>
    assert.deepEqual(look('d', [post('c/d/'), post('c/d/d1/', false)], call('town')), [2, ['d1']]))
  it('goes to no post of another board or side', () =>
    assert.deepEqual(look('d1', [post('c/d/d1/', true, { board: 'fire' })], call('town', { board: 'water' })), [1, ['d1']]))
  it('of a zone is asked along all of its towns', () => {
    const zone: TreeNode = { ...node('z', 'district', 'c/d/d1/'), paths: ['c/d/d1/', 'c/e/e1/'], children: [] }
    assert.deepEqual(mannedAt({ node: zone, under: () => [zone] }, [post('c/d/d1/')])(plan(call('district'))).nobody.length, 1)
  })
  it('names the kinds that are looked up, each once', () =>
    assert.deepEqual(firstKinds([plan(call('town')), plan(call('city'))]), ['duty']))
})
