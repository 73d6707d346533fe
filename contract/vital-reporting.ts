import { z } from 'zod'
import { Instant } from './time.ts'
import { lockCadences } from './vital-kinds.ts'
import { Words } from './words.ts'

/**
 * Of the values that were due: how many stand (`told`), and how many were there when they were due (`inTime`). `newest`: when the newest of
 * them came. Nothing owed is no rate, and what is missing is no zero.
 */
const Figures = { owed: z.number(), told: z.number(), inTime: z.number(), newest: Instant.nullable() }

/** A unit by what it owed; `unit` null: vitals nobody answers for. */
const VitalReportingUnit = z
  .object({ unit: z.string().nullable(), name: z.string().nullable(), vitals: z.number(), ...Figures })
  .meta({ id: 'VitalReportingUnit' })
export type VitalReportingUnit = z.infer<typeof VitalReportingUnit>
/** One of its vitals; `areas`: how many should tell it under the area. */
const VitalReportingLine = z
  .object({ vital: z.string(), name: Words, areas: z.number(), periods: z.number(), ...Figures })
  .meta({ id: 'VitalReportingLine' })
export type VitalReportingLine = z.infer<typeof VitalReportingLine>

/**
 * 报数情况: reporting of an area's told vitals in a window, by the unit that answers for each, in the order of their names. `until`: what was due
 * up to then counts. `lines`: of the asked unit.
 */
export const VitalReporting = z
  .object({
    area: z.object({ code: z.string(), name: z.string() }),
    ...{ period: z.string(), from: Instant, until: Instant },
    units: z.array(VitalReportingUnit),
    lines: z.array(VitalReportingLine),
    total: z.object(Figures),
    at: Instant,
  })
  .meta({ id: 'VitalReporting' })
export type VitalReporting = z.infer<typeof VitalReporting>

/** The windows that may be asked for: a year of hours is no question for a screen. */
export const reportingCadences = lockCadences.filter((cadence) => cadence !== 'year')

/** `period`: a day, week, month or quarter as it is written (`2026-11`); left out: the month that runs. `unit`: its vitals one by one; `none`: those nobody answers for. */
export const VitalReportingWish = z.strictObject({
  area: z.string().max(40).optional(),
  period: z.string().max(20).optional(),
  unit: z.string().max(80).optional(),
})
