import { system } from '../../../../../contract/actor.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import type { LiveTree } from '../store-live-tree.ts'
import type { VitalRecord } from '../store-registry.ts'
import { countLate } from './count-late.ts'
import { countPeriod, type Ground } from './count-period.ts'
import { sinceCounted } from './since-counted.ts'
import { changedAreas, countedVitals, lockCounts, noteCounted, saveRead } from './store-count.ts'
import { underTier } from './under-tier.ts'

/** Facts looked at in one round. */
const factsAtOnce = 1_000

/**
 * Keeps vitals that are counted from the city's own rows current: where facts tell of a change the areas are counted anew, in the period
 * that runs, the one before it, and those before in which something of the case happened (`count-late.ts`); when a period begins, or a definition changes, all areas are. Only what differs from what was told last
 * is told. Answers whether more waits.
 */
export async function countVitals(spine: Spine, tree: LiveTree, zone: string): Promise<boolean> {
  const read = await tree.read()
  return spine.transaction(system, async (tx) => {
    if (!(await lockCounts(tx))) return false
    const vitals = await countedVitals(tx)
    if (vitals.length === 0) return false
    const { paths, cases, more, to } = await changedAreas(tx, factsAtOnce)
    for (const vital of vitals) await countOne(tx, vital, paths, { tree: read, zone })
    await countLate(tx, vitals, cases, { tree: read, zone })
    await saveRead(tx, to)
    return more
  })
}

async function countOne(
  tx: Tx,
  vital: VitalRecord & { counted: number | null },
  paths: readonly string[] | null,
  { tree, zone }: Ground,
): Promise<void> {
  const { cadence, tier } = vital.definition
  const now = tx.now.getTime()
  const running = periodStart(cadence, now, zone)
  const isNew = vital.counted !== running || paths === null
  const areas = isNew ? null : underTier(tree, tier, paths)
  if (areas?.length === 0) return
  const isStanding = vital.definition.count?.when === 'now'
  // What stands as it stands has no past: the period before keeps what was counted last in it.
  const periods = isStanding ? [running] : sinceCounted(vital.counted ?? running, running, { cadence, zone })
  for (const period of periods) await countPeriod(tx, vital, { period, areas }, { tree, zone })
  if (isNew) await noteCounted(tx, vital.id, vital.version, running)
}
