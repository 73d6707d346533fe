import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { isFraction } from '../../../../../contract/vital-formula.ts'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { formulaOf } from './formula-part.ts'
import { overTimeOf } from './over-kind.ts'

/** What a value is held against. */
export type Judged = Pick<VitalDefinition, 'normal' | 'bands' | 'hysteresis'>

const nothing: Judged = { hysteresis: 0 }

/** Does it grow with the areas or periods it is of? Then a range of one says nothing of several. A quotient, a mean and an extreme do not. */
function isAdditive(definition: VitalDefinition): boolean {
  const formula = formulaOf(definition)
  return formula ? !isFraction(formula) : definition.aggregation === 'sum'
}

/** What values of a coarser period are held against: the range of a day is none of a month where days are added up. */
export function judgedBy(definition: VitalDefinition, by: VitalCadence): Judged {
  const grows = isAdditive(definition) && (definition.formula !== undefined || overTimeOf(definition) === 'added')
  return by !== definition.cadence && grows ? nothing : definition
}
