import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

/**
 * How far a sheet of values is: `done` of `rows` looked at, of which `taken` (of them `marked`: doubted by a check), `refused`,
 * or `blank` (no value written: skipped). `atRow`: the line of the last row that was looked at, at `movedAt` (null: none yet). `endedAt`
 * null: still being read, stopped (`stoppedAt`), or its server stopped; what was taken by then stays taken.
 */
const head = {
  ...{ id: z.string(), name: z.string(), rows: z.number(), done: z.number() },
  ...{ taken: z.number(), marked: z.number(), refused: z.number(), blank: z.number() },
  ...{ atRow: z.number().nullable(), startedAt: Instant, movedAt: Instant.nullable(), endedAt: Instant.nullable() },
  ...{ stoppedAt: Instant.nullable(), stoppedByName: z.string().nullable() },
}

/** `faults`: the first of the refused rows. */
export const VitalSheetState = z
  .object({ ...head, faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })) })
  .meta({ id: 'VitalSheetState' })
export type VitalSheetState = z.infer<typeof VitalSheetState>

/** A sheet that is not done. `mine`: sent by the caller, who alone goes on with it. `stopOff`: why the caller cannot stop it now; null: they can. */
export const VitalSheetOpen = z
  .object({ ...head, senderName: z.string().nullable(), mine: z.boolean(), stopOff: Words.nullable() })
  .meta({ id: 'VitalSheetOpen' })
export type VitalSheetOpen = z.infer<typeof VitalSheetOpen>

/** Sheets that are not done: one's own, and those of the areas one answers for; of the last thirty days, the newest first. */
export const VitalSheetsOpen = z.object({ rows: z.array(VitalSheetOpen), at: Instant }).meta({ id: 'VitalSheetsOpen' })
export type VitalSheetsOpen = z.infer<typeof VitalSheetsOpen>
