import { z } from 'zod'
import { ObjectWish } from './register.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const line = (max: number) => z.string().trim().min(2).max(max)

/** A code of an object: since when, by whom, where its plate hangs, and why it ended. `code`: what stands in its address, ten characters. */
export const ObjectCode = z
  .object({
    ...{ id: z.uuid(), code: z.string(), issuedAt: Instant, issuedBy: z.string() },
    posted: z.object({ at: Instant, by: z.string(), where: z.string(), file: z.uuid().nullable() }).nullable(),
    ended: z.object({ at: Instant, reason: z.string(), renewed: z.boolean() }).nullable(),
  })
  .meta({ id: 'ObjectCode' })
export type ObjectCode = z.infer<typeof ObjectCode>

/** All codes an object ever had, the one in force first. `mayKeep`: issue, renew, end; `mayPost`: say that the plate hangs. */
export const ObjectCodes = z
  .object({ live: ObjectCode.nullable(), before: z.array(ObjectCode), mayKeep: z.boolean(), mayPost: z.boolean() })
  .meta({ id: 'ObjectCodes' })
export type ObjectCodes = z.infer<typeof ObjectCodes>

/** Where the plate hangs, in words (大门左侧), with a photo uploaded before. */
export const CodePost = z.strictObject({ where: line(80), file: z.uuid().optional() })
export const CodeReason = z.strictObject({ reason: line(200) })
export const CodeDone = z.object({ object: z.string(), id: z.uuid(), code: z.string() }).meta({ id: 'CodeDone' })

/** Codes for what a filter finds and has none; 500 at a time, `left` says how many are still without. */
export const CodesIssue = ObjectWish.omit({ view: true, coded: true }).extend({ kind: z.string().min(1).max(60) })
export const CodesIssued = z.object({ issued: z.int(), left: z.int() }).meta({ id: 'CodesIssued' })

/** What is printed on a plate. Nothing on it changes: no colour, no person. */
export const Plate = z.object({
  ...{ object: z.string(), name: z.string(), number: z.string(), areaName: z.string(), address: z.string().nullable() },
  ...{ kind: z.string(), code: z.string(), posted: z.boolean() },
})
export type Plate = z.infer<typeof Plate>
/** `title`: of a kind, what its plate is called; `says`: what to do, line by line. `more`: what the filter finds beyond the page. */
export const Plates = z
  .object({
    kinds: z.record(z.string(), z.object({ title: Words, says: z.array(Words) })),
    rows: z.array(Plate),
    /** where phones reach the public page; null: where this page came from */
    base: z.string().nullable(),
    next: z.string().nullable(),
    total: z.int(),
  })
  .meta({ id: 'Plates' })
export type Plates = z.infer<typeof Plates>
export const PlatesQuery = ObjectWish.omit({ view: true, coded: true }).extend({
  /** one object, whatever else is asked for */
  object: z.string().max(80).optional(),
  /** only those whose plate does not hang yet */
  unposted: z.literal('yes').optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** The object behind a code, for whoever reads the register there. `state`: a code that ended still says of what it was. */
export const CodeFound = z
  .object({
    ...{ object: z.string(), name: z.string(), kind: z.string(), number: z.string(), areaName: z.string() },
    ...{ lon: z.number(), lat: z.number(), state: z.enum(['live', 'renewed', 'ended']) },
  })
  .meta({ id: 'CodeFound' })
export type CodeFound = z.infer<typeof CodeFound>
