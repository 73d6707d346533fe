import type { Ground, KeptVital, Place, Sheet } from '../../stands/types.ts'
import { formulaOf } from '../formula-part.ts'
import { nothingHeld, reckonHeld } from '../held.ts'
import { isConnected } from '../is-connected.ts'
import { judgedAt } from '../judged.ts'
import { leavesOf } from './leaves-of.ts'
import { type Verdict, verdict, verdictOf } from './verdict.ts'

/** The newest cell of a vital that counts. `newest`: when it was observed, ms. */
export type Cell = { verdict: Verdict; period: number; newest: number }
/** `place`: its number among the given. */
type Visit = (vital: KeptVital, place: number, cell: Cell | null) => void

/**
 * Tells of every connected vital and place the newest cell that is not too old to count; null: there is none. One that swings within its hysteresis is
 * told as what the periods before decide, as far as they are kept; what they leave open still swings.
 */
export function eachCell(ground: Ground, places: readonly Place[], visit: Visit): void {
  for (const vital of ground.registry.vitals) {
    if (!isConnected(vital)) continue
    const cellAt = formulaOf(vital.definition) ? reckonedAt(ground, vital) : keptAt(ground, vital)
    for (const [n, place] of places.entries()) visit(vital, n, cellAt(place))
  }
}

type CellAt = (place: Place) => Cell | null

/** What follows from a cell and those before it, told one by one, the newest first; true: it is known. */
function newestOf(from: number): { look(verdict: Verdict, period: number, newest: number): boolean; cell: Cell | null } {
  return {
    cell: null,
    look(found, period, newest) {
      if (this.cell === null) {
        if (period >= from) this.cell = { verdict: found, period, newest }
        return this.cell?.verdict !== verdict.swings
      }
      // Without a value it forgets nothing; within its hysteresis again it is as the one before that.
      const decides = found === verdict.normal || found === verdict.outside
      if (decides) this.cell.verdict = found
      return decides
    },
  }
}

function keptAt({ sheets, due }: Ground, vital: KeptVital): CellAt {
  const from = due(vital)
  return ({ parent, area }) => {
    const seen = newestOf(from)
    for (const { period, children, verdicts, newest } of sheets.get(parent)?.get(vital.id) ?? []) {
      const at = children.at.get(area)
      if (at !== undefined && seen.look(verdicts[at] as Verdict, period, newest[at]!)) break
    }
    return seen.cell
  }
}

const noSheet: Sheet = new Map()

/** Of a formula the newest period in which all it stands on has a value. */
function reckonedAt({ registry: { byCode, former }, sheets, due, heldIn }: Ground, vital: KeptVital): CellAt {
  const by = vital.definition.cadence
  const from = due(vital)
  const then = former.filter(({ code }) => code === vital.code).map((definition) => ({ id: -1, definition }))
  const leaves = [...leavesOf([vital, ...(heldIn ? then : [])], byCode)]
  return ({ parent, area, tier }) => {
    const judged = judgedAt(vital.definition, tier)
    const sheet = sheets.get(parent) ?? noSheet
    const partAt = (id: number, period: number) => {
      const line = sheet.get(id)?.find((one) => one.period === period)
      return line?.parts?.[line.children.at.get(area) ?? -1] ?? null
    }
    const seen = newestOf(from)
    const periods = new Set(leaves.flatMap((id) => (sheet.get(id) ?? []).map(({ period }) => period)))
    for (const period of [...periods].sort((a, b) => b - a)) {
      const part = reckonHeld(vital, { period, by }, { operands: byCode, partAt }, heldIn?.(area) ?? nothingHeld)
      if (part && seen.look(verdictOf(vital.definition, part, judged), period, part.newest)) break
    }
    return seen.cell
  }
}
