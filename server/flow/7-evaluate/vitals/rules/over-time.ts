import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { combine } from './combine.ts'
import { formulaOf } from './formula-part.ts'
import { asHeld, type HeldAt, nothingHeld, reckonHeld } from './held.ts'
import { overTimeOf, type Timed } from './over-kind.ts'
import type { Reckoned } from './reckon-at.ts'
import { leavesOf } from './stands/leaves-of.ts'

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

/**
 * What coarser periods (`by`) are made of: the vital, the vitals its values stand on (itself, where it is no formula; those of versions closed periods are held
 * to as well), and those formulas name, by code.
 */
export type OverGround = {
  vital: Reckoned
  by: VitalCadence
  leaves: readonly Reckoned[]
  operands: ReadonlyMap<string, Reckoned>
}

/** The leaves of a vital in a period: in a closed one those of the version of then. */
function leavesIn({ vital, by, leaves, operands }: OverGround, period: number, heldAt: HeldAt): readonly Reckoned[] {
  if (!formulaOf(vital.definition)) return leaves
  const held = (id: number) => heldAt(id, period, by)
  const own = held(vital.id)?.definition ?? vital.definition
  const ids = leavesOf([{ id: vital.id, definition: own }], asHeld(operands, held))
  return leaves.filter(({ id }) => ids.has(id))
}

/**
 * Coarser periods from the cells of the finer ones, in any order. A formula is reckoned from what its vitals come to in the whole period, never from its own
 * values; only those of the finer periods count in which each of them has one, so that both sides of a quotient are of the same time.
 * `starts`: those of the coarser periods (ms), oldest first, and the end of the last.
 */
export function overPeriods(
  ground: OverGround,
  cells: readonly (Fine & { vital: number })[],
  starts: readonly number[],
  held: HeldAt = nothingHeld,
): Fine[] {
  const { vital, by, operands } = ground
  const byPeriod = new Map<number, Map<number, Part>>()
  for (const cell of cells) {
    const known = byPeriod.get(cell.period)
    if (known) known.set(cell.vital, cell.part)
    else byPeriod.set(cell.period, new Map([[cell.vital, cell.part]]))
  }
  const fine = [...byPeriod].sort(([one], [other]) => one - other)
  let at = 0
  return starts.slice(0, -1).flatMap((period, i) => {
    const until = starts[i + 1]!
    while (at < fine.length && fine[at]![0] < period) at++
    const from = at
    while (at < fine.length && fine[at]![0] < until) at++
    const leaves = leavesIn(ground, period, held)
    const within = fine.slice(from, at).filter(([, parts]) => leaves.every(({ id }) => parts.has(id)))
    const folded = new Map(
      leaves.map(({ id, definition }) => [
        id,
        foldPeriods(
          definition,
          within.map(([start, parts]) => ({ period: start, part: parts.get(id)! })),
        ),
      ]),
    )
    const part = reckonHeld(vital, { period, by }, { operands, partAt: (id) => folded.get(id) ?? null }, held)
    return part ? [{ period, part }] : []
  })
}
