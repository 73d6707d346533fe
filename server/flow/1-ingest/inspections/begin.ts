import { system } from '../../../../contract/actor.ts'
import { plansOf } from '../../../city/inspection/plans-of.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { beginPlans } from './store.ts'

/** Notes since when the inspections of the packs switched on are in force: nobody owes what was due before anybody asked for it. */
export async function beginInspections(spine: Pick<Spine, 'transaction'>, packs: Packs): Promise<void> {
  const plans = plansOf(packs.all())
  if (plans.length > 0) await spine.transaction(system, (tx) => beginPlans(tx, plans))
}
