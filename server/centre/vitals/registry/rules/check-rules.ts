import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { KnownVital } from '../../../../flow/7-evaluate/vitals/types.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** Can the rules of a definition ever be judged? What they name is another vital whose values stand beside its own: same tier, cadence and unit. */
export function checkRules(definition: VitalDefinition, vitalOf: (code: string) => KnownVital | undefined): Result<null> {
  const { rules = [], code, tier, cadence, unit, formula } = definition
  if (rules.length > 0 && formula !== undefined) return refuse('vital.rule-names', { code })
  for (const named of rules.flatMap(({ of }) => of)) {
    const its = vitalOf(named)
    const fits =
      named !== code &&
      its !== undefined &&
      its.state !== 'stopped' &&
      its.definition.formula === undefined &&
      its.definition.tier === tier &&
      its.definition.cadence === cadence &&
      its.definition.unit.zh === unit.zh
    if (!fits) return refuse('vital.rule-names', { code: named })
  }
  return ok(null)
}
