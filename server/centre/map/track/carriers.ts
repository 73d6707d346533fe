import type { Haulage } from '../../../../contract/haulage.ts'
import type { Packs } from '../../../city/pack/packs.ts'

/** How the carriers of a pack are watched, when an object is one of them; null: it is no vehicle whose way is kept. */
export function haulageOf(packs: Packs, { kind, pack }: { kind: string; pack: string }): Haulage | null {
  const haulage = packs.all().find(({ id }) => id === pack)?.haulage
  return haulage?.carrier.kind === kind ? haulage : null
}
