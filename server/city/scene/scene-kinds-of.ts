import { type SceneKind, sceneKindIds } from '../../../contract/scene-kinds.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'

/** Kinds of scene features from their names with commas; left out: all. Refused when there is no such kind. */
export function sceneKindsOf(kinds: string | undefined): SceneKind[] {
  if (kinds === undefined) return sceneKindIds
  const wished = kinds.split(',')
  const known = sceneKindIds.filter((kind) => wished.includes(kind))
  const strange = wished.find((kind) => !known.includes(kind as SceneKind))
  if (strange !== undefined) throw new RefusalError(malformed('/kinds', 'scene.kind', { name: strange }))
  return known
}
