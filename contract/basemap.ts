import { z } from 'zod'
import { Instant } from './time.ts'

/** Why a base map cannot be used: no such file, not readable, no PMTiles of version 3, cut off or damaged, pointing beyond its end, or a trap that unpacks without end. */
export const BaseFault = z.enum(['missing', 'unreadable', 'foreign', 'damaged', 'outside', 'bomb'])
export type BaseFault = z.infer<typeof BaseFault>

/**
 * The base map of BASE_MAP_FILE: none set, one that cannot be used, or one with its zooms, its box (WGS-84), the names of its layers (of
 * vector tiles) and the words its makers want shown. `asOf`: when the file was written.
 */
export const BaseMap = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('failed'), why: BaseFault }),
    z.object({
      ...{ state: z.literal('there'), kind: z.enum(['vector', 'raster']), minZoom: z.int(), maxZoom: z.int() },
      ...{ bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]), layers: z.array(z.string()) },
      ...{ name: z.string().nullable(), attribution: z.string().nullable(), asOf: Instant, stamp: z.string() },
    }),
  ])
  .meta({ id: 'BaseMap' })
export type BaseMap = z.infer<typeof BaseMap>
