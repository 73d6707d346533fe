import type { Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import type { VitalRecord } from '../store-registry.ts'
import { countPeriod, type Ground } from './count-period.ts'
import { latePeriods } from './late-periods.ts'
import type { Cases } from './store-count.ts'
import { countedPeriods, momentsOf, versionOf } from './store-late.ts'
import { underTier } from './under-tier.ts'

/**
 * What happens late to a case still belongs to the period it is counted in: an alarm of Monday that is found false on Thursday, an order of Monday that is
 * accepted on Wednesday. Those periods are counted anew where the case is, each by the version that counted it; one the vital was never counted in stays
 * without a number.
 */
export async function countLate(tx: Tx, vitals: readonly VitalRecord[], cases: Cases, { tree, zone }: Ground): Promise<void> {
  const counted = vitals.filter(({ definition: { count } }) => count && count.when !== 'now')
  const moments = counted.length > 0 ? await momentsOf(tx, cases) : []
  for (const vital of counted) {
    const { count, cadence, tier } = vital.definition
    const before = periodStart(cadence, tx.now.getTime(), zone, -1)
    const own = moments.filter(({ of, when }) => (of === null || of === count!.of) && (when === null || when === count!.when))
    const late = latePeriods(own, { cadence, before, zone })
    if (late.size === 0) continue
    const versions = await countedPeriods(tx, vital.id, [...late.keys()])
    for (const [period, version] of versions) {
      const areas = underTier(tree, tier, [...late.get(period)!])
      const definition = version === vital.version ? vital.definition : await versionOf(tx, vital.id, version)
      if (areas.length > 0 && definition)
        await countPeriod(tx, { ...vital, version, definition }, { period, areas }, { tree, zone })
    }
  }
}
