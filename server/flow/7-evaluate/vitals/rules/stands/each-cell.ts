import type { Children, Ground, KeptVital, Line, Place, Sheet } from '../../stands/types.ts'
import type { Cover } from '../../types.ts'
import { worthOf } from '../combine.ts'
import { formulaOf } from '../formula-part.ts'
import { nothingHeld, reckonHeld } from '../held.ts'
import { isConnected } from '../is-connected.ts'
import { judgedAt } from '../judged.ts'
import { isEnough, isWhole, type Proves, provenBy, provesNothing, provesOf, wantedOf } from '../proven.ts'
import { leavesOf } from './leaves-of.ts'
import { type Verdict, verdict, verdictOf, verdictTold } from './verdict.ts'

/**
 * The newest cell of a vital that counts. `newest`: when it was observed, ms. `proves`: too few areas told it, and this is what it says all the same; it is
 * asked once it is known how the number stands (`verdictTold`).
 */
export type Cell = { verdict: Verdict; period: number; newest: number; proves: Proves | null }
const noSheet: Sheet = new Map()
/** `place`: its number among the given. */
type Visit = (vital: KeptVital, place: number, cell: Cell | null) => void

/**
 * Tells of every connected one of some vitals and every place the newest cell that is not too old to count; null: there is none. One that swings within its
 * hysteresis is told as what the periods before decide, as far as they are kept; what they leave open still swings.
 */
export function eachCell(ground: Ground, places: readonly Place[], vitals: readonly KeptVital[], visit: Visit): void {
  // A city asks for 140,000 cells: what is the same for all vitals of a place is found once.
  const stood = places.map(
    (place): Stood => ({ ...place, sheet: ground.sheets.get(place.parent) ?? noSheet, children: null, at: -1 }),
  )
  for (const vital of vitals) {
    if (!isConnected(vital)) continue
    const cellAt = formulaOf(vital.definition) ? reckonedAt(ground, vital) : keptAt(ground, vital)
    for (let n = 0; n < stood.length; n++) visit(vital, n, cellAt(stood[n]!))
  }
}

/** A place with the sheet of its parent, and which of some children it is: nearly all lines of a sheet have the same ones. */
type Stood = Place & { sheet: Sheet; children: Children | null; at: number }
type CellAt = (place: Stood) => Cell | null

/** Which of the children of a line a place is; -1: none. */
function placeIn(place: Stood, children: Children): number {
  if (place.children !== children) {
    place.children = children
    place.at = children.at.get(place.area) ?? -1
  }
  return place.at
}

/**
 * What follows from a cell and those before it, told one by one, the newest first; true: it is known. `from`: the newest period that is due; `whole`: all told
 * that should.
 */
function newestOf(from: number) {
  let cell: Cell | null = null
  let early: Cell | null = null
  return {
    /** Of another place. */
    begin(): void {
      cell = null
      early = null
    },
    look(found: Cell, whole: boolean): boolean {
      if (cell === null) {
        if (found.period < from) return true
        if (whole || found.period === from) cell = found
        else early ??= found
        return cell !== null && found.verdict !== verdict.swings
      }
      // Without a value it forgets nothing; within its hysteresis again it is as the one before that.
      const decides = found.verdict === verdict.normal || found.verdict === verdict.outside
      if (decides) cell = { ...cell, verdict: found.verdict }
      return decides
    },
    /** What was told early of a period that is not due says nothing yet. */
    said(): Cell | null {
      const found = cell ?? (early && { ...early, verdict: early.verdict === verdict.swings ? verdict.normal : early.verdict })
      const proves = cell ? cell.proves : provesNothing
      if (!found || !proves || found.verdict === verdict.swings) return found
      return { ...found, verdict: verdictTold(found.verdict, proves) }
    },
  }
}

function keptAt({ due, areasOf, endOf }: Ground, vital: KeptVital): CellAt {
  const { tier: own, cadence, count } = vital.definition
  const wanted = wantedOf(vital.definition)
  const seen = newestOf(due(vital))
  let sheet: Sheet | null = null
  let lines: readonly Line[] = []
  return (place) => {
    seen.begin()
    if (sheet !== place.sheet) {
      sheet = place.sheet
      lines = sheet.get(vital.id) ?? []
    }
    const { area, tier } = place
    for (const { period, children, verdicts, newest, n, proves } of lines) {
      const at = placeIn(place, children)
      if (at < 0) continue
      const of = count || tier === own ? 0 : areasOf(area, own, period, endOf(cadence, period))
      const told = n[at]!
      const cell = {
        verdict: verdicts[at] as Verdict,
        period,
        newest: newest[at]!,
        proves: told * 100 < of * wanted ? provesOf(proves[at]!) : null,
      }
      if (seen.look(cell, told >= of)) break
    }
    return seen.said()
  }
}

/** Of a formula the newest period in which all it stands on has a value. */
function reckonedAt({ registry: { byCode, former }, due, heldIn, areasOf, endOf }: Ground, vital: KeptVital): CellAt {
  const { definition } = vital
  const by = definition.cadence
  const from = due(vital)
  const then = former.filter(({ code }) => code === vital.code).map((one) => ({ id: -1, definition: one }))
  const leaves = [...leavesOf([vital, ...(heldIn ? then : [])], byCode)]
  return ({ sheet, area, tier }) => {
    const judged = judgedAt(definition, tier)
    const partAt = (id: number, period: number) => {
      const line = sheet.get(id)?.find((one) => one.period === period)
      return line?.parts?.[line.children.at.get(area) ?? -1] ?? null
    }
    const seen = newestOf(from)
    const periods = new Set(leaves.flatMap((id) => (sheet.get(id) ?? []).map(({ period }) => period)))
    for (const period of [...periods].sort((a, b) => b - a)) {
      const part = reckonHeld(vital, { period, by }, { operands: byCode, partAt }, heldIn?.(area) ?? nothingHeld)
      if (!part) continue
      const expected = (cover: Cover) => areasOf(area, cover.tier, period, endOf(by, period))
      const cell = {
        ...{ verdict: verdictOf(definition, part, judged), period, newest: part.newest },
        proves: isEnough(definition, part, expected) ? null : provenBy(definition, worthOf(definition, part) ?? 0, judged),
      }
      if (seen.look(cell, isWhole(definition, part, expected))) break
    }
    return seen.said()
  }
}
