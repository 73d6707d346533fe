import type { Packs } from '../../city/pack/packs.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'

export type BaselineDeps = { spine: Spine; packs: Packs; zone: string }

/** Refuses a pack nothing is carried in. */
export function mustCarry(packs: Packs, pack: string): void {
  if (!packs.all().some(({ id, haulage }) => id === pack && haulage))
    throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
}
