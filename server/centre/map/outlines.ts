import { createHash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import { outlinesOf } from '../../city/area/places.ts'

export type Drawing = { text: string; packed: Buffer; etag: string }

/** Drawings kept ready: the city, and the districts and towns looked at last. About 0.1 to 0.5 MB each. */
const keptAtMost = 16

/**
 * Outlines of an area's children as GeoJSON text, plain and packed, with a tag. Borders change only with a new release, so a browser asks
 * once; below the district they are schematic and say so. Null for an area without drawn children.
 */
export function createOutlines(): (code: string) => Drawing | null {
  const kept = new Map<string, Drawing>()
  return (code) => {
    const known = kept.get(code)
    if (known) {
      kept.delete(code)
      kept.set(code, known) // last looked at goes last: the first is dropped
      return known
    }
    const drawn = outlinesOf(code)
    if (drawn.features.length === 0) return null
    const text = JSON.stringify(drawn)
    const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    const drawing = { text, packed, etag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
    kept.set(code, drawing)
    const oldest = kept.keys().next().value
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
    return drawing
  }
}
