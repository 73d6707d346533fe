import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { CountCondition, VitalCount } from '../../../../../contract/vital-count.ts'
import { countable, readingAggregations } from '../../../../../contract/vital-kinds.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** The tiers rows can be counted by: an area's path names them. Districts and the city roll up, with what is of them as a whole (`own-…`). */
const tiers: readonly string[] = ['town', 'community', 'grid']

type Source = (typeof countable)[keyof typeof countable]

/**
 * May a vital be counted as its definition says? Only what the source knows: of rows a sum, or a ratio of the two counts; of readings what becomes
 * of one value, or the share of them within a range; of devices the share that was heard.
 */
export function checkCount({ count, tier, aggregation, decimals, cadence }: VitalDefinition): Result<null> {
  if (!count) return ok(null)
  const source = countable[count.of]
  const no = (what: string): Result<null> => refuse('vital.count', { what })
  if (!(source.when as readonly string[]).includes(count.when)) return no(`when ${count.when}`)
  const strange = strangeIn(count, source)
  if (strange !== null) return no(strange)
  if (!tiers.includes(tier)) return no(`tier ${tier}`)
  if (!aggregationsOf(count).includes(aggregation)) return no(`aggregation ${aggregation}`)
  const keepsValues = count.of === 'readings' && !count.part
  if (decimals !== 0 && !keepsValues) return no(`decimals ${decimals}`)
  const isHeard = count.of === 'readings' || count.of === 'devices'
  return !isHeard && cadence === 'hour' && count.when === 'now' ? no('cadence hour') : ok(null)
}

function aggregationsOf({ of, part }: VitalCount): readonly string[] {
  if (of === 'readings') return readingAggregations.filter((one) => (one === 'ratio') === (part !== undefined))
  return [part ? 'ratio' : 'sum']
}

/** The first thing of a count that its source does not know; null: it knows all. */
function strangeIn({ of, where, part = [], different, reading }: VitalCount, source: Source): string | null {
  if ((reading !== undefined) !== (of === 'readings')) return `reading ${reading ?? '—'}`
  const strange = [...where, ...part].find((one) => !knows(of, source, one)) ?? where.find((one) => isOfPart(of, one))
  if (strange) return 'field' in strange ? strange.field : 'is' in strange ? strange.is : 'within'
  // The same name is another thing, in another unit, of another kind of device.
  if (of === 'readings' && !where.some((one) => 'field' in one && one.field === 'device-kind' && !one.not)) return 'device-kind'
  // How many devices there are is a count of the register, not of what was heard.
  if (of === 'devices' && (part.length !== 1 || part.some((one) => !('is' in one) || one.not))) return 'part'
  return different && !(source.different as readonly string[]).includes(different) ? `different ${different}` : null
}

/** What is only asked of the part: the value of a reading, whether a device was heard. */
const isOfPart = (of: VitalCount['of'], one: CountCondition): boolean => 'within' in one || (of === 'devices' && 'is' in one)

function knows(of: VitalCount['of'], source: Source, one: CountCondition): boolean {
  if ('within' in one) return of === 'readings'
  return 'field' in one
    ? (source.fields as readonly string[]).includes(one.field)
    : (source.tests as readonly string[]).includes(one.is)
}
