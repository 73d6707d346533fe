import { z } from 'zod'
import { Instant } from './time.ts'
import { VitalPage, VitalRow } from './vital.ts'

/**
 * The panel 体征: vital signs of an area as its tier chose them (`chosen`), else the first ones of its boards; the rows of `/vitals`. Of the registry
 * of the area: `sorted` how many vitals there are, `catalogued` of them with a definition, `connected` of those with values.
 */
export const WallVitals = z.object({
  rows: z.array(VitalRow),
  chosen: z.boolean(),
  ...{ sorted: z.int(), catalogued: z.int(), connected: z.int() },
})
export type WallVitals = z.infer<typeof WallVitals>

/** Whom to ask about a vital, on a wall: phones masked. */
export const WallVitalWho = z.object({
  /** `owner`: answers for the vital; `duty`: leads the duty over the area; `teller`: told values of it */
  why: z.enum(['owner', 'duty', 'teller']),
  ...{ unitName: z.string(), postName: z.string(), name: z.string().nullable(), phone: z.string().nullable() },
})

const { definition, state, version, here, trackName, area, normal } = VitalPage.shape
const { cell, series, areaChanges, locked, parts, silent, formula, operands } = VitalPage.shape

/**
 * One vital on a wall, opened from its panel: what the number is made of, down to who answers. Its panels are read one by one: null is what could not be
 * this time. `path`: null of a zone.
 */
export const WallVital = z
  .object({
    at: Instant,
    vital: z.object({ definition, state, version, here, trackName, area, normal }),
    figure: z.object({ cell, series, areaChanges, locked }).nullable(),
    made: z.object({ parts, silent, formula, operands }).nullable(),
    ...{ path: z.string().nullable(), tier: z.string(), who: z.array(WallVitalWho).nullable() },
  })
  .meta({ id: 'WallVital' })
export type WallVital = z.infer<typeof WallVital>
export const WallVitalWish = z.object({ code: z.string().max(80), area: z.string().max(80).optional() })
