import { z } from 'zod'
import { Grade, Risk } from './scales.ts'
import { Instant } from './time.ts'
import { VitalRow } from './vital.ts'
import { VitalAnswering } from './vital-lineage.ts'
import { Words } from './words.ts'

const Case = z.object({
  ...{ id: z.string(), no: z.string(), title: z.string(), grade: Grade, state: z.string() },
  /** who leads it; null: nobody was asked yet */
  unitName: z.string().nullable(),
})
export const LookUpCase = Case.meta({ id: 'LookUpCase' })
export type LookUpCase = z.infer<typeof LookUpCase>

/** A vital with what is being done about it: its open events in the area, and how many areas are silent for a day. */
export const LookUpVital = VitalRow.extend({ events: z.array(LookUpCase), silent: z.number() }).meta({ id: 'LookUpVital' })
export type LookUpVital = z.infer<typeof LookUpVital>

/** An area with how it stands: open events, those overdue, those of the two gravest grades, objects of the two worst levels. */
export const LookUpArea = z
  .object({
    ...{ code: z.string(), name: z.string(), path: z.string(), tier: z.string(), above: z.array(z.string()) },
    ...{ open: z.number(), overdue: z.number(), grave: z.number(), risky: z.number() },
  })
  .meta({ id: 'LookUpArea' })
export type LookUpArea = z.infer<typeof LookUpArea>

/** `risk` null: not rated. `open`: cases that are not over. */
export const LookUpObject = z
  .object({
    ...{ id: z.string(), code: z.string(), name: z.string(), kindName: Words, townName: z.string().nullable() },
    ...{ risk: Risk.nullable(), ratedAt: Instant.nullable(), open: z.number() },
  })
  .meta({ id: 'LookUpObject' })
export type LookUpObject = z.infer<typeof LookUpObject>

export const LookUpPost = VitalAnswering.omit({ why: true }).meta({ id: 'LookUpPost' })
export type LookUpPost = z.infer<typeof LookUpPost>

/** 体征一键查: what is found by some words, at most six of each, with how it stands now. What the caller may not read stays empty. */
export const LookUp = z
  .object({
    area: z.object({ code: z.string(), name: z.string() }),
    vitals: z.array(LookUpVital),
    areas: z.array(LookUpArea),
    objects: z.array(LookUpObject),
    events: z.array(LookUpCase),
    posts: z.array(LookUpPost),
    at: Instant,
  })
  .meta({ id: 'LookUp' })
export type LookUp = z.infer<typeof LookUp>

export const LookUpWish = z.strictObject({ q: z.string().trim().min(1).max(60), area: z.string().max(40).optional() })
