import type { Db } from '../../../kernel/spine.ts'
import { familyKey } from './rules/climb.ts'
import type { FormulaCell, OpeningFormula } from './rules/formula-cells.ts'
import { partOf } from './rules/pack-parts.ts'
import { reckonAt } from './rules/reckon-at.ts'
import { leavesOf } from './rules/stands/leaves-of.ts'
import { familiesOf } from './store.ts'
import { operandsOf } from './store-formulas.ts'
import type { VitalRecord } from './store-registry.ts'
import { asNow } from './store-source.ts'
import type { Part } from './types.ts'

/** Formulas that open events, and the vitals they stand on, through as many formulas as it takes, by code. */
export type Opening = { formulas: OpeningFormula[]; operands: ReadonlyMap<string, VitalRecord> }

/** The connected formulas that open events. */
export async function openingFormulas(db: Db): Promise<Opening> {
  const records = await db.query<VitalRecord>(
    `select id, code, state, version, definition, home from vitals
     where definition ? 'opens' and definition->>'aggregation' = 'formula' and state in ('connected', 'trusted') order by id`,
  )
  if (records.length === 0) return { formulas: [], operands: new Map() }
  const operands = await operandsOf(asNow(db), records)
  const byId = new Map([...operands.values()].map((one) => [one.id, one.definition]))
  const formulas = records.map(({ id, code, version, definition }) => {
    const leaves = [...leavesOf([{ id, definition }], operands)].flatMap((leaf) => {
      const found = byId.get(leaf)
      return found ? [[leaf, found] as const] : []
    })
    return { id, code, version, definition, leaves: new Map(leaves) }
  })
  return { formulas, operands }
}

/** The codes of all vitals that formulas which open events stand on. */
export const feedingOpening = async (db: Db): Promise<ReadonlySet<string>> => new Set((await openingFormulas(db)).operands.keys())

/** What formulas come to in some cells, in their order: the rows of what they stand on are read at once. */
export async function reckonCells(
  db: Db,
  cells: readonly FormulaCell[],
  operands: Opening['operands'],
): Promise<(Part | null)[]> {
  const keys = new Map<string, { vital: number; period: number; parent: string }>()
  for (const { formula, parent, period } of cells)
    for (const vital of formula.leaves.keys()) {
      const key = { vital, period, parent }
      keys.set(familyKey(key), key)
    }
  const families = await familiesOf(db, [...keys.values()])
  return cells.map(({ formula, area, parent, period }) => {
    const partAt = (vital: number): Part | null => {
      const family = families.get(familyKey({ vital, period, parent }))
      return family ? partOf(family, area) : null
    }
    return reckonAt(formula, period, { operands, partAt })
  })
}

/** The turn of whoever judges: the roll-up holds it, round by round; whoever else judges waits for it. */
export const judgingTurn = (db: Db): Promise<unknown> => db.query(`select pg_advisory_xact_lock(hashtext('vitals.roll-up'))`)
