import type { AreaTier } from '../types.ts'

/** Code of a grid: the community's 12 digits and a serial of three. */
export const gridCode = (community: string, serial: number): string => community + String(serial).padStart(3, '0')

const tiers: Record<number, AreaTier> = { 2: 'city', 6: 'district', 9: 'town', 12: 'community', 15: 'grid' }
const lengths = [2, 6, 9, 12, 15]

/** Tier by the length of the code, or null for what is no area code. */
export const tierOfCode = (code: string): AreaTier | null => (/^\d+$/.test(code) ? (tiers[code.length] ?? null) : null)

/** Path of an area: the codes from the city down, joined and ended by '/'. Every code begins with its parent's. */
export const pathOf = (code: string): string =>
  lengths
    .filter((n) => n <= code.length)
    .map((n) => `${code.slice(0, n)}/`)
    .join('')

/** Is the path inside one of the prefixes? */
export const isWithin = (path: string, scope: readonly string[]): boolean => scope.some((prefix) => path.startsWith(prefix))
