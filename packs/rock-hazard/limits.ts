import type { Severity } from '../../contract/scales.ts'

/** Start values (domain.md 9.3, PROPOSED; Chongqing's own are not published). Each district tunes them as a version of the rules. */
export type Limits = Record<Severity, number>

/** Growth in 24 hours: mm of a crack, degrees of tilt, mm of a GNSS mark. */
export const growth: Record<'crack' | 'tilt' | 'gnss', Limits> = {
  crack: { blue: 2, yellow: 5, orange: 10, red: 20 },
  tilt: { blue: 0.1, yellow: 0.3, orange: 0.5, red: 1 },
  gnss: { blue: 5, yellow: 10, orange: 20, red: 40 },
}

/** A sensor that says nothing for so long is called about. */
export const silentFor = '6h'

/** mm of rain in one and in 24 hours. Rain alone is yellow at most, so the graver values of the source (50/150, 70/200) are not used. */
export const rain = {
  hour: { blue: 20, yellow: 30 },
  day: { blue: 50, yellow: 100 },
} as const

/** Degrees of the improved tangent angle (Xu Qiang 2009): below 45 initial, then yellow, orange, red. */
export const angles: Omit<Limits, 'blue'> = { yellow: 45, orange: 80, red: 85 }
