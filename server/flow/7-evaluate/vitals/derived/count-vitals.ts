import { system } from '../../../../../contract/actor.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import type { LiveTree } from '../store-live-tree.ts'
import type { VitalRecord } from '../store-registry.ts'
import { countLate } from './count-late.ts'
import { countPeriod, type Ground } from './count-period.ts'
import { sinceCounted } from './since-counted.ts'
import { changedAreas, countAnew, countedVitals, lockCounts, noteCounted, saveRead } from './store-count.ts'
import { underTier } from './under-tier.ts'

/** Facts looked at in one round. */
const factsAtOnce = 1_000

/**
 * Keeps vitals that are counted from the city's own rows current: where facts tell of a change the areas are counted anew, in the period
 * that runs, the one before it, and those before in which something of the case happened (`count-late.ts`). When a period begins, or a definition
 * changes, all areas are, one vital a round: at midnight all of them have a new day, and what people tell then must not stand behind them all. Only
 * what differs from what was told last is told. Answers whether more waits.
 */
export async function countVitals(spine: Spine, tree: LiveTree, zone: string): Promise<boolean> {
  const read = await tree.read()
  return spine.transaction(system, async (tx) => {
    if (!(await lockCounts(tx))) return false
    const vitals = await countedVitals(tx)
    if (vitals.length === 0) return false
    const { paths, cases, more, to } = await changedAreas(tx, factsAtOnce)
    if (paths === null) await countAnew(tx)
    const ground = { tree: read, zone }
    const { anew = [], counted = [] } = Object.groupBy(vitals, (vital) =>
      paths === null || vital.counted !== runningOf(vital, tx.now, zone) ? 'anew' : 'counted',
    )
    for (const vital of counted) await countWhere(tx, vital, paths ?? [], ground)
    // Whatever happens before its turn comes is in what is counted then.
    for (const vital of anew.slice(0, 1)) await countEverywhere(tx, vital, ground)
    await countLate(tx, vitals, cases, ground)
    await saveRead(tx, to)
    return more || anew.length > 1
  })
}

type Known = VitalRecord & { counted: number | null }

const runningOf = ({ definition: { cadence } }: VitalRecord, now: Date, zone: string): number =>
  periodStart(cadence, now.getTime(), zone)

/** What stands as it stands has no past: the period before keeps what was counted last in it. */
function periodsOf({ definition: { cadence, count } }: VitalRecord, counted: number, running: number, zone: string): number[] {
  return count?.when === 'now' ? [running] : sinceCounted(counted, running, { cadence, zone })
}

async function countWhere(tx: Tx, vital: Known, paths: readonly string[], ground: Ground): Promise<void> {
  const areas = underTier(ground.tree, vital.definition.tier, paths)
  if (areas.length === 0) return
  const running = runningOf(vital, tx.now, ground.zone)
  for (const period of periodsOf(vital, running, running, ground.zone)) await countPeriod(tx, vital, { period, areas }, ground)
}

async function countEverywhere(tx: Tx, vital: Known, ground: Ground): Promise<void> {
  const running = runningOf(vital, tx.now, ground.zone)
  for (const period of periodsOf(vital, vital.counted ?? running, running, ground.zone))
    await countPeriod(tx, vital, { period, areas: null }, ground)
  await noteCounted(tx, vital.id, vital.version, running)
}
