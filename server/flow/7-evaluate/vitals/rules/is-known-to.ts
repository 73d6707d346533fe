import type { TreeRead } from '../types.ts'
import { homeOf } from './home-of.ts'
import { lineUp } from './line-up.ts'

/**
 * Does somebody with this scope know of a vital of this home (null: the city's)? A town's own vitals are known in the town and to whoever answers
 * for the town; to its neighbours they do not exist.
 */
export const isKnownTo = (tree: TreeRead, scope: readonly string[], home: string | null): boolean =>
  home === null || tree.covers(scope, home) || lineUp(tree, homeOf(tree, scope) ?? '').includes(home)
