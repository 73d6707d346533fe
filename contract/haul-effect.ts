import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Cases of a matter opened in one week (from its Monday, of the city): how many, how many of them are closed by now, and the middle of how long that took. `hours` null: none is closed. */
export const HaulWeek = z
  .object({
    ...{ from: z.string(), opened: z.number(), closed: z.number(), falseAlarms: z.number(), hours: z.number().nullable() },
  })
  .meta({ id: 'HaulWeek' })

/** A firm, never a driver: cases of its carriers that stood, by matter, and the tickets of the same days. */
export const HaulFirm = z
  .object({
    ...{ code: z.string(), name: z.string(), tickets: z.number(), cases: z.number() },
    reasons: z.array(z.object({ type: z.string(), typeName: Words, n: z.number() })),
  })
  .meta({ id: 'HaulFirm' })

/** What came of watching a matter: weeks since its first case, and firms of the last `days` days, the most cases first. */
export const HaulEffect = z
  .object({
    ...{ pack: z.string(), packName: Words, since: Instant.nullable(), days: z.number(), weeks: z.array(HaulWeek) },
    firms: z.array(HaulFirm),
  })
  .meta({ id: 'HaulEffect' })
export type HaulEffect = z.infer<typeof HaulEffect>
export const HaulEffects = z.object({ rows: z.array(HaulEffect), at: Instant }).meta({ id: 'HaulEffects' })
export type HaulEffects = z.infer<typeof HaulEffects>
