import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/**
 * A connected vital an area has been silent about for a day: work of whoever answers for it, until a value comes. `told`: the newest
 * period that was told, as its cadence writes it; null: none ever, by the areas under this one that `never` names (how many they are, the first of them). `since`: since when the value after it should have been there.
 * `mine`: the caller's post is asked, or the caller's unit where no post is named.
 */
export const VitalTask = z
  .object({
    ...{ id: z.string(), vital: z.string(), name: Words, area: z.object({ code: z.string(), name: z.string() }) },
    never: z.object({ n: z.number(), names: z.array(z.string()) }).nullable(),
    ...{ told: z.string().nullable(), since: Instant, openedAt: Instant },
    ...{ ownerName: z.string().nullable(), postName: z.string().nullable(), mine: z.boolean() },
  })
  .meta({ id: 'VitalTask' })
export type VitalTask = z.infer<typeof VitalTask>

/** Open tasks the caller is asked for or whose areas the caller answers for: one's own first, then those that wait longest. */
export const VitalTaskList = z
  .object({ rows: z.array(VitalTask), total: z.number(), mine: z.number(), at: Instant })
  .meta({ id: 'VitalTaskList' })
export type VitalTaskList = z.infer<typeof VitalTaskList>

/** `vital`: of this one only; `area`: in this area only, a code or a path. One for all that never told names those of the area alone. */
export const VitalTasksWish = z.strictObject({
  vital: z.string().max(80).optional(),
  area: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
