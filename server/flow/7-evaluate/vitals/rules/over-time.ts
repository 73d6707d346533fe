import type { Part } from '../types.ts'
import { combine } from './combine.ts'
import { overTimeOf, type Timed } from './over-kind.ts'
import { type Reckoned, reckonAt } from './reckon-at.ts'

type Fine = { period: number; part: Part }

/** One period from its finer ones, oldest first, by the vital's own arithmetic; null of none: missing is not zero. */
export function foldPeriods(definition: Timed, cells: readonly Fine[]): Part | null {
  const last = cells.at(-1)
  if (!last) return null
  const how = overTimeOf(definition)
  const part =
    how === 'last'
      ? last.part
      : combine(
          definition.aggregation,
          cells.map((cell) => cell.part),
        )!
  return { ...part, over: { how, told: cells.length, last: last.period } }
}

/** What coarser periods are made of: the vital, the vitals its values stand on (itself, where it is no formula), and those formulas name, by code. */
export type OverGround = { vital: Reckoned; leaves: readonly Reckoned[]; operands: ReadonlyMap<string, Reckoned> }

/**
 * Coarser periods from the cells of the finer ones, in any order. A formula is reckoned from what its vitals come to in the whole period, never from its own
 * values; only those of the finer periods count in which each of them has one, so that both sides of a quotient are of the same time.
 * `starts`: those of the coarser periods (ms), oldest first, and the end of the last.
 */
export function overPeriods(
  { vital, leaves, operands }: OverGround,
  cells: readonly (Fine & { vital: number })[],
  starts: readonly number[],
): Fine[] {
  const byPeriod = new Map<number, Map<number, Part>>()
  for (const cell of cells) {
    const known = byPeriod.get(cell.period)
    if (known) known.set(cell.vital, cell.part)
    else byPeriod.set(cell.period, new Map([[cell.vital, cell.part]]))
  }
  const whole = [...byPeriod].filter(([, parts]) => parts.size === leaves.length).sort(([one], [other]) => one - other)
  let at = 0
  return starts.slice(0, -1).flatMap((period, i) => {
    const until = starts[i + 1]!
    while (at < whole.length && whole[at]![0] < period) at++
    const from = at
    while (at < whole.length && whole[at]![0] < until) at++
    const within = whole.slice(from, at)
    const folded = new Map(
      leaves.map(({ id, definition }) => [
        id,
        foldPeriods(
          definition,
          within.map(([fine, parts]) => ({ period: fine, part: parts.get(id)! })),
        ),
      ]),
    )
    const part = reckonAt(vital, period, { operands, partAt: (id) => folded.get(id) ?? null })
    return part ? [{ period, part }] : []
  })
}
