import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { Db } from '../../../kernel/spine.ts'
import { heldVersions } from './locks/store-held.ts'
import { byChild } from './rules/by-child.ts'
import { type HeldAt, heldIn, nothingHeld } from './rules/held.ts'
import { lineUp } from './rules/line-up.ts'
import { type CellRow, cellsBetween, familiesBetween, type Node, newestCells, partsOf, type UpTo } from './store-cells.ts'
import { type VitalRecord, vitalsByCode } from './store-registry.ts'
import type { Part, TreeRead } from './types.ts'

/** Where cells are read from: as they are, or as they were known at a moment (`known/store-known.ts`). Formulas are reckoned on either. */
export type CellSource = {
  /** vitals by their codes, with the definition that holds; unknown ones are left out */
  vitals(codes: readonly string[]): Promise<Map<string, VitalRecord>>
  /** the newest cell of an area for each of the vitals that has one */
  newest(node: Node, vitals: readonly number[], upTo?: UpTo): Promise<Map<number, CellRow>>
  /** an area's cells of some vitals in the periods from one to another (ms, both included), oldest first */
  cells(node: Node, vitals: readonly number[], from: number, to: number): Promise<CellRow[]>
  /** the parts of all children of a parent in a period, by code */
  children(parent: string, vital: number, period: number): Promise<Map<string, Part>>
  /** what all children of a parent were told of some vitals in a stretch of periods (ms, both included), by code, oldest first */
  childrenBetween(parent: string, vitals: readonly number[], from: number, to: number): Promise<Map<string, CellRow[]>>
  /** the versions some formulas are held to in closed periods of areas */
  held(areas: readonly string[], formulas: readonly number[]): Promise<Held>
  /** so many periods of a vital can be asked for at once */
  reach(definition: VitalDefinition): number
  /** Of a cell that was looked at: was there a number that nobody kept? */
  isLost(vital: number, period: number): boolean
}

/** `definitions`: those that may be held to, of all areas. */
export type Held = { definitions: readonly VitalDefinition[]; of(area: string): HeldAt }
const none: Held = { definitions: [], of: () => nothingHeld }

type Ground = { tree: Pick<TreeRead, 'node' | 'past'>; zone: string }

/** What closed periods hold formulas to: now, or by the locks of a moment. */
export async function heldOf(
  db: Db,
  { tree, zone, at }: Ground & { at: Date | null },
  areas: readonly string[],
  vitals: readonly number[],
): Promise<Held> {
  if (vitals.length === 0 || areas.length === 0) return none
  const lines = new Map(areas.map((area) => [area, lineUp(tree, area)]))
  const rows = await heldVersions(db, { areas: [...new Set([...lines.values()].flat())], vitals, at })
  if (rows.length === 0) return none
  return {
    definitions: rows.map(({ definition }) => definition),
    of: (area) => heldIn(rows, lines.get(area) ?? lineUp(tree, area), zone),
  }
}

/** Cells as they are shown: formulas of closed periods by the versions of then. */
export const asKept = (db: Db, ground: Ground): CellSource => ({
  ...asNow(db),
  held: (areas, formulas) => heldOf(db, { ...ground, at: null }, areas, formulas),
})

/** Cells as they are, formulas by the versions in force. */
export const asNow = (db: Db): CellSource => ({
  vitals: (codes) => vitalsByCode(db, codes),
  newest: (node, vitals, upTo) => newestCells(db, node, vitals, upTo),
  cells: (node, vitals, from, to) => cellsBetween(db, node, vitals, { from, to }),
  children: (parent, vital, period) => partsOf(db, parent, vital, period),
  childrenBetween: async (parent, vitals, from, to) => byChild(await familiesBetween(db, parent, vitals, { from, to })),
  held: async () => none,
  reach: () => Number.POSITIVE_INFINITY,
  isLost: () => false,
})
