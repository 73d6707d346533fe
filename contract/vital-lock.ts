import { z } from 'zod'
import { Instant } from './time.ts'
import { lockCadences } from './vital-kinds.ts'
import { Words } from './words.ts'

const Cadence = z.enum(lockCadences)

/** A period an area has closed (锁定): values of it and of all areas below are refused for every vital whose period lies wholly within. */
export const VitalLock = z
  .object({
    id: z.string(),
    area: z.object({ code: z.string(), name: z.string() }),
    ...{ cadence: Cadence, period: z.string(), lockedAt: Instant, lockedBy: z.string() },
    opened: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
    /** whether the caller may open it again */
    mayOpen: z.boolean(),
  })
  .meta({ id: 'VitalLock' })
export type VitalLock = z.infer<typeof VitalLock>

/** The locks that bind an area, its own and those of the tiers above, newest first; at most 200. `mayLock`: the caller answers for the area. */
export const VitalLockList = z
  .object({ area: z.object({ code: z.string(), name: z.string() }), rows: z.array(VitalLock), mayLock: z.boolean(), at: Instant })
  .meta({ id: 'VitalLockList' })
export type VitalLockList = z.infer<typeof VitalLockList>

/** `period` as its cadence writes it: `2026-11-26`, `2026-10`, `2026-Q3`, `2025`. */
export const LockBody = z.strictObject({ area: z.string().max(40), cadence: Cadence, period: z.string().max(20) })
export const OpenLockBody = z.strictObject({ reason: z.string().trim().min(2).max(300) })

/** What of a locked period is told otherwise since: the value as it was known when it was locked, and as it is now. Null: none. */
export const VitalLockChange = z
  .object({
    ...{ vital: z.string(), name: Words, unit: Words, decimals: z.number() },
    ...{ area: z.object({ code: z.string(), name: z.string() }), period: z.string() },
    ...{ before: z.number().nullable(), now: z.number().nullable() },
    ...{ at: Instant, by: z.string() },
  })
  .meta({ id: 'VitalLockChange' })
export type VitalLockChange = z.infer<typeof VitalLockChange>
/** A number of the area that closed the period, as it was when it was locked and as it is now. `n`: how many had told it, then and now; null: no value. */
export const VitalLockSum = z
  .object({
    ...{ vital: z.string(), name: Words, unit: Words, decimals: z.number(), period: z.string() },
    ...{ before: z.number().nullable(), now: z.number().nullable() },
    n: z.object({ before: z.number(), now: z.number(), of: z.number() }),
    /** of a formula: by which version of it; another one was published since where they differ. `before` null: it had no number then */
    formula: z.object({ before: z.number().nullable(), now: z.number() }).nullable(),
  })
  .meta({ id: 'VitalLockSum' })
export type VitalLockSum = z.infer<typeof VitalLockSum>
/**
 * What changed of a closed period since it was locked: the area's own numbers that are others now (`sums`, of at most 50 vitals; `vitals`: how many were told
 * otherwise, or are formulas that hang on such or were published anew), and the values behind them, at most 500.
 */
export const VitalLockChanges = z
  .object({
    ...{ lock: VitalLock, sums: z.array(VitalLockSum), vitals: z.number() },
    ...{ rows: z.array(VitalLockChange), total: z.number(), at: Instant },
  })
  .meta({ id: 'VitalLockChanges' })
export type VitalLockChanges = z.infer<typeof VitalLockChanges>
