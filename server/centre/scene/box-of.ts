import type { Bounds } from '../../city/scene/types.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'

/** A box from its text; refused when it is none. */
export function boundsOf(bbox: string): Bounds {
  const box = bbox.split(',').map(Number)
  if (box.length !== 4 || !box.every(Number.isFinite)) throw new RefusalError(malformed('/bbox', 'box.numbers'))
  const [west, south, east, north] = box as Bounds
  if (west >= east || south >= north) throw new RefusalError(malformed('/bbox', 'box.order'))
  return [west, south, east, north]
}
