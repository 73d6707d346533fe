import { z } from 'zod'
import { Grade, Risk } from './scales.ts'
import { Instant } from './time.ts'
import { VitalRow } from './vital.ts'
import { figureLevels, wallFigures } from './wall-figures.ts'
import { Words } from './words.ts'

/**
 * Whom to call about something: the post in charge; the number is masked, as everything on a wall. `calledAt`: of a case nobody has accepted, when they
 * were called, as the last one so far; null: they have it or answer for it, or nobody was called.
 */
export const WallWho = z.object({
  unitName: z.string().nullable(),
  postName: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  calledAt: Instant.nullable(),
})
export type WallWho = z.infer<typeof WallWho>

/** One row behind a figure. `whole`: it is of all of the area; `note`: what of it is counted, in words; `vital`: the number of a vital as its list has it. */
export const WallFigureRow = z.object({
  kind: z.enum(['event', 'object', 'vital']),
  /** of an order: the event it is of */
  id: z.string(),
  name: Words,
  ...{ areaName: z.string().nullable(), whole: z.boolean() },
  grade: Grade.nullable(),
  level: Risk.nullable(),
  since: Instant.nullable(),
  note: Words.nullable(),
  vital: VitalRow.nullable(),
  who: WallWho.nullable(),
})
export type WallFigureRow = z.infer<typeof WallFigureRow>

/**
 * The rows behind a figure of a wall: `n` in all, the first of them in `rows`. `part`: where a figure counts something of its rows (orders answered in
 * time, indicators nobody knows), the sum of that over all rows.
 */
export const WallRows = z
  .object({ at: Instant, n: z.int(), part: z.int().nullable(), rows: z.array(WallFigureRow) })
  .meta({ id: 'WallRows' })
export type WallRows = z.infer<typeof WallRows>

export const WallRowsWish = z.object({
  figure: z.enum(wallFigures),
  area: z.string().max(80).optional(),
  part: z.string().max(40).optional(),
  level: z.enum(figureLevels).optional(),
  hour: Instant.optional(),
  object: z.string().max(80).optional(),
})
export type WallRowsWish = z.infer<typeof WallRowsWish>
export const BoardRowsWish = z.object({ area: z.string().max(80).optional(), board: z.string().max(40) })
