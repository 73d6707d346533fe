import type { Series } from '../../contract/reading.ts'
import { number } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

export type Reading = Series['readings'][number]
export type Point = { at: number; value: number }

export const pointsOf = (reading: Reading): Point[] =>
  reading.points.flatMap((point) => (point.value === null ? [] : [{ at: Date.parse(point.at), value: point.value }]))

export const lastOf = (reading: Reading): Point | null => pointsOf(reading).at(-1) ?? null

/**
 * How far a reading stood out at its worst: 0 at the edge of normal, 1 at the gravest limit. The one that stood out most is the one to
 * look at, also after it came back.
 */
function weightOf(reading: Reading): number {
  const gravest = reading.limits.at(-1)
  if (!gravest) return 0
  const above = gravest.direction === 'above'
  const edge = above ? reading.normal[1] : reading.normal[0]
  const out = pointsOf(reading).map(({ value }) => (value - edge) / (gravest.limit - edge || 1))
  return Math.max(0, ...out)
}

/** The reading that stood out most comes first. */
export const byWeight = (readings: readonly Reading[]): Reading[] => readings.toSorted((a, b) => weightOf(b) - weightOf(a))

export const leadReading = (readings: readonly Reading[]): Reading | null => byWeight(readings)[0] ?? null

/** Colours a limit can have; a pack may name others, which are then written as they are. */
const colours = ['red', 'orange', 'yellow', 'blue'] as const

export function limitName({ severity, limit }: Reading['limits'][number]): string {
  const colour = colours.find((one) => one === severity)
  const word = colour && (lang() === 'en' ? ui(`severity.${colour}`) : ui(`colour.${colour}`))
  return t('war.limit', { word: word ?? severity, n: number(limit) })
}

/** "红线 50": a number beside the limit it must not pass says what it means. */
export function limitWords(reading: Reading): string {
  const red = reading.limits.find((one) => one.severity === 'red')
  return red ? limitName(red) : ''
}
