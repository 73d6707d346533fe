import type { TileWish } from '../../../contract/tile.ts'
import { orRefuse } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { thenOf } from './rules/then.ts'
import type { Asked } from './types.ts'

/** What a wish stands for, for this caller. */
export async function askedOf(spine: Spine, caller: Asked['caller'], { area, kinds, at }: TileWish): Promise<Asked> {
  return {
    caller,
    wanted: await readPrefixes(spine, area),
    kinds: kinds?.split(',') ?? null,
    at: at === undefined ? null : orRefuse(thenOf(at, spine.clock.now())),
  }
}
