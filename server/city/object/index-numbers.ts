import { system } from '../../../contract/actor.ts'
import type { Spine } from '../../kernel/spine.ts'
import { numbersOf } from '../pack/numbers-of.ts'
import { objectKindsOf } from '../pack/object-kinds.ts'
import type { Packs } from '../pack/packs.ts'
import { indexNumbers } from './store-numbers.ts'

/** An index for every number the packs name, at the start and when other packs are in force. Where one cannot be made now, what it finds is found slower. */
export async function indexAllNumbers(spine: Spine, packs: Packs): Promise<void> {
  for (const { kind } of objectKindsOf(packs.all()))
    for (const detail of numbersOf(packs.all(), kind))
      await spine
        .transaction(system, (tx) => indexNumbers(tx, kind, detail))
        .catch((err: Error) => spine.log.warn({ err, kind, detail }, 'numbers of a kind have no index yet'))
}
