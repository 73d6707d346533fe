import type { TileWish } from '../../../contract/tile.ts'
import { ratedKinds, vehicleKinds } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { orRefuse } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { thenOf } from './rules/then.ts'
import type { Asked } from './types.ts'

/** What a wish stands for, for this caller. */
export async function askedOf(
  { spine, packs }: { spine: Spine; packs: Packs },
  caller: Asked['caller'],
  { area, kinds, at }: TileWish,
): Promise<Asked> {
  return {
    caller,
    wanted: await readPrefixes(spine, area),
    kinds: kinds?.split(',') ?? null,
    modelled: ratedKinds(packs.all()),
    moving: vehicleKinds(packs.all()),
    now: spine.clock.now(),
    at: at === undefined ? null : orRefuse(thenOf(at, spine.clock.now())),
  }
}
