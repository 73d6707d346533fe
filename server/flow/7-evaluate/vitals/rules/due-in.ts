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

/** What is due of a coarser period by now; what came before it was due counts as due, so that never more is told than there should be. */
export function dueIn(
  { cadence, dueMinutes, from, until, over }: Asked,
  { tree, now, zone }: { tree: Pick<TreeRead, 'countUnderAt'>; now: number; zone: string },
): Due {
  const starts = startsBetween(cadence, from, until, zone)
  const last = over?.last ?? Number.NEGATIVE_INFINITY
  const owed = starts.filter((start, i) => start <= last || (starts[i + 1] ?? until) + dueMinutes * 60_000 <= now)
  // Areas change as a day begins: the hours of one have the same, and in a month there are all that were there on some day of it.
  const begins = cadence === 'hour' ? startsBetween('day', from, until, zone) : starts
  let at = 0
  const stretches = begins.map((start, i): Stretch => {
    const [end, first] = [begins[i + 1] ?? until, at]
    while (at < owed.length && owed[at]! < end) at++
    return { start, end, n: at - first }
  })
  return {
    ...{ of: starts.length, due: owed.length },
    count({ tier, how }, code) {
      const there = ({ start, end }: Stretch): number => tree.countUnderAt(code, tier, start, end)
      if (how === 'last') return there(stretches.findLast(({ start }) => start <= (over?.last ?? from))!)
      return stretches.reduce((sum, one) => (one.n > 0 ? sum + one.n * there(one) : sum), 0)
    },
  }
}

/** `n`: how many periods of it are due. */
type Stretch = { start: number; end: number; n: number }
