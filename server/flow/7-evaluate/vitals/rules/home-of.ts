import { type VitalTier, vitalTiers } from '../../../../../contract/vital-kinds.ts'
import type { TreeRead } from '../types.ts'

const height = (tier: VitalTier): number => vitalTiers.indexOf(tier)

/** Where a caller stands: the highest node whose numbers the scope covers. Null: a scope that covers no node whole. */
export function homeOf(tree: Pick<TreeRead, 'heads' | 'node'>, scope: readonly string[]): string | null {
  const heads = tree.heads(scope).flatMap((code) => tree.node(code) ?? [])
  return heads.sort((a, b) => height(b.tier) - height(a.tier))[0]?.code ?? null
}
