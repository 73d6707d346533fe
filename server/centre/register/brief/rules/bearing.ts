import type { Position } from '../../../../city/scene/types.ts'

/** Which way something lies, whole degrees from north, clockwise; over the few kilometres of a town the plane is good to a degree. */
export function bearing([lon, lat]: Position, [toLon, toLat]: Position): number {
  const east = (toLon - lon) * Math.cos((lat * Math.PI) / 180)
  const degrees = (Math.atan2(east, toLat - lat) * 180) / Math.PI
  return Math.round(degrees + 360) % 360
}
