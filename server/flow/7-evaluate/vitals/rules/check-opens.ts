import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { wantedTier } from '../../../../../contract/vital-tier-words.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import { judgedAt } from './judged.ts'
import { reaches } from './reaches.ts'

/** An event is opened by a value that came, outside the range of the tier it is of, of the type that is named. */
export function checkOpens(definition: VitalDefinition): Result<null> {
  const { opens, eventType, tier } = definition
  if (!opens) return ok(null)
  if (eventType === undefined) return refuse('vital.opens')
  // Below the tier that tells it there is no number of it.
  if (opens.tier !== undefined && !reaches(definition, opens.tier)) return refuse('vital.opens-tier', wantedTier(tier))
  return judgedAt(definition, opens.tier ?? tier).normal ? ok(null) : refuse('vital.opens')
}
