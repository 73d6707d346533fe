import { z } from 'zod'
import { Grade } from './scales.ts'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/** Cases of a matter opened in one week (from its Monday, of the city): how many, how many of them are closed by now, and the middle of how long that took. `hours` null: none is closed. */
export const HaulWeek = z
  .object({
    ...{ from: z.string(), opened: z.number(), closed: z.number(), falseAlarms: z.number(), hours: z.number().nullable() },
  })
  .meta({ id: 'HaulWeek' })

/**
 * How a firm drove (加权违规率): `value` is `weighed` on 100 `trips`, lower is better; null where its trips are fewer than `least`, which is never zero.
 * `weighed`: each of its `cases` times the weight of its grade. `trips`: its tickets, and the trips it was found on without one.
 */
export const HaulFirmRate = z
  .object({
    ...{ value: z.number().nullable(), weighed: z.number(), cases: z.number(), trips: z.number(), least: z.number() },
    grades: z.array(z.object({ grade: Grade, n: z.number(), weight: z.number() })),
  })
  .meta({ id: 'HaulFirmRate' })
export type HaulFirmRate = z.infer<typeof HaulFirmRate>

/**
 * A firm, never a driver: cases of its carriers that stood, by matter, the tickets of the same days, and its rate. `rate` null: its pack rates no firms.
 * `newest`: some of these cases, as far as the reader may see them.
 */
export const HaulFirm = z
  .object({
    ...{ code: z.string(), name: z.string(), tickets: z.number(), cases: z.number() },
    rate: HaulFirmRate.nullable(),
    reasons: z.array(z.object({ type: z.string(), typeName: Words, n: z.number() })),
    newest: z.array(z.object({ id: z.uuid(), no: z.string(), title: z.string(), at: Instant })),
  })
  .meta({ id: 'HaulFirm' })
export type HaulFirm = z.infer<typeof HaulFirm>

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** What an operating district (`district`: its code) says of the time before the platform, from a paper of its own (`source`); `hours`: the middle of how long a case took, null: the paper does not say. */
export const HaulBaselineIn = z.strictObject({
  ...{ pack: z.string().max(60), district: z.string().min(1).max(60), from: Day, to: Day },
  ...{ found: z.number().int().min(1).max(10_000_000), handled: z.number().int().min(0).max(10_000_000) },
  ...{ hours: z.number().min(0).max(100_000).nullable().default(null), source: z.string().trim().min(2).max(200) },
})
export const HaulBaselineSet = z.object({ district: z.string() }).meta({ id: 'HaulBaselineSet' })

/** Since when the pack is on there; `at` null: nobody noted it, and `after` counts every case there is. `off`: it is switched off now. */
export const HaulSince = z
  .object({
    at: Instant.nullable(),
    how: z.enum(['switched-on', 'installed', 'with-platform', 'unknown']),
    off: z.boolean(),
  })
  .meta({ id: 'HaulSince' })
export type HaulSince = z.infer<typeof HaulSince>

/** An operating district before and after: both numbers of each ratio. `district` null: cases of one's own part of a district, which has no before of its own. `before` null: nobody has said. `after` null: no case since `on`; it leaves out false alarms and merged cases. `parked` of them wait for their reason (挂账) and count as not handled. */
export const HaulBoardRow = z
  .object({
    ...{ district: z.string().nullable(), areaName: z.string(), on: HaulSince },
    before: z
      .object({
        ...{ from: Day, to: Day, found: z.number(), handled: z.number(), hours: z.number().nullable(), source: z.string() },
        ...{ byName: z.string(), at: Instant },
      })
      .nullable(),
    after: z
      .object({ since: Instant, found: z.number(), handled: z.number(), parked: z.number(), hours: z.number().nullable() })
      .nullable(),
  })
  .meta({ id: 'HaulBoardRow' })
export type HaulBoardRow = z.infer<typeof HaulBoardRow>

/** What came of watching a matter: weeks since its first case, and firms of the last `days` days: the worst rate first, those without one last. */
export const HaulEffect = z
  .object({
    ...{
      pack: z.string(),
      packName: Words,
      since: Instant.nullable(),
      days: z.number(),
      from: Instant,
      weeks: z.array(HaulWeek),
    },
    firms: z.array(HaulFirm),
    board: z.array(HaulBoardRow),
  })
  .meta({ id: 'HaulEffect' })
export type HaulEffect = z.infer<typeof HaulEffect>
export const HaulEffects = z.object({ rows: z.array(HaulEffect), at: Instant }).meta({ id: 'HaulEffects' })
export type HaulEffects = z.infer<typeof HaulEffects>
