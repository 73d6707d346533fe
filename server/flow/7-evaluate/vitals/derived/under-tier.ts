import { isOwnCode, ownCode, ownerOf } from '../../../../../contract/own-place.ts'
import { type VitalTier, vitalTiers } from '../../../../../contract/vital-kinds.ts'
import { everNode, type TreeRead } from '../types.ts'

/**
 * The areas of a tier that paths of changed rows lie in: a path of the tier or below it names one; one above it what its area has of its own.
 */
export function underTier(
  tree: Pick<TreeRead, 'node' | 'past'>,
  tier: VitalTier,
  paths: readonly string[],
): { code: string; path: string }[] {
  const at = vitalTiers.length - 1 - vitalTiers.indexOf(tier)
  const found = new Map<string, string>()
  for (const path of paths) {
    const codes = path.split('/').filter(Boolean)
    const [code, last] = [codes[at], codes.at(-1)]
    if (code !== undefined && everNode(tree, code)?.tier === tier) found.set(code, `${codes.slice(0, at + 1).join('/')}/`)
    else if (last !== undefined && (code === undefined || isOwnCode(code)) && everNode(tree, ownerOf(last)))
      found.set(ownCode(last), path)
  }
  return [...found].map(([code, path]) => ({ code, path }))
}
