import type { Packs } from '../../city/pack/packs.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'

export type BaselineDeps = { spine: Spine; packs: Packs; zone: string }

/** The day of the city a moment lies in, year-month-day. */
export const dayIn = (now: Date, zone: string): string => new Date(now.getTime() + offsetMs(now, zone)).toISOString().slice(0, 10)

/** Refuses a pack nothing is carried in. */
export function mustCarry(packs: Packs, pack: string): void {
  if (!packs.all().some(({ id, haulage }) => id === pack && haulage))
    throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
}
