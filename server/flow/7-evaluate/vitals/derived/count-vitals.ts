import { system } from '../../../../../contract/actor.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import { addValues, type ToldValue } from '../store.ts'
import type { LiveTree } from '../store-live-tree.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { TreeRead } from '../types.ts'
import { changedAreas, countedVitals, countRows, lastTold, lockCounts, noteCounted, saveRead } from './store-count.ts'
import { underTier } from './under-tier.ts'

/** Facts looked at in one round. */
const factsAtOnce = 1_000

/**
 * Keeps vitals that are counted from the city's own rows current: where facts tell of a change the areas are counted anew, in the period
 * that runs and the one before it; when a period begins, or a definition changes, all areas are. Only what differs from what was told last
 * is told. Answers whether more waits.
 */
export async function countVitals(spine: Spine, tree: LiveTree, zone: string): Promise<boolean> {
  const read = await tree.read()
  return spine.transaction(system, async (tx) => {
    if (!(await lockCounts(tx))) return false
    const vitals = await countedVitals(tx)
    if (vitals.length === 0) return false
    const { paths, more, to } = await changedAreas(tx, factsAtOnce)
    for (const vital of vitals) await countOne(tx, vital, paths, { tree: read, zone })
    await saveRead(tx, to)
    return more
  })
}

type Ground = { tree: TreeRead; zone: string }

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
  const periods = isStanding ? [running] : [periodStart(cadence, now, zone, -1), running]
  for (const period of periods) await countPeriod(tx, vital, { period, areas }, { tree, zone })
  if (isNew) await noteCounted(tx, vital.id, vital.version, running)
}

type Wanted = { period: number; areas: { code: string; path: string }[] | null }

async function countPeriod(
  tx: Tx,
  { id, definition, version }: VitalRecord,
  { period, areas }: Wanted,
  { tree, zone }: Ground,
): Promise<void> {
  const { count, cadence, tier } = definition
  if (!count) return
  const counting = { count, tier, from: period, to: periodStart(cadence, period, zone, 1), now: tx.now }
  const counted = await countRows(tx, { ...counting, paths: areas?.map(({ path }) => path) ?? null })
  const found = new Map(counted.map((row) => [row.area, row]))
  const told = await lastTold(tx, id, period)
  const codes = areas?.map(({ code }) => code) ?? tree.codesOf(tier)
  const changed = codes.flatMap((area): ToldValue[] => {
    const { num: part = 0, den: all = 0 } = found.get(area) ?? {}
    const value = count.part ? { num: part, den: all } : { num: all, den: 0 }
    const before = told.get(area)
    // The same number by another definition is another one: it is told which counted it.
    if (before && before.num === value.num && before.den === value.den && before.version === version) return []
    const about = {
      vital: id,
      period,
      area,
      observedAt: tx.now.getTime(),
      source: 'facts',
      actor: 'system',
      reason: null,
      version,
    }
    return [{ ...about, ...value }]
  })
  await addValues(tx, changed)
}
