import type { Packs } from '../../city/pack/packs.ts'
import { ratedFields } from '../../city/pack/rated-fields.ts'
import { liveModels } from '../../flow/8-risk/rules/models-of.ts'
import type { KindModel } from '../../flow/8-risk/types.ts'

type Models = ReadonlyMap<string, KindModel>
const none: ReadonlySet<string> = new Set()
const live = new WeakMap<Packs, ReturnType<typeof liveModels>>()
const fields = new WeakMap<Models, Map<string, Set<string>>>()

/** The risk models in force at a place, by the kind they rate; without a place those of the city. */
export function modelsAt(packs: Packs, area?: string): Models {
  const models = live.get(packs) ?? liveModels(packs)
  live.set(packs, models)
  return models(area)
}

/**
 * The fields of a kind of objects (`ownerKind`, `details/<id>`) a risk model in force looks at: its own model, or that of what its papers name.
 * Reckoned anew only when other packs are in force.
 */
export function ratedOf(packs: Packs, kind: string): ReadonlySet<string> {
  const models = modelsAt(packs)
  const rated = fields.get(models) ?? ratedFields(models.values())
  fields.set(models, rated)
  return rated.get(kind) ?? none
}
