import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { CountCondition } from '../../../../../contract/vital-count.ts'
import { countable } from '../../../../../contract/vital-kinds.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** The tiers rows can be counted by: an area's path names them. Districts and the city roll up, for a zone is no path of its own. */
const tiers: readonly string[] = ['town', 'community', 'grid']

/** May a vital be counted as its definition says? Only what the source knows, and a sum, or a ratio of the two counts. */
export function checkCount({ count, tier, aggregation, decimals, cadence }: VitalDefinition): Result<null> {
  if (!count) return ok(null)
  const source = countable[count.of]
  const no = (what: string): Result<null> => refuse('vital.count', { what })
  if (!(source.when as readonly string[]).includes(count.when)) return no(`when ${count.when}`)
  const strange = [...count.where, ...(count.part ?? [])].find((one) => !knows(source, one))
  if (strange) return no('field' in strange ? strange.field : strange.is)
  const { different } = count
  if (different && !(source.different as readonly string[]).includes(different)) return no(`different ${different}`)
  if (!tiers.includes(tier)) return no(`tier ${tier}`)
  if (aggregation !== (count.part ? 'ratio' : 'sum')) return no(`aggregation ${aggregation}`)
  if (decimals !== 0) return no(`decimals ${decimals}`)
  return cadence === 'hour' && count.when === 'now' ? no('cadence hour') : ok(null)
}

const knows = (source: (typeof countable)[keyof typeof countable], one: CountCondition): boolean =>
  'field' in one ? (source.fields as readonly string[]).includes(one.field) : (source.tests as readonly string[]).includes(one.is)
