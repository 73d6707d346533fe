import type { AppState, ItemState, ItemTier } from '../../../contract/business-item-kinds.ts'

/** A business item as its row says it. `accept`, `finish`: limits in short (`3wd`); `area`: path of the first area its unit answers for. */
export type Item = {
  code: string
  name: string
  tier: ItemTier
  unit: string
  area: string
  type: string | null
  trigger: string | null
  basis: string | null
  accept: string | null
  finish: string | null
  state: ItemState
}
/** A special app as its row says it. `since`: a day (`2026-03-01`); `pack`: the id of one of ours. */
export type SpecialAppRow = {
  code: string
  name: string
  district: string | null
  unit: string
  area: string
  state: AppState
  since: string | null
  pack: string | null
}
export type Kept<T> = T & { version: number }

export type UnitThere = { id: string; name: string; tier: string; area: string }
/** What rows may name, looked up for all rows of a sheet at once; `covers`: does the caller answer for all of an area? */
export type Known = {
  /** units by id or name */
  units(words: string): readonly UnitThere[]
  /** code of a district by its code or name; null: there is none */
  district(words: string): string | null
  type(id: string): boolean
  pack(id: string): boolean
}
