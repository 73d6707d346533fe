import { z } from 'zod'
import { checkUpThings, unknownBoards } from './check-up-kinds.ts'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { VitalRow } from './vital.ts'
import { WallWho } from './wall-rows.ts'
import { Words } from './words.ts'

/** How a board of an area stands. `partial`: nothing known is abnormal, and not all is known. Unknown is never counted as normal. */
export const checkUpStandings = ['abnormal', 'partial', 'normal', 'unknown'] as const
export type CheckUpStanding = (typeof checkUpStandings)[number]

const Cell = z.object({
  board: z.string(),
  standing: z.enum(checkUpStandings),
  /** connected vitals as they stand now, and those that are not connected */
  outside: z.number(),
  unknown: z.number(),
  /** of the unknown those with a number and no range of the tier (未判) */
  unjudged: z.number(),
  normal: z.number(),
  unconnected: z.number(),
  /** why nothing is known of it; null: something is */
  because: z.enum(unknownBoards).nullable(),
  /** when the newest value that counts was observed; null: there is none */
  told: Instant.nullable(),
  /** open red and orange events now, and the gravest of them */
  grave: z.number(),
  worst: Grade.nullable(),
})
export type CheckUpCell = z.infer<typeof Cell>

const HowMany = z.number().nullable()

/** What of the things that are abnormal could not be read: those of a kind, who answers for them, or the numbers of vitals. */
export const checkUpUnread = ['event', 'vital', 'object', 'who', 'number'] as const

/** C4: boards × areas, as they stand now: the numbers a check-up made at `at` would say. Its panels are read one by one: null is what could not be. */
export const CheckUpWall = z
  .object({
    at: Instant,
    area: z.object({ code: z.string(), path: z.string().nullable(), name: z.string(), tier: z.string() }),
    boards: z.array(z.object({ id: z.string(), name: Words })),
    /** the area itself first, then those below it */
    rows: z
      .array(
        z.object({
          code: z.string(),
          path: z.string().nullable(),
          name: z.string(),
          /** when its newest value that counts was observed; null: it has none */
          told: Instant.nullable(),
          cells: z.array(Cell),
        }),
      )
      .nullable(),
    /** areas below with at least one value that counts, of all there are; `oldest`: the area that was told of longest ago */
    coverage: z.object({ n: z.number(), of: z.number(), oldest: Instant.nullable() }).nullable(),
    /** what is abnormal in the area itself, some of every kind, gravest first: the object behind a figure, and who answers for it; null: could not be read this time */
    things: z
      .array(
        z.object({
          kind: z.enum(checkUpThings),
          id: z.string(),
          board: z.string(),
          name: Words,
          grade: Grade.nullable(),
          since: Instant.nullable(),
          who: WallWho.nullable(),
          /** the number of a vital as its list has it: value, range and period */
          vital: VitalRow.nullable(),
        }),
      )
      .nullable(),
    /** how many there are of each kind, named among the things or not; null: could not be read this time */
    counts: z.object({ event: HowMany, vital: HowMany, object: HowMany }),
    /** what is missing among the things */
    unread: z.array(z.enum(checkUpUnread)),
  })
  .meta({ id: 'CheckUpWall' })
export type CheckUpWall = z.infer<typeof CheckUpWall>
export const CheckUpWallWish = z.object({ area: z.string().max(80).optional() })
