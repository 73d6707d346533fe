import { z } from 'zod'
import { CameraProtocol } from './camera.ts'
import { Instant } from './time.ts'

/** What a platform said of a camera when it last listed it: on, off, nothing, or that it is not on the list any more. */
export const CameraState = z.enum(['on', 'off', 'unsaid', 'gone']).meta({ id: 'CameraState' })
export type CameraState = z.infer<typeof CameraState>

/** A camera as its platform listed it at `listedAt`; `place` (WGS-84) null: it told none. `things` is how often it noticed something in the last 24 hours. */
export const CameraRow = z
  .object({
    ...{ protocol: CameraProtocol, number: z.string(), platform: z.string(), camera: z.string() },
    ...{ name: z.string().nullable(), model: z.string().nullable(), state: CameraState },
    areaName: z.string().nullable(),
    place: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    ...{ listedAt: Instant, things: z.number() },
  })
  .meta({ id: 'CameraRow' })
export type CameraRow = z.infer<typeof CameraRow>

/** `q`: part of a name, a number, a model or the name of an area. */
export const CameraQuery = z.strictObject({
  q: z.string().trim().min(1).max(40).optional(),
  state: CameraState.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A page of cameras by platform and number; `total` of all that fit the wish. */
export const CameraList = z
  .object({ rows: z.array(CameraRow), next: z.string().nullable(), total: z.number(), at: Instant })
  .meta({ id: 'CameraList' })
export type CameraList = z.infer<typeof CameraList>

const n = z.int()
/** The cameras of a box by what was said of them last; `listedAt`: when the one listed longest ago was. Null: there is none. */
export const MapCameras = z
  .object({ ...{ on: n, off: n, unsaid: n, gone: n }, listedAt: Instant.nullable(), at: Instant })
  .meta({ id: 'MapCameras' })
export type MapCameras = z.infer<typeof MapCameras>
