import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import { everNode, type TreeNode, type TreeRead } from '../types.ts'
import { codesEver } from './former.ts'

type Stretch = { tier: VitalTier; from: number; to: number }
type Tree = Pick<TreeRead, 'ended' | 'node' | 'past' | 'parentOf' | 'asOf'>
type Kin = Pick<TreeRead, 'before' | 'after' | 'lifeOf'>

/** The areas of a vital's tier that have ended: what lies in them is told apart to its grid, for its parts may have gone different ways. */
export const endedCodes = (tree: Pick<TreeRead, 'ended'>, tier: VitalTier): string[] =>
  tree.ended().flatMap((one) => (one.tier === tier ? [one.code] : []))

/** The area of a tier that what lies under a code counts for in a stretch (ms): where a case was opened, as that place was called then. */
export function countsFor(tree: Tree, code: string, { tier, from, to }: Stretch): string | undefined {
  for (let at: string | null | undefined = tree.asOf(code, from, to); at; at = tree.parentOf(at, from, to))
    if (everNode(tree, at)?.tier === tier) return at
  return undefined
}

/**
 * Under which paths the rows of a node's number lie, by the same rule as they are counted. `less`: codes under these paths whose rows count elsewhere,
 * for their town has left.
 */
export function rowsUnder(
  tree: Tree & Kin,
  { code, paths }: Pick<TreeNode, 'code' | 'paths'>,
  stretch: Stretch,
): { paths: string[]; ended: string[]; less: string[] } {
  // What was before the area was there is of the codes it had then.
  const codes = new Set(codesEver(tree, code))
  const isHere = (one: string): boolean => {
    for (let at: string | null | undefined = countsFor(tree, one, stretch); at; at = tree.parentOf(at, stretch.from, stretch.to))
      if (codes.has(at)) return true
    return false
  }
  const isWithin = (path: string): boolean => under.some((prefix) => path.startsWith(prefix))
  const [under, less] = [[...paths], [] as string[]]
  const ended = tree.ended()
  for (const top of ended.filter(({ tier }) => tier === stretch.tier)) {
    const path = top.paths[0]!
    const keys = ended.filter((one) => one.paths[0]!.startsWith(path)).map((one) => one.code)
    const away = keys.filter((key) => !isHere(key))
    if (away.length < keys.length && !isWithin(path)) under.push(path)
    if (isWithin(path)) less.push(...away)
  }
  return { paths: under, ended: endedCodes(tree, stretch.tier), less }
}
