import { z } from 'zod'
import { Crs } from './crs.ts'
import { Instant } from './time.ts'

/** What one file may weigh: a city at street level is about a gigabyte. */
export const mostBaseBytes = 8 * 1_073_741_824
/** One piece of an upload. */
export const basePieceBytes = 4 * 1_048_576

/** What a base map comes as: tiles that are cut already, or shapes that are laid into tiles here. */
export const baseFormats = ['pmtiles', 'geojson'] as const
export type BaseFormat = (typeof baseFormats)[number]
/** A GeoJSON file is read whole: a district's roads, rivers and houses are some ten megabytes, and laying it takes thirty times its size in memory. */
export const mostGeojsonBytes = 24 * 1_048_576

/** Systems tiles may be in: those whose degrees are WGS-84's. GCJ-02 and BD-09 are named so that the refusal can say why. */
export const baseSystems = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const

/**
 * arriving: its bytes are still coming · ready: looked through, waits to be put in force · live: what the map of its area lies on · former: was live ·
 * refused: `fault` says why; its bytes are gone.
 */
export const BaseFileState = z.enum(['arriving', 'ready', 'live', 'former', 'refused'])
export type BaseFileState = z.infer<typeof BaseFileState>

/**
 * Why a file was refused. outside: it points beyond its own end; bomb: something in it unpacks to more than any tile is. Of GeoJSON: not-geojson: none,
 * or a feature that is none; deep: nested without end; range: a corner that cannot be one of its system; crs: it says another system than whoever
 * brought it; too-many: more than can be laid; elsewhere: nothing of it lies in the area.
 */
export const BaseFileFault = z.enum([
  ...['foreign', 'damaged', 'outside', 'bomb', 'empty', 'elsewhere'],
  ...['not-geojson', 'deep', 'range', 'crs', 'too-many'],
] as const)
export type BaseFileFault = z.infer<typeof BaseFileFault>

export const BaseFile = z
  .object({
    ...{ id: z.uuid(), area: z.string(), areaName: z.string(), name: z.string(), source: z.string(), licence: z.string() },
    ...{
      attribution: z.string(),
      asOf: z.iso.date(),
      format: z.enum(baseFormats),
      /** the system it came in; what is drawn is WGS-84 */
      crs: Crs,
      bytes: z.number(),
      received: z.number(),
    },
    /** `faultAt`: the feature or the corner that is wrong */
    ...{ state: BaseFileState, fault: BaseFileFault.nullable(), faultAt: z.string().nullable() },
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
  format: z.enum(baseFormats).default('pmtiles'),
  /** of tiles one of `baseSystems`; shapes may come in any system we know, shifted ones are shifted back */
  crs: Crs,
  bytes: z.int().min(128),
})
