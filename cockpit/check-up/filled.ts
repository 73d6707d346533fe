import type { CheckUpWall } from '../../contract/check-up-wall.ts'

/** C4 of which the matrix could be read. */
export type FilledWall = CheckUpWall & { rows: NonNullable<CheckUpWall['rows']>; coverage: NonNullable<CheckUpWall['coverage']> }

/** Null: the matrix could not be read this time. */
export function filled({ rows, coverage, ...wall }: CheckUpWall): FilledWall | null {
  return rows && coverage && { ...wall, rows, coverage }
}
