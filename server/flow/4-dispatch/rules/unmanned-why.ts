import type { Call } from '../../../../contract/pack.ts'
import type { Holder, UnmannedWhy } from '../types.ts'

/** Why nobody can be called for a part of a plan; null: somebody can. A charge counts only where there is an object to have it of. */
export function unmannedWhy(
  call: Pick<Call, 'charge'>,
  holders: readonly Pick<Holder, 'person'>[],
  hasObject: boolean,
): UnmannedWhy | null {
  if (holders.some(({ person }) => person !== null)) return null
  if (holders.length > 0) return 'unheld'
  return call.charge && hasObject ? 'no-charge' : 'no-post'
}
