import { createHash } from 'node:crypto'
import type { Pack } from '../../../../contract/pack.ts'
import type { RiskModel } from '../../../../contract/risk.ts'
import type { KindModel } from '../types.ts'

/** The models of some packs by the kind of object they rate. */
export function modelsOf(packs: readonly Pack[]): Map<string, KindModel> {
  const found = packs.flatMap(({ id: pack, objects }) =>
    objects.flatMap(({ kind, risk, inspections }): [string, KindModel][] => {
      if (!risk) return []
      const asked = inspections.filter(({ id }) => inspectionsIn(risk).has(id))
      const back = { days: daysBack(risk), inspectedOver: daysAsked(risk) }
      return [[kind, { pack, kind, model: risk, stamp: stampOf(risk), ...back, inspections: asked }]]
    }),
  )
  return new Map(found)
}

/** The models in force, reckoned anew only when other packs are. */
export function liveModels(packs: () => readonly Pack[]): () => Map<string, KindModel> {
  let [from, models]: [readonly Pack[] | null, Map<string, KindModel>] = [null, new Map()]
  return () => {
    const now = packs()
    if (now !== from) [from, models] = [now, modelsOf(now)]
    return models
  }
}

export const stampOf = (model: RiskModel): string =>
  `${model.version}-${createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8)}`

/** The inspections it looks at. */
const inspectionsIn = ({ indicators }: RiskModel): Set<string> =>
  new Set(indicators.flatMap(({ from }) => from.flatMap((source) => ('inspection' in source ? [source.inspection] : []))))

/** How many days back any of its counts looks; 0: none. */
const daysBack = ({ indicators }: RiskModel): number =>
  Math.max(0, ...indicators.flatMap(({ from }) => from.flatMap((source) => ('days' in source ? source.days : []))))

/** Over how many days it asks for the share of inspections done. */
const daysAsked = ({ indicators }: RiskModel): number[] => [
  ...new Set(indicators.flatMap(({ from }) => from.flatMap((source) => (source.kind === 'inspections' ? source.days : [])))),
]
