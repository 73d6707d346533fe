import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Tx } from '../../../../kernel/spine.ts'
import { whileTelling } from '../locks/store.ts'
import { periodStart } from '../rules/period.ts'
import type { VitalRecord } from '../store-registry.ts'
import { type CountedCell, type CountedValue, cellKey, lastCounted, putCounted } from './store-readings.ts'

/** What becomes of a cell: `before` is what was counted of it last; null: it stays as it is. */
export type Counted = {
  vital: VitalRecord
  period: number
  area: string
  next(before: CountedCell | null): Pick<CountedValue, 'num' | 'den' | 'observedAt'> | null
}

/**
 * Keeps what was counted. Until the value of a period is due, or the period is closed, its row moves on: nobody has read it as told. From then
 * on it stands, and what comes late is another row, so that what was known at a moment can be asked.
 */
export async function keepCounted(tx: Tx, counted: readonly Counted[], zone: string): Promise<void> {
  if (counted.length === 0) return
  await whileTelling(tx)
  const cells = counted.map(({ vital: { id }, period, area }) => ({ vital: id, period, area }))
  const known = await lastCounted(tx, cells)
  const values = counted.flatMap((one, i): CountedValue[] => {
    const cell = cells[i]!
    const before = known.get(cellKey(cell)) ?? null
    const next = one.next(before)
    if (!next) return []
    const { version } = one.vital
    const moves = before !== null && !before.locked && tx.now.getTime() < dueAt(one.vital.definition, one.period, zone)
    const isSame = before !== null && before.num === next.num && before.den === next.den && before.version === version
    // A maximum that stands is as old as the newest reading it stands against; once told, its age alone is no correction.
    if (isSame && !(moves && next.observedAt > before.observedAt)) return []
    return [{ ...cell, ...next, version, over: moves ? before.id : null }]
  })
  await putCounted(tx, values)
}

/** When the value of a period (ms) should be there. */
const dueAt = ({ cadence, dueMinutes }: VitalDefinition, period: number, zone: string): number =>
  periodStart(cadence, period, zone, 1) + dueMinutes * 60_000
