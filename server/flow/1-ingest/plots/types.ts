import type { TargetKind } from '../../../../contract/plot.ts'

/** One of the world's moving things, under the number its source gives it. */
export type TargetKey = { source: string; number: string }

/** What a message says of a target: where it is (`place`), what it is (`words`), or both. Metres, km/h, degrees; null: not told. */
export type Seen = TargetKey & {
  kind: TargetKind
  station: string
  at: Date
  /** its moment is when it came, not when it was: two receivers would make two of it */
  vague: boolean
  /** WGS-84 */
  place: { lon: number; lat: number } | null
  height: number | null
  speed: number | null
  course: number | null
  heading: number | null
  confidence: number | null
  name: string | null
  words: Record<string, unknown> | null
  label: Record<string, unknown>
}

export type Kept = 'taken' | 'repeated'
