import type { Pack } from '../../../contract/pack.ts'
import { objectKindsOf } from '../pack/object-kinds.ts'
import type { Plan } from './types.ts'

/** Every inspection of the packs switched on, in their order. */
export const plansOf = (packs: readonly Pack[]): Plan[] =>
  objectKindsOf(packs).flatMap(({ pack, kind, inspections }) => inspections.map((inspection) => ({ pack, kind, inspection })))

/** The inspection of this id of a kind; null: its pack has none. */
export const planOf = (packs: readonly Pack[], kind: string, plan: string): Plan | null =>
  plansOf(packs).find((one) => one.kind === kind && one.inspection.id === plan) ?? null
