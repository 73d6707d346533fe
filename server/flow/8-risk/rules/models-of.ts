import { createHash } from 'node:crypto'
import type { Pack } from '../../../../contract/pack.ts'
import type { RiskModel } from '../../../../contract/risk.ts'
import type { KindModel } from '../types.ts'

/** The models in force by the kind of object they rate. They came with the packs and stay as long as the process. */
export function modelsOf(packs: readonly Pack[]): Map<string, KindModel> {
  const found = packs.flatMap(({ id: pack, objects }) =>
    objects.flatMap(({ kind, risk }): [string, KindModel][] =>
      risk ? [[kind, { pack, kind, model: risk, stamp: stampOf(risk), days: daysBack(risk) }]] : [],
    ),
  )
  return new Map(found)
}

export const stampOf = (model: RiskModel): string =>
  `${model.version}-${createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8)}`

/** How many days back any of its counts looks; 0: none. */
const daysBack = ({ indicators }: RiskModel): number =>
  Math.max(0, ...indicators.flatMap(({ from }) => from.flatMap((source) => ('days' in source ? source.days : []))))
