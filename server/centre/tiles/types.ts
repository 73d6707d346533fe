import type { Grade } from '../../../contract/scales.ts'
import type { Caller } from '../../kernel/http.ts'

/** A tile of the Web Mercator pyramid. */
export type TileAt = { z: number; x: number; y: number }

/** 1 worst … 5 none to speak of; 0: not rated, or a case handled by oneself. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5
/** How many have each level; the place is the level. */
export type Counts = [number, number, number, number, number, number]

/** Whose map, of which areas and kinds (null: all), as of when (null: now); `modelled`: kinds whose risk a model reckons. */
export type Asked = {
  caller: Caller
  wanted: readonly string[] | null
  kinds: readonly string[] | null
  at: Date | null
  modelled: readonly string[]
  /** kinds of vehicles: they stand where their device told last */
  moving: readonly string[]
  now: Date
}

/** What stands alone, with what the style needs of it. */
export type Single = { id: string; name: string; kind: string; grade: Grade | null } & Partial<Told>

/** When a vehicle told the place it is drawn at; `stale`: longer ago than a gap. What stands where it was registered has neither. */
export type Told = { placedAt: string; stale: boolean }

/**
 * One or more things near each other. `x`, `y`: units of the tile, the mean of their places; `alarms`: so many with an open alarm.
 * `single` null: more than one.
 */
export type Heap = { x: number; y: number; n: number; counts: Counts; alarms: number; single: Single | null }
