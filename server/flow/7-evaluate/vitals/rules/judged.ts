import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { isFraction } from '../../../../../contract/vital-formula.ts'
import type { VitalCadence, VitalTier } from '../../../../../contract/vital-kinds.ts'
import { formulaOf } from './formula-part.ts'
import { overTimeOf } from './over-kind.ts'

/** What a value is held against. */
export type Judged = Pick<VitalDefinition, 'normal' | 'bands' | 'hysteresis'>

const nothing: Judged = { hysteresis: 0 }

/** Does it grow with the areas or periods it is of? Then a range of one says nothing of several. A quotient, a mean and an extreme do not. */
export function isAdditive(definition: VitalDefinition): boolean {
  const formula = formulaOf(definition)
  return formula ? !isFraction(formula) : definition.aggregation === 'sum'
}

/**
 * What the number of an area of a tier is held against: the range the definition gives that tier, else its own, for a share of a city is a share still.
 * What adds up is not judged above the tier that tells it unless a range is given: a sum over the city has not the range of a town.
 */
export function judgedAt(definition: VitalDefinition, tier: VitalTier): Judged {
  if (tier === definition.tier) return definition
  const own = definition.normalAbove?.find((one) => one.tier === tier)
  if (!own) return isAdditive(definition) ? nothing : definition
  const { least, most, bands } = own
  return { normal: { least, most }, ...(bands ? { bands } : {}), hysteresis: definition.hysteresis }
}

/** The same of a coarser period: the range of a day is none of a month where days are added up. */
export function judgedBy(definition: VitalDefinition, { by, tier }: { by: VitalCadence; tier: VitalTier }): Judged {
  const grows = isAdditive(definition) && (definition.formula !== undefined || overTimeOf(definition) === 'added')
  return by !== definition.cadence && grows ? nothing : judgedAt(definition, tier)
}
