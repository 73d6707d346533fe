import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TreeNode } from '../types.ts'
import { underTier } from './under-tier.ts'

const tiers: Record<string, TreeNode['tier']> = {
  '990101': 'district',
  'z-new': 'district',
  '990101001': 'town',
  '990101001001': 'community',
}
const tree = {
  past: () => null,
  node: (code: string): TreeNode | null => {
    const tier = tiers[code]
    return tier ? { code, name: code, tier, parent: null, paths: [], children: [] } : null
  },
}

describe('the areas a change lies in', () => {
  it('are those of the tier, once each; a change above it what its area has of its own', () => {
    const paths = ['99/990101/990101001/990101001001/', '99/990101/990101001/', '99/990101/', '99/990101/990101009/']
    assert.deepEqual(underTier(tree, 'town', paths), [
      { code: '990101001', path: '99/990101/990101001/' },
      { code: 'own-990101', path: '99/990101/' },
    ])
    assert.deepEqual(underTier(tree, 'community', paths), [
      { code: '990101001001', path: '99/990101/990101001/990101001001/' },
      { code: 'own-990101001', path: '99/990101/990101001/' },
      { code: 'own-990101', path: '99/990101/' },
    ])
    const zone = [{ code: 'own-z-new', path: '99/z-new/own-z-new/' }]
    for (const tier of ['town', 'community'] as const)
      assert.deepEqual(underTier(tree, tier, ['99/z-new/own-z-new/']), zone, tier)
  })
})
