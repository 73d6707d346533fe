import type { RollTree, TreeRead } from '../types.ts'
import { type FormulaCell, formulaCells } from './formula-cells.ts'
import { periodStart } from './period.ts'

type Waiting = { vital: number; period: number; area: string }
type Ground = { tree: RollTree & Pick<TreeRead, 'node'>; zone: string }

/**
 * Of cells that are to be judged those that are whole: nothing they are made of still waits of what was told together with it. The others are half of a
 * batch, a number nobody meant; they come again with the rest.
 */
export function wholeCells<Cell extends FormulaCell>(
  cells: readonly Cell[],
  waiting: readonly Waiting[],
  { tree, zone }: Ground,
): Cell[] {
  if (waiting.length === 0) return [...cells]
  const formulas = [...new Map(cells.map(({ formula }) => [formula.id, formula])).values()]
  const half = new Set(
    formulas.flatMap((formula) => {
      const until = (period: number) => periodStart(formula.definition.cadence, period, zone, 1)
      const coming = waiting.map((one) => ({ ...one, part: null, until: until(one.period) }))
      return formulaCells(coming, [formula], tree).map(keyOf)
    }),
  )
  return cells.filter((cell) => !half.has(keyOf(cell)))
}

const keyOf = ({ formula, area, period }: FormulaCell): string => `${formula.id} ${area} ${period}`
