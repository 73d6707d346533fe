import type { BoardStand, KeptVital, Silence } from '../../stands/types.ts'
import { isConnected } from '../is-connected.ts'
import type { Cell } from './each-cell.ts'
import { type Verdict, verdict } from './verdict.ts'

const silenceOf: Partial<Record<Verdict, Silence>> = {
  ...{ [verdict.nothing]: 'nothing-due', [verdict.noRange]: 'no-range', [verdict.few]: 'few', [verdict.small]: 'small' },
}

/** The boards of an area, as far as they are added up. */
export type Adding = Map<string, BoardStand>

/** One of them by its id, begun when it is not there. */
export function boardOf(boards: Adding, board: string): BoardStand {
  const known = boards.get(board)
  if (known) return known
  const made: BoardStand = {
    ...{ normal: 0, outside: 0, unknown: 0, unconnected: 0, told: null },
    because: { silent: 0, 'nothing-due': 0, few: 0, small: 0, 'no-range': 0 },
  }
  boards.set(board, made)
  return made
}

/** So many vitals of the same board that are not connected. */
export function addUnconnected(boards: Adding, vital: KeptVital, n: number): void {
  boardOf(boards, vital.definition.board).unconnected += n
}

/** The vitals that are not connected, those alike in board, home and tier as one of them and how many: they count alike in every area. */
export function unconnectedOf(vitals: readonly KeptVital[]): { vital: KeptVital; n: number }[] {
  const waiting = vitals.filter((vital) => !isConnected(vital))
  const alike = Map.groupBy(waiting, ({ home, definition: { board, tier } }) => `${board} ${tier} ${home ?? ''}`)
  return [...alike.values()].map((them) => ({ vital: them[0]!, n: them.length }))
}

/** A connected vital with its newest cell that counts; null: there is none. What swings was settled before. */
export function addCell(boards: Adding, vital: KeptVital, cell: Cell | null): void {
  const board = boardOf(boards, vital.definition.board)
  if (cell) board.told = Math.max(board.told ?? 0, cell.newest)
  if (cell?.verdict === verdict.normal) board.normal += 1
  else if (cell?.verdict === verdict.outside) board.outside += 1
  else {
    board.unknown += 1
    board.because[(cell && silenceOf[cell.verdict]) ?? 'silent'] += 1
  }
}
