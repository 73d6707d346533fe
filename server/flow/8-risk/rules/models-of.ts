import { createHash } from 'node:crypto'
import type { Pack } from '../../../../contract/pack.ts'
import type { RiskModel, RiskSource } from '../../../../contract/risk.ts'
import type { KindModel, PaperKind } from '../types.ts'

/** The models of some packs by the kind of object they rate. */
export function modelsOf(packs: readonly Pack[]): Map<string, KindModel> {
  const found = packs.flatMap(({ id: pack, objects }) =>
    objects.flatMap(({ kind, risk, inspections }): [string, KindModel][] => {
      if (!risk) return []
      const asked = inspections.filter(({ id }) => inspectionsIn(risk).has(id))
      const back = { days: daysBack(risk), inspectedOver: daysAsked(risk) }
      const asks = (kind: RiskSource['kind']): boolean => sourcesIn(risk).some((source) => source.kind === kind)
      const looks = { signals: asks('signals'), charges: asks('charges'), papers: papersIn(risk) }
      return [[kind, { pack, kind, model: risk, stamp: stampOf(risk), ...back, ...looks, inspections: asked }]]
    }),
  )
  return new Map(found)
}

/** The kinds of objects some packs rate: all places have the same ones. */
export const ratedKindsOf = (packs: readonly Pack[]): string[] =>
  packs.flatMap(({ objects }) => objects.flatMap(({ kind, risk }) => (risk ? [kind] : [])))

/** The models in force at a place, reckoned anew only when other packs are; without a place those of the city, whose kinds all places have. */
export function liveModels(packs: { allAt(area: string): readonly Pack[] }): (area?: string) => Map<string, KindModel> {
  const known = new WeakMap<readonly Pack[], Map<string, KindModel>>()
  return (area = '') => {
    const there = packs.allAt(area)
    const models = known.get(there) ?? modelsOf(there)
    known.set(there, models)
    return models
  }
}

/** A model, and where objects are rated by it: under `area` except under those of `except`. */
export type ModelGround = { model: KindModel; area: string; except: readonly string[] }

/** Every model in force with its ground: the city's, and those of districts where settings made them others. Pure. */
export function groundsOf(
  grounds: readonly { area: string }[],
  models: (area?: string) => ReadonlyMap<string, KindModel>,
): ModelGround[] {
  return [...models().values()].flatMap((city) => {
    const own = grounds.flatMap(({ area }): ModelGround[] => {
      const model = models(area).get(city.kind)!
      return model.stamp === city.stamp ? [] : [{ model, area, except: [] }]
    })
    return [{ model: city, area: '', except: own.map(({ area }) => area) }, ...own]
  })
}

export const stampOf = (model: RiskModel): string =>
  `${model.version}-${createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8)}`

/** The version of the model a rating was made by. */
export const versionOfStamp = (stamp: string): number => Number(stamp.slice(0, stamp.indexOf('-')))

const sourcesIn = ({ indicators }: RiskModel): RiskSource[] => indicators.flatMap(({ from }) => from)

/** The inspections it looks at. */
const inspectionsIn = (model: RiskModel): Set<string> =>
  new Set(sourcesIn(model).flatMap((source) => ('inspection' in source ? [source.inspection] : [])))

/** How many days back any of its counts looks; 0: none. */
const daysBack = (model: RiskModel): number =>
  Math.max(0, ...sourcesIn(model).flatMap((source) => ('days' in source ? source.days : [])))

/** Over how many days it asks for the share of inspections done. */
const daysAsked = (model: RiskModel): number[] => [
  ...new Set(sourcesIn(model).flatMap((source) => (source.kind === 'inspections' ? source.days : []))),
]

/** The papers it looks at, each sort once. */
function papersIn(model: RiskModel): PaperKind[] {
  const asked = sourcesIn(model).flatMap((source): [string, PaperKind][] => {
    if (source.kind !== 'papers') return []
    const { of, names, until } = source
    return [[`${of} ${names} ${until}`, { of, names, until }]]
  })
  return [...new Map(asked).values()]
}
