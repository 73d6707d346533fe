import { z } from 'zod'
import { ChargeRole } from './charge-role.ts'
import { Risk } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** What costs an object its colour, in the words of its pack, and what brings it back. `since`: of a floor, how long it holds. */
export const PublicReason = z.object({ name: Words, says: z.array(Words), restore: Words, since: Instant.nullable() })

/** What brought it back to the level it has, and when; null: its level did not get better last. */
export const Restored = z.object({ at: Instant, words: Words }).nullable()

/**
 * What anybody may know who stands before an object and scans its plate: by what its pack says is public (`card`), names masked.
 * `risk` null: its kind has no model, it was never rated, or its pack tells no colour.
 */
export const PublicObject = z
  .object({
    code: z.string(),
    /** a code that was renewed or ended says so and nothing else of the object */
    state: z.enum(['live', 'renewed', 'ended']),
    title: Words,
    at: Instant,
    object: z
      .object({
        ...{ name: z.string(), kindName: Words, number: z.string(), areaName: z.string(), address: z.string().nullable() },
        details: z.array(z.object({ name: Words, value: Words })),
        risk: z
          .object({
            ...{ level: Risk, since: Instant, ratedAt: Instant, unknown: z.int(), of: z.int() },
            why: z.array(PublicReason),
            worsens: z.object({ at: Instant, level: Risk }).nullable(),
            advice: Words.nullable(),
            restored: Restored,
          })
          .nullable(),
        holders: z.array(z.object({ role: ChargeRole, name: z.string(), unit: z.string().nullable() })),
        reports: z.array(z.object({ id: z.string(), name: Words })),
      })
      .nullable(),
    /** for the staff of its area: where the whole of it stands */
    staff: z.object({ object: z.string() }).nullable(),
  })
  .meta({ id: 'PublicObject' })
export type PublicObject = z.infer<typeof PublicObject>
