import { createHash } from 'node:crypto'
import type { Pack } from '../../../../contract/pack.ts'
import type { RiskModel } from '../../../../contract/risk.ts'
import type { KindModel } from '../types.ts'

/** The models of some packs by the kind of object they rate. */
export function modelsOf(packs: readonly Pack[]): Map<string, KindModel> {
  const found = packs.flatMap(({ id: pack, objects }) =>
    objects.flatMap(({ kind, risk }): [string, KindModel][] =>
      risk ? [[kind, { pack, kind, model: risk, stamp: stampOf(risk), days: daysBack(risk) }]] : [],
    ),
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

/** How many days back any of its counts looks; 0: none. */
const daysBack = ({ indicators }: RiskModel): number =>
  Math.max(0, ...indicators.flatMap(({ from }) => from.flatMap((source) => ('days' in source ? source.days : []))))
