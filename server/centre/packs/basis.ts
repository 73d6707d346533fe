import type { Pack } from '../../../contract/pack.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { isReplayed } from './rules/is-replayed.ts'

/**
 * What a request to change settings stands on: the release and the rules in force, and what the city and the place have set of what decides.
 * Once any of it has moved, what was replayed is not what would come.
 */
export function basisAt(packs: Packs, pack: Pack, area: string) {
  const deciding = Object.keys(pack.settings).filter((id) => isReplayed(pack.settings[id]!))
  const of = (place: string) => {
    const own = packs.tunings().find((one) => one.pack === pack.id && one.area === place)?.settings ?? {}
    return Object.fromEntries(deciding.flatMap((id) => (own[id] === undefined ? [] : [[id, own[id]]])))
  }
  return { release: packs.release(pack.id), rules: packs.rulesVersion(pack.id), city: of(''), own: of(area) }
}
