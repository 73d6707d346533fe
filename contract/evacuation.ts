import { z } from 'zod'
import { Instant } from './time.ts'

const Door = z.string().trim().min(1).max(60)
const many = z.int().min(0).max(99)

/** A household an object threatens, as its keeper writes it down. `help`: who needs help to leave. */
export const HouseholdNew = z.strictObject({
  door: Door,
  head: z.string().trim().min(1).max(30),
  persons: z.int().min(1).max(99),
  inCharge: z.string().trim().min(1).max(30).nullable().default(null),
  help: z.string().trim().max(60).nullable().default(null),
})
/** All households of an object: those that are not in it are threatened no more. */
export const HouseholdsBody = z.strictObject({ rows: z.array(HouseholdNew).max(2_000) })

/** Names are masked (GB/T 35273): the door and the first character are enough to find a household. */
export const Household = z
  .object({
    id: z.uuid(),
    door: z.string(),
    head: z.string(),
    persons: z.int(),
    inCharge: z.string().nullable(),
    help: z.string().nullable(),
  })
  .meta({ id: 'Household' })
/** `named`: who they are is told to you: you keep the register, dispatch here, or have a charge of the object; all others get the numbers alone. */
export const HouseholdList = z
  .object({ named: z.boolean(), households: z.int(), persons: z.int(), rows: z.array(Household), at: Instant })
  .meta({ id: 'HouseholdList' })

/** What was counted at a door: whether they were told, and of its persons how many left, refuse to, or are missing. */
export const EvacuationRow = Household.extend({
  told: z.boolean(),
  gone: z.int(),
  refused: z.int(),
  missing: z.int(),
  /** null: nobody has counted there */
  at: Instant.nullable(),
  byName: z.string().nullable(),
}).meta({ id: 'EvacuationRow' })
export type EvacuationRow = z.infer<typeof EvacuationRow>

export const EvacuationSum = z
  .object({
    households: z.int(),
    settled: z.int(),
    told: z.int(),
    persons: z.int(),
    gone: z.int(),
    refused: z.int(),
    missing: z.int(),
  })
  .meta({ id: 'EvacuationSum' })
export type EvacuationSum = z.infer<typeof EvacuationSum>

/** How many the register says an object threatens; null: it does not say. */
const Registered = z.object({ households: z.int().nullable(), persons: z.int().nullable() })

/**
 * 撤离清单. `required`: the case cannot be finished before every household is settled; `expired`: only the sums are kept. `list`: no household is entered
 * (`unlisted`: the case is held until one is; `nobody`: somebody said with a reason that nobody lives there, or the register says none).
 */
export const Evacuation = z
  .object({
    ...{ required: z.boolean(), expired: z.boolean() },
    ...{ list: z.enum(['kept', 'unlisted', 'nobody']), registered: Registered },
    /** the households are told to you: you lead, have a part the plan gives the evacuation to, or dispatch here; all others get the sums alone */
    named: z.boolean(),
    ...{ sum: EvacuationSum, rows: z.array(EvacuationRow) },
  })
  .meta({ id: 'Evacuation' })
export type Evacuation = z.infer<typeof Evacuation>

/** How far the list of a case is, on its page. */
export const EvacuationState = Evacuation.omit({ rows: true, named: true }).meta({ id: 'EvacuationState' })

/** The list on its own sheet. */
export const EvacuationSheet = Evacuation.extend({
  no: z.string(),
  title: z.string(),
  areaName: z.string(),
  route: z.string().nullable(),
  shelter: z.string().nullable(),
  at: Instant,
}).meta({ id: 'EvacuationSheet' })
export type EvacuationSheet = z.infer<typeof EvacuationSheet>

/** A count at one door; all numbers each time, so that the newest count is the whole truth of that door. */
export const CountBody = z.strictObject({
  occurredAt: Instant.optional(),
  household: z.uuid(),
  told: z.boolean(),
  gone: many,
  refused: many,
  missing: many,
})

/** Nobody lives where the list would be: said with the reason, by whoever may count. */
export const NobodyBody = z.strictObject({ occurredAt: Instant.optional(), reason: z.string().trim().min(2).max(200) })
