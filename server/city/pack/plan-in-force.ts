import type { EventType, Pack, Plan } from '../../../contract/pack.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Packs } from './packs.ts'
import { liveVersion, planOf } from './store-versions.ts'

export type PlanNow = { pack: Pack; type: EventType; plan: Plan; version: number }

/**
 * The plan of a type of events in force at this moment, and its version; 0: the one its pack came with. Asked of the database for each
 * dispatch: a plan is stamped on its event once, so nobody has to follow publications. Null: no pack has such a type.
 */
export async function planInForce(db: Db, packs: Packs, type: string): Promise<PlanNow | null> {
  const found = packs.typeOf(type)
  if (!found) return null
  const live = await liveVersion(db, planOf(type))
  return { ...found, plan: live?.body ?? found.type.plan, version: live?.no ?? 0 }
}
