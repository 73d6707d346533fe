import { z } from 'zod'
import { type VitalRowSaid, VitalValue } from './vital.ts'

/** Values a system pushes by MQTT. `id`: of its sender, the same one when it is sent again; at most 2,000 values and 256 KiB. */
export const VitalPush = z.strictObject({ id: z.string().min(1).max(100), values: z.array(VitalValue).min(1).max(2_000) })
export type VitalPush = z.infer<typeof VitalPush>

type Said = z.infer<typeof VitalRowSaid>
/** What became of a push: `row` counts from 1, 0 is the message as a whole; `id` null: it could not be read. */
export type VitalPushAnswer = {
  id: string | null
  taken: number
  refused: Said[]
  marked: Said[]
}
