import type { DetailValue } from '../../../contract/detail.ts'
import type { Inspection } from '../../../contract/inspection.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'

/** An inspection of a pack with the kind of objects it is of. */
export type Plan = { pack: string; kind: string; inspection: Inspection }

/** What somebody said of one item. Files are ids of photos of theirs. */
export type Answer = {
  item: string
  answer?: 'fine' | 'fault' | 'none' | undefined
  value?: number | undefined
  text?: string | undefined
  files?: string[] | undefined
}

/** One item found faulty. `sets`: what the register is told now, and once it is mended. */
export type Fault = {
  item: string
  name: Words
  grade: Grade
  note: string | null
  value: { value: number; unit: string } | null
  files: string[]
  restores: { detail: string; fine: DetailValue } | null
}

/** A stretch of time in which it is to be done once; `by` is its end, not included. */
export type Window = { from: Date; by: Date }
/** Rain as far as it was warned of in some areas: told, begins, over; `to` null: nobody knows yet. */
export type Rain = { areas: string[]; told: Date; from: Date; to: Date | null }

/** A window somebody has to do something in, and the areas it is for; empty: everywhere. */
export type DueWindow = Window & { areas: string[] }
