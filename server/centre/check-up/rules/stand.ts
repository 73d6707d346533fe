import type { UnknownBoard } from '../../../../contract/check-up-kinds.ts'
import type { CheckUpCell, CheckUpStanding } from '../../../../contract/check-up-wall.ts'
import { type Grade, grades } from '../../../../contract/scales.ts'
import type { BoardStand } from '../../../flow/7-evaluate/vitals/stands/types.ts'

export type Graves = Partial<Record<Grade, number>>
type Known = Pick<BoardStand, 'normal' | 'outside' | 'unknown'>

/**
 * How a board stands: abnormal with a vital outside or a red or orange event open; normal only when something is known and nothing is not;
 * without any value that counts it is unknown, never normal.
 */
export function standingOf({ normal, outside, unknown }: Known, grave: number): CheckUpStanding {
  if (grave > 0 || outside > 0) return 'abnormal'
  if (normal === 0) return 'unknown'
  return unknown > 0 ? 'partial' : 'normal'
}

/** Why nothing is known of a board: of several reasons the one most of its vitals have, of as many the one somebody can do something about. */
export function becauseOf({ normal, outside, unknown, unconnected, because }: BoardStand): UnknownBoard | null {
  if (normal + outside > 0) return null
  if (unknown === 0) return unconnected > 0 ? 'unconnected' : 'no-vital'
  return (['silent', 'few', 'small', 'no-range', 'nothing-due'] as const).toSorted(
    (one, other) => because[other] - because[one],
  )[0]!
}

/** Boards gathered in one: a town's four hold the eight. */
export function gatherStands(parts: readonly BoardStand[]): BoardStand {
  const sum = (of: (part: BoardStand) => number): number => parts.reduce((total, part) => total + of(part), 0)
  const told = parts.flatMap((part) => (part.told === null ? [] : [part.told]))
  return {
    normal: sum(({ normal }) => normal),
    outside: sum(({ outside }) => outside),
    unknown: sum(({ unknown }) => unknown),
    unconnected: sum(({ unconnected }) => unconnected),
    because: {
      silent: sum(({ because }) => because.silent),
      'nothing-due': sum(({ because }) => because['nothing-due']),
      few: sum(({ because }) => because.few),
      small: sum(({ because }) => because.small),
      'no-range': sum(({ because }) => because['no-range']),
    },
    told: told.length > 0 ? Math.max(...told) : null,
  }
}

/** The cell of a board: its vitals and its open grave events of now. */
export function cellOf(board: string, stand: BoardStand, graves: Graves): CheckUpCell {
  const grave = Object.values(graves).reduce((sum, n) => sum + n, 0)
  const { outside, unknown, normal, unconnected, told } = stand
  return {
    ...{ board, standing: standingOf(stand, grave), outside, unknown, normal, unconnected, grave },
    unjudged: stand.because['no-range'],
    because: becauseOf(stand),
    told: told === null ? null : new Date(told).toISOString(),
    worst: grades.find((grade) => (graves[grade] ?? 0) > 0) ?? null,
  }
}
