import { z } from 'zod'
import { checkUpChanges, unknownReasons } from './check-up-kinds.ts'
import { EventState } from './event.ts'
import { RiskCounts } from './object-risk.ts'
import { Grade, Risk } from './scales.ts'
import { Instant } from './time.ts'
import { vitalBands } from './vital-kinds.ts'
import { Words } from './words.ts'

const Of = z.object({ n: z.number(), of: z.number() })

/**
 * One board of an area. `vitals`: connected ones as they should be, outside, or unknown (no value, no range, or the newest is too old: never
 * counted as normal); `unjudged` (未判) of the unknown have a number and no range of the tier (left out of check-ups from before they were told apart);
 * `unconnected` are not connected at all. `repeats`: objects with three events or more in ninety days. `plans`: event types
 * whose plan finds somebody appointed on its first rung in every area that needs it; `manned`: those areas, of all plans together (left out of
 * check-ups from before they were counted, in which one filled post anywhere manned a plan).
 */
export const CheckUpBoard = z
  .object({
    board: z.string(),
    vitals: z.object({
      ...{
        normal: z.number(),
        outside: z.number(),
        unknown: z.number(),
        unjudged: z.number().optional(),
        unconnected: z.number(),
      },
    }),
    events: z.object({ open: z.number(), byGrade: z.partialRecord(Grade, z.number()), overdue: z.number(), parked: z.number() }),
    repeats: z.number(),
    risks: RiskCounts,
    plans: Of,
    manned: Of.optional(),
  })
  .meta({ id: 'CheckUpBoard' })
export type CheckUpBoard = z.infer<typeof CheckUpBoard>

const Range = z.object({ least: z.number().nullable(), most: z.number().nullable() })

/** `why`: what it comes from, as codes and numbers; what does not belong to its kind is null. */
export const CheckUpChange = z
  .object({
    kind: z.enum(checkUpChanges),
    board: z.string(),
    id: z.string(),
    name: Words,
    why: z.object({
      value: z.number().nullable(),
      unit: Words.nullable(),
      /** of the value, as it is shown; left out of check-ups from before they were kept */
      decimals: z.number().nullish(),
      ...Range.shape,
      /** the grade an event has now; of one that ended, how */
      grade: Grade.nullable(),
      state: EventState.nullable(),
      events: z.number().nullable(),
      from: Risk.nullable(),
      to: Risk.nullable(),
      /** what makes the level of an object */
      reasons: z.array(Words),
      since: Instant.nullable(),
    }),
  })
  .meta({ id: 'CheckUpChange' })
export type CheckUpChange = z.infer<typeof CheckUpChange>

/** What the figures are made of, as far as it is named: with its id, so that each opens its rows. */
const Named = z.object({ id: z.string(), board: z.string() })
export const CheckUpBody = z
  .object({
    boards: z.array(CheckUpBoard),
    /** `trackName`: what its track was called then; left out of check-ups from before it was kept */
    outside: z.array(
      Named.extend({
        name: Words,
        trackName: Words.optional(),
        unit: Words,
        value: z.number(),
        decimals: z.number().nullish(),
        ...Range.shape,
        period: z.string(),
        band: z.enum(vitalBands).nullish(),
      }),
    ),
    /** `period`: of the newest value; null: there never was one. `because`: see `unknownReasons` */
    unknown: z.array(
      Named.extend({
        ...{ name: Words, trackName: Words.optional() },
        ...{ period: z.string().nullable(), because: z.enum(unknownReasons) },
      }),
    ),
    grave: z.array(Named.extend({ no: z.string(), title: z.string(), grade: Grade, openedAt: Instant })),
    repeated: z.array(Named.extend({ name: z.string(), events: z.number() })),
    risky: z.array(Named.extend({ name: z.string(), level: Risk, since: Instant, why: z.array(Words) })),
    /** kinds of objects whose risk is reckoned */
    kinds: z.array(z.object({ kind: z.string(), board: z.string(), name: Words, risks: RiskCounts })),
    /** event types whose plan finds nobody in some area: in how many it does, and the names of those where it does not (the first thirty) */
    unmanned: z.array(Named.extend({ name: Words, manned: Of.optional(), where: z.array(z.string()).optional() })),
    /** how many there were in all of each list, which ends at two hundred */
    of: z.object({ outside: z.number(), unknown: z.number(), grave: z.number(), repeated: z.number(), risky: z.number() }),
    /** since the check-up of the same area it was held against; empty where there was none */
    changes: z.array(CheckUpChange),
  })
  .meta({ id: 'CheckUpBody' })
export type CheckUpBody = z.infer<typeof CheckUpBody>

const Head = z.object({
  id: z.string(),
  /** its number within its area */
  no: z.number(),
  area: z.string(),
  areaName: z.string(),
  made: z.enum(['schedule', 'asked']),
  at: Instant,
})
/**
 * A check-up as it was known then, beside the one of the same area it was held against: one made by the schedule beside that of a month before, one that was
 * asked for beside the newest of then. `before` null: there was none.
 */
export const CheckUp = z
  .object({
    ...Head.shape,
    tier: z.string(),
    body: CheckUpBody,
    before: z
      .object({ id: z.string(), no: z.number(), made: Head.shape.made, at: Instant, boards: z.array(CheckUpBoard) })
      .nullable(),
  })
  .meta({ id: 'CheckUp' })
export type CheckUp = z.infer<typeof CheckUp>

const Sums = z.object({ outside: z.number(), unknown: z.number(), open: z.number(), overdue: z.number() })
export const CheckUps = z
  .object({
    area: z.object({ code: z.string(), name: z.string() }),
    rows: z.array(Head.extend({ sums: Sums })),
    at: Instant,
  })
  .meta({ id: 'CheckUps' })
export type CheckUps = z.infer<typeof CheckUps>
export const CheckUpWish = z.strictObject({ area: z.string().max(80).optional() })
export const AskCheckUp = z.strictObject({ area: z.string().max(80).optional() }).meta({ id: 'AskCheckUp' })
