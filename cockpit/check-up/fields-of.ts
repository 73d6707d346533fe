import { otherBoard } from '../../contract/check-up-kinds.ts'
import type { CheckUpCell } from '../../contract/check-up-wall.ts'

type Named = { id: string; name: { zh: string; en: string } }

/**
 * The boards of a town that have a field: all of its own, and what belongs to no board only where there is anything of it. A field that says 没有指标 of no
 * board would take the room of four that say something.
 */
export const fieldsOf = (boards: readonly Named[], cells: readonly CheckUpCell[]): (Named & { cell: CheckUpCell })[] =>
  boards.flatMap(({ id, name }) => {
    const cell = cells.find(({ board }) => board === id)
    const isNothing = cell?.because === 'no-vital' && cell.grave === 0
    return cell && !(id === otherBoard && isNothing) ? [{ id, name, cell }] : []
  })
