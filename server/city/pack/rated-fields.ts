import type { Inspection } from '../../../contract/inspection.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { RiskModel, RiskSource, RiskTrigger } from '../../../contract/risk.ts'

/** The model of a kind of objects, and the inspections its indicators may ask for. */
type Model = { kind: string; model: RiskModel; inspections: readonly Inspection[] }
/** A field of the register (`ownerKind`, `details/<id>`) of objects of a kind, and the indicator or floor of a model that looks at it. */
export type Feeding = { kind: string; field: string; feeds: 'indicator' | 'floor'; id: string }

const ofDetail = (id: string): string => `details/${id}`

/**
 * Every field of the register a model looks at, of its own objects and of the papers that name them. What it reads of the flow (alarms, cases,
 * signals, readings, who answers) is no field of an entry.
 */
export function feedingsOf({ kind, model, inspections }: Model): Feeding[] {
  const ofIndicators = model.indicators.flatMap(({ id, from }) =>
    from.flatMap((source) => fieldsOf(source, kind, inspections).map((one): Feeding => ({ ...one, feeds: 'indicator', id }))),
  )
  const ofFloors = model.floors.flatMap(({ id, when }) =>
    when.flatMap((trigger) => triggersOf(trigger, kind, ofIndicators).map((one): Feeding => ({ ...one, feeds: 'floor', id }))),
  )
  return [...ofIndicators, ...ofFloors]
}

type Field = Pick<Feeding, 'kind' | 'field'>

function fieldsOf(source: RiskSource, kind: string, inspections: Model['inspections']): Field[] {
  const own = (...details: (string | undefined)[]): Field[] =>
    details.flatMap((id) => (id === undefined ? [] : [{ kind, field: ofDetail(id) }]))
  switch (source.kind) {
    case 'number':
    case 'choice':
    case 'yes':
      return own(source.detail)
    case 'date':
      return own(source.detail, source.due?.months)
    case 'owner':
      return [{ kind, field: 'ownerKind' }]
    case 'papers':
      return [source.names, source.until].map((id) => ({ kind: source.of, field: ofDetail(id) }))
    case 'inspections':
    case 'inspected': {
      const every = inspections.find(({ id }) => id === source.inspection)?.every
      const cycle = every?.kind === 'cycle' ? [every.months.detail, every.last] : []
      return own(source.told, ...cycle)
    }
    default:
      return []
  }
}

function triggersOf(trigger: RiskTrigger, kind: string, ofIndicators: readonly Feeding[]): Field[] {
  if (trigger.kind === 'indicator')
    return ofIndicators.filter(({ id }) => id === trigger.indicator).map(({ kind: of, field }) => ({ kind: of, field }))
  return trigger.kind === 'alarm' ? [] : [{ kind, field: ofDetail(trigger.detail) }]
}

/** The fields of objects of each kind that any of some models looks at. */
export function ratedFields(models: Iterable<Model>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const model of models)
    for (const { kind, field } of feedingsOf(model)) found.set(kind, (found.get(kind) ?? new Set()).add(field))
  return found
}

/** The indicators and floors of a model that some fields of objects of a kind feed. */
export function fedBy(model: Model, { kind, fields }: { kind: string; fields: readonly string[] }) {
  const fed = feedingsOf(model).filter((one) => one.kind === kind && fields.includes(one.field))
  const of = (what: Feeding['feeds']): string[] => [...new Set(fed.flatMap(({ feeds, id }) => (feeds === what ? id : [])))]
  return { indicators: of('indicator'), floors: of('floor') }
}

/** The same of kinds as their packs write them. */
export const ratedIn = (kinds: readonly Pick<ObjectKind, 'kind' | 'risk' | 'inspections'>[]): Map<string, Set<string>> =>
  ratedFields(kinds.flatMap(({ kind, risk, inspections }) => (risk ? [{ kind, model: risk, inspections }] : [])))
