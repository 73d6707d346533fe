import { z } from 'zod'
import { Severity } from './scales.ts'
import { Instant } from './time.ts'

/** 误报记忆: a sensor that gave a false alarm; alone it raises its family no further than `cap` until `until`, or until it was repaired. */
export const Doubt = z
  .object({
    id: z.uuid(),
    device: z.string(),
    deviceName: z.string(),
    object: z.string(),
    objectName: z.string(),
    pack: z.string(),
    family: z.string(),
    cap: Severity,
    reason: z.string(),
    event: z.uuid(),
    eventNo: z.string(),
    since: Instant,
    until: Instant,
    endedAt: Instant.nullable(),
    endedWhy: z.enum(['over', 'repaired']).nullable(),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'Doubt' })
export type Doubt = z.infer<typeof Doubt>
export const DoubtList = z.object({ rows: z.array(Doubt), at: Instant }).meta({ id: 'DoubtList' })

/** What was repaired, so that the sensor is believed again. */
export const DoubtEnd = z.strictObject({ reason: z.string().trim().min(2).max(200) })
export const DoubtDone = z.object({ id: z.uuid() }).meta({ id: 'DoubtDone' })
