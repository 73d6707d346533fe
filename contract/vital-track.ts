import { z } from 'zod'
import { Instant } from './time.ts'
import { Words } from './words.ts'

const word = z.string().trim().min(1).max(60)
const Name = z.strictObject({ zh: word, en: word })
const Place = z.number().int().min(1).max(9_999)

/** Adds a track to one of the eight boards. `ordinal`: where it stands among those of its board; left out: after the last of them. */
export const VitalTrackNew = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(40),
  board: z.string().max(40),
  name: Name,
  ordinal: Place.optional(),
})
export type VitalTrackNew = z.infer<typeof VitalTrackNew>
/** Names a track otherwise, or moves it among those of its board, over the version one has seen. */
export const VitalTrackChange = z.strictObject({ name: Name, ordinal: Place, version: z.number().int().min(1) })
export type VitalTrackChange = z.infer<typeof VitalTrackChange>
/** No vital is put into the track any more; its code stays taken. */
export const VitalTrackStop = z.strictObject({ version: z.number().int().min(1), reason: z.string().trim().min(1).max(300) })
export type VitalTrackStop = z.infer<typeof VitalTrackStop>

/** `stopped`: why no vital is put into it any more, in the version that says so. */
const Version = z.object({
  ...{ version: z.number(), name: Words, ordinal: z.number(), by: z.string(), at: Instant },
  stopped: z.string().nullable(),
})
/** 跑道: a field of work of a board. `vitals`: those in it that are not stopped, of all registries. `versions`: newest first. */
export const VitalTrackEntry = z
  .object({
    ...{ code: z.string(), board: z.string(), name: Words, ordinal: z.number(), version: z.number(), vitals: z.number() },
    stoppedAt: Instant.nullable(),
    versions: z.array(Version),
  })
  .meta({ id: 'VitalTrackEntry' })
export type VitalTrackEntry = z.infer<typeof VitalTrackEntry>

/** The tracks of the city, board by board. `mayChange`: the caller answers for the city's registry. */
export const VitalTrackList = z
  .object({ rows: z.array(VitalTrackEntry), mayChange: z.boolean(), at: Instant })
  .meta({ id: 'VitalTrackList' })
export type VitalTrackList = z.infer<typeof VitalTrackList>
export const VitalTrackDone = z.object({ code: z.string(), version: z.number() }).meta({ id: 'VitalTrackDone' })
export type VitalTrackDone = z.infer<typeof VitalTrackDone>
