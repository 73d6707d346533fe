import type { Haulage } from '../../../../../../contract/haulage.ts'
import type { HaulGround } from '../types.ts'

/** What is asked at a place (path of its area; '': nobody knows one): of the district that set something for itself, else of the city. */
export function groundAt(grounds: readonly HaulGround[], path: string): Haulage {
  const own = grounds.find(({ area }) => area !== '' && path.startsWith(area))
  return (own ?? grounds.find(({ area }) => area === '')!).haulage
}
