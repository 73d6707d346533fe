import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Cover, Over, TreeRead } from '../types.ts'
import { startsBetween } from './period.ts'

/** A coarser period (ms, its end exclusive) of a vital: how many of its periods there are, and how many should have a number by now. */
export type Due = {
  of: number
  due: number
  /** how many values an area should have told; `at`: of which moment its areas are counted, of each day once */
  count(cover: Cover, code: string): number
}
type Asked = { cadence: VitalCadence; dueMinutes: number; from: number; until: number; over: Over | undefined }

const dayMs = 86_400_000

/** What is due of a coarser period by now; what came before it was due counts as due, so that never more is told than there should be. */
export function dueIn(
  { cadence, dueMinutes, from, until, over }: Asked,
  { tree, now, zone }: { tree: Pick<TreeRead, 'countUnderAt'>; now: number; zone: string },
): Due {
  const starts = startsBetween(cadence, from, until, zone)
  const last = over?.last ?? Number.NEGATIVE_INFINITY
  const owed = starts.filter((start, i) => start <= last || (starts[i + 1] ?? until) + dueMinutes * 60_000 <= now)
  // Areas change by the day, taken as UTC days: the hours of one have the same.
  const days = Map.groupBy(owed, (start) => Math.floor(start / dayMs))
  return {
    ...{ of: starts.length, due: owed.length },
    count({ tier, how }, code) {
      if (how === 'last') return tree.countUnderAt(code, tier, over?.last ?? from)
      let sum = 0
      for (const of of days.values()) sum += of.length * tree.countUnderAt(code, tier, of[0]!)
      return sum
    },
  }
}
