import { z } from 'zod'
import { Instant } from './time.ts'

/** What one file may weigh: a city at street level is about a gigabyte. */
export const mostBaseBytes = 8 * 1_073_741_824
/** One piece of an upload. */
export const basePieceBytes = 4 * 1_048_576

/** Systems tiles may be in: those whose degrees are WGS-84's. GCJ-02 and BD-09 are named so that the refusal can say why. */
export const baseSystems = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const

/**
 * arriving: its bytes are still coming · ready: looked through, waits to be put in force · live: what the map of its area lies on · former: was live ·
 * refused: `fault` says why; its bytes are gone.
 */
export const BaseFileState = z.enum(['arriving', 'ready', 'live', 'former', 'refused'])
export type BaseFileState = z.infer<typeof BaseFileState>

/** Why a file was refused. outside: it points beyond its own end; bomb: something in it unpacks to more than any tile is. */
export const BaseFileFault = z.enum(['foreign', 'damaged', 'outside', 'bomb', 'empty', 'elsewhere'])
export type BaseFileFault = z.infer<typeof BaseFileFault>

export const BaseFile = z
  .object({
    ...{ id: z.uuid(), area: z.string(), areaName: z.string(), name: z.string(), source: z.string(), licence: z.string() },
    ...{
      attribution: z.string(),
      asOf: z.iso.date(),
      crs: z.enum(['WGS-84', 'CGCS2000']),
      bytes: z.number(),
      received: z.number(),
    },
    ...{ state: BaseFileState, fault: BaseFileFault.nullable() },
    /** read of the file's head; null until all of it is here */
    head: z
      .object({
        ...{ kind: z.enum(['vector', 'raster']), minZoom: z.int(), maxZoom: z.int() },
        ...{ bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]), layers: z.array(z.string()) },
      })
      .nullable(),
    ...{ at: Instant, byName: z.string().nullable(), liveAt: Instant.nullable(), liveByName: z.string().nullable() },
  })
  .meta({ id: 'BaseFile' })
export type BaseFile = z.infer<typeof BaseFile>
export const BaseFiles = z.object({ rows: z.array(BaseFile), at: Instant }).meta({ id: 'BaseFiles' })
export type BaseFiles = z.infer<typeof BaseFiles>

const words = (most: number) => z.string().trim().min(2).max(most)
export const BaseFileNew = z.strictObject({
  /** path of the area whose map it is for */
  area: z.string().max(80),
  ...{ name: words(60), source: words(120), licence: words(120), attribution: words(120), asOf: z.iso.date() },
  crs: z.enum(baseSystems),
  bytes: z.int().min(128),
})
