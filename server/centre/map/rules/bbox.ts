import type { Result } from '../../../kernel/result.ts'
import { ok, refuseInput } from '../../../kernel/result.ts'

export type Box = { west: number; south: number; east: number; north: number }

/** `west,south,east,north` in WGS-84 degrees. Refused when it is not four numbers in that order, or swapped (lat before lon). */
export function parseBox(text: string): Result<Box> {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [west, south, east, north] = numbers
  if (
    numbers.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    numbers.some((n) => !Number.isFinite(n))
  )
    return refuseInput('/bbox', 'box.numbers')
  const inRange = Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90
  return inRange && west < east && south < north ? ok({ west, south, east, north }) : refuseInput('/bbox', 'box.order')
}
