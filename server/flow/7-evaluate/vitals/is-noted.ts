import { tierOfCode } from '../../../city/area/rules/codes.ts'

/**
 * Are changes of the families of this parent written down round by round, so that who keeps them in memory reads only these? Of towns and what lies
 * below them nobody keeps any: they are most of what changes.
 */
export function isNoted(parent: string): boolean {
  const tier = tierOfCode(parent)
  return tier !== 'town' && tier !== 'community' && tier !== 'grid'
}
