import { type SceneKind, sceneKindIds } from '../../../contract/scene-kinds.ts'

/** From this zoom on the server draws scene features (`sceneFrom` of its tiles), and footprints. */
export const sceneFrom = 11
export const footprintsFrom = 14
/** More layers at once hide each other (ux.md 12). */
export const mostLayers = 5

/** Layers that are on, as the address holds them: kinds with commas; what is no kind is left out, and what is beyond the most. */
export const readLayers = (text: string | undefined): readonly SceneKind[] => {
  const wished = text?.split(',') ?? []
  return sceneKindIds.filter((kind) => wished.includes(kind)).slice(0, mostLayers)
}

/** The layers after one is switched; undefined: none is on. */
export function switched(on: readonly SceneKind[], kind: SceneKind): string | undefined {
  const next = sceneKindIds.filter((one) => (one === kind) !== on.includes(one))
  return next.length > 0 ? next.join(',') : undefined
}
