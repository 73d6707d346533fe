import type { PackModel } from '../contract/pack-model.ts'
import type { PackSimulator } from '../contract/pack-simulator.ts'

type Kind = PackModel['kind']
/** The simulator block of a pack whose devices are played by a model of that kind. */
export type Play<K extends Kind> = PackSimulator & { model: Extract<PackModel, { kind: K }> }

const isOf =
  <K extends Kind>(kind: K) =>
  (simulator: PackSimulator): simulator is Play<K> =>
    simulator.model?.kind === kind

/** Of the blocks the platform's packs brought, the first with a model; null: no pack plays it, and nothing of it is played. */
export const playOf = <K extends Kind>(simulators: readonly PackSimulator[], kind: K): Play<K> | null =>
  simulators.find(isOf(kind)) ?? null
