import type { Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import { addValues, type ToldValue } from '../store.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { TreeRead } from '../types.ts'
import { countRows, lastTold } from './store-count.ts'

export type Ground = { tree: TreeRead; zone: string }
export type Wanted = { period: number; areas: { code: string; path: string }[] | null }

/** Counts areas (null: all) in a period by a definition, and tells what differs from what was told last. */
export async function countPeriod(
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
  const told = await lastTold(tx, id, period, areas?.map(({ code }) => code) ?? null)
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
