import type { LengthSpan, Span } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'

/** Both ends of what a pack writes as a number or as from–to. */
export const endsOf = (span: Span): [low: number, high: number] => (typeof span === 'number' ? [span, span] : span)
export const endsMs = (span: LengthSpan): [low: number, high: number] =>
  typeof span === 'string' ? [durationMs(span), durationMs(span)] : [durationMs(span[0]), durationMs(span[1])]

/** The value at a share (0–1) of the way. */
export const valueAt = ([low, high]: readonly [number, number], share: number): number => low + (high - low) * share

/** The first of a list within whose share a number (0–1) falls; none: it lies beyond all of them. */
export function pickByShare<T>(list: readonly T[], number: number, shareOf: (one: T) => number): T | null {
  let below = 0
  for (const one of list) {
    below += shareOf(one)
    if (number < below) return one
  }
  return null
}

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
