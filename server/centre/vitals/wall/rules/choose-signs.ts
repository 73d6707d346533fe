import { boards } from '../../../../../contract/vital-boards.ts'
import { wallSigns } from '../../../../../contract/wall-kinds.ts'

const order: readonly string[] = Object.keys(boards)
const rank = (board: string): number => (order.indexOf(board) < 0 ? order.length : order.indexOf(board))

/**
 * The signs of a wall whose tier chose none: of each board the first that ever told something here, then the second ones, until there are eight; then the
 * first ones that never did. One that falls silent keeps its place, or the wall would hide what it shall show. Given by board, best first.
 */
export function chooseSigns<S extends { board: string; told: boolean }>(candidates: readonly S[]): S[] {
  const rounds = (of: readonly S[]): S[] => {
    const places = new Map<string, number>()
    const placed = of.map((sign) => {
      const place = places.get(sign.board) ?? 0
      places.set(sign.board, place + 1)
      return { sign, place }
    })
    return placed.toSorted((a, b) => a.place - b.place || rank(a.sign.board) - rank(b.sign.board)).map(({ sign }) => sign)
  }
  const all = [...rounds(candidates.filter(({ told }) => told)), ...rounds(candidates.filter(({ told }) => !told))]
  // Side by side on the wall stand those of one board.
  return all.slice(0, wallSigns).toSorted((a, b) => rank(a.board) - rank(b.board))
}
