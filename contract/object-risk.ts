import { z } from 'zod'
import { EventState } from './event.ts'
import { OnSpot } from './on-spot.ts'
import { Risk } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** How many objects have each level; `unrated`: those nobody has reckoned yet, which is never the same as none. */
export const RiskCounts = z
  .object({ red: z.int(), orange: z.int(), yellow: z.int(), blue: z.int(), green: z.int(), unrated: z.int() })
  .meta({ id: 'RiskCounts' })
export type RiskCounts = z.infer<typeof RiskCounts>

export const RiskWish = z.object({ area: z.string().max(80).optional(), kind: z.string().max(60).optional() })
export type RiskWish = z.infer<typeof RiskWish>

const RiskKind = z.object({ kind: z.string(), name: Words, pack: z.string(), model: z.int(), indicators: z.int() })

/** The five colours of an area: counts of now and of a week ago, and of each part of it. `of` objects had `known` of so many indicators. */
export const RiskRegister = z
  .object({
    at: Instant,
    /** kinds of objects that are rated at all */
    kinds: z.array(RiskKind),
    counts: RiskCounts,
    /** the oldest reckoning among them; null: none */
    oldest: Instant.nullable(),
    /** so many of so many indicators of these objects are not known */
    unknown: z.object({ n: z.int(), of: z.int() }),
    /** so many stand at a level that got better by a change at a desk, which nobody looked at on the spot for */
    desk: z.int(),
    /** against seven days ago: objects that got worse or better, and those rated for the first time since (`before.unrated`) */
    week: z.object({
      since: Instant,
      before: RiskCounts,
      worse: z.int(),
      better: z.int(),
      first: z.int(),
    }),
    children: z.array(z.object({ code: z.string(), name: z.string(), path: z.string().nullable(), counts: RiskCounts })),
  })
  .meta({ id: 'RiskRegister' })
export type RiskRegister = z.infer<typeof RiskRegister>

/** The next moment it gets worse if nothing happens. */
export const Worsens = z.object({ at: Instant, level: Risk }).nullable()

export const RiskLine = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    areaName: z.string(),
    level: Risk,
    score: z.number(),
    unknown: z.int(),
    of: z.int(),
    /** since when it has this level, and when it was reckoned last */
    since: Instant,
    ratedAt: Instant,
    /** floors that lift it, then what costs most: three at most of each */
    why: z.array(Words),
    worsens: Worsens,
    /** it got better by a change at a desk, not by an inspection or a check */
    desk: z.boolean(),
  })
  .meta({ id: 'RiskLine' })
export type RiskLine = z.infer<typeof RiskLine>
export const RiskList = z.object({ rows: z.array(RiskLine), next: z.string().nullable(), at: Instant }).meta({ id: 'RiskList' })
export type RiskList = z.infer<typeof RiskList>

/**
 * C3: the register of an area on the wall, its worst objects, and what is being done about each. Its panels are read one by one: null is what could not
 * be this time. `doing` null: no case is open.
 */
export const RiskWall = RiskRegister.extend({
  area: z.object({ path: z.string(), name: z.string(), tier: z.string() }),
  counts: RiskRegister.shape.counts.nullable(),
  unknown: RiskRegister.shape.unknown.nullable(),
  desk: z.int().nullable(),
  week: RiskRegister.shape.week.nullable(),
  children: RiskRegister.shape.children.nullable(),
  worst: z
    .array(
      RiskLine.extend({
        doing: z
          .object({
            event: z.uuid(),
            title: z.string(),
            state: EventState,
            /** who holds it; null: nobody has accepted */
            holder: z.string().nullable(),
            since: Instant,
            overdue: z.boolean(),
            /** open cases of the object beside this one */
            more: z.int(),
          })
          .nullable(),
      }),
    )
    .nullable(),
}).meta({ id: 'RiskWall' })
export type RiskWall = z.infer<typeof RiskWall>

/** One indicator as it counts. `score` null: not known, it counts as half. `says`: what the ledger holds for it. */
export const RiskFactor = z.object({
  id: z.string(),
  name: Words,
  group: Words,
  weight: z.number(),
  score: z.number().nullable(),
  points: z.number(),
  says: z.array(Words),
  restore: Words,
})
export type RiskFactor = z.infer<typeof RiskFactor>

/**
 * A change by hand of what the model looks at: who, when, what, why, and the level before and after. `to` null: not rated since; `better`: the
 * level got better by it. `of`: the paper it was made in; null: in the object's own entry. `proofs`: so many files prove it, `evidence` those the
 * reader may open at `/files/{file}`.
 */
export const RiskEdit = z
  .object({
    ...{ at: Instant, by: z.string(), postName: z.string().nullable(), sheet: z.string().nullable(), of: z.string().nullable() },
    changes: z.array(z.object({ field: z.string(), name: Words, from: Words.nullable(), to: Words.nullable() })),
    ...{ reason: z.string().nullable(), proofs: z.int(), evidence: z.array(z.object({ file: z.string(), type: z.string() })) },
    ...{ from: Risk.nullable(), to: Risk.nullable(), better: z.boolean() },
    onSpot: OnSpot.nullable(),
  })
  .meta({ id: 'RiskEdit' })
export type RiskEdit = z.infer<typeof RiskEdit>

/** Why an object has its risk, and what brings it back. `rated` null: nobody has reckoned it, or its kind is not rated. */
export const ObjectRisk = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    areaName: z.string(),
    at: Instant,
    /** its kind has a model; without one its level is as it was registered */
    modelled: z.boolean(),
    rated: z
      .object({
        level: Risk,
        score: z.number(),
        /** what the score alone would say, without floors */
        byScore: Risk,
        since: Instant,
        ratedAt: Instant,
        /** version of the model that made this rating */
        model: z.int(),
        /** another model is in force by now and this is reckoned anew; its reasons follow with the new rating, none of them are told until then */
        renewing: z.boolean(),
        unknown: z.int(),
        of: z.int(),
        /** points of 100 that are counted for what is not known */
        unknownPoints: z.number(),
        floors: z.array(z.object({ id: z.string(), name: Words, since: Instant, level: Risk, restore: Words })),
        worsens: Worsens,
        /** all indicators, those that cost most first */
        factors: z.array(RiskFactor),
      })
      .nullable(),
    /** the newest changes of its level; `restored`: what brought it back, where it got better */
    changes: z.array(
      z.object({ at: Instant, from: Risk.nullable(), to: Risk, why: Words.nullable(), restored: Words.nullable() }),
    ),
    /** the newest changes by hand of what its model looks at */
    edits: z.array(RiskEdit),
  })
  .meta({ id: 'ObjectRisk' })
export type ObjectRisk = z.infer<typeof ObjectRisk>
