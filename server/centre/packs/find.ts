import { z } from 'zod'
import type { EventType, Pack, Plan } from '../../../contract/pack.ts'
import type { PlanTiers } from '../../../contract/plan-preview.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'

/** What each tier does at each severity by a plan, with the posts of an area; answered by who rehearses plans. */
export type TiersOf = (
  db: Db,
  asked: { plan: Plan; type: EventType; area: string; areaName: string; at: Date },
) => Promise<PlanTiers>
export type Deps = { spine: Spine; packs: Packs; demo: boolean; tiersOf: TiersOf }
export const Of = z.object({ pack: z.string().max(80) })
export const OfRelease = Of.extend({ no: z.coerce.number().int().min(1).max(1_000_000) })

export function orNone<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new RefusalError({ code: 'thing.not-found' })
  return found
}

/** A pack as it came, or the refusal that there is none. */
export const packOf = (packs: Packs, id: string): Pack => orNone(packs.shipped(id))
