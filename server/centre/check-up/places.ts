import { boardOfPath, boardsAt, holdsBoard, otherBoard } from '../../../contract/check-up-kinds.ts'
import type { Pack } from '../../../contract/pack.ts'

/** Which board of a check-up things belong to. */
export type Places = {
  /** its boards, in their order */
  boards: readonly string[]
  ofVital(board: string): string
  ofType(type: string): string
  ofKind(kind: string): string
  ofPack(pack: string): string
}

/** Vitals by their own board, types by the first word of their path, a pack and its kinds of objects by its first type. */
export function placesOf(packs: readonly Pack[], tier: string): Places {
  const boards = boardsAt(tier)
  const fold = (one: string): string => boards.find((board) => holdsBoard(board, one)) ?? otherBoard
  const types = new Map(packs.flatMap((pack) => pack.types.map((type) => [type.id, fold(boardOfPath(type.path[0]))])))
  const ofPacks = new Map(packs.map(({ id, types: [first] }) => [id, first ? fold(boardOfPath(first.path[0])) : otherBoard]))
  const kinds = new Map(packs.flatMap((pack) => pack.objects.map(({ kind }) => [kind, ofPacks.get(pack.id)!])))
  return {
    ...{ boards, ofVital: fold },
    ofType: (type) => types.get(type) ?? otherBoard,
    ofKind: (kind) => kinds.get(kind) ?? otherBoard,
    ofPack: (pack) => ofPacks.get(pack) ?? otherBoard,
  }
}
