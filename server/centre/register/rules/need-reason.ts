import type { Details } from '../../../../contract/detail.ts'
import { saysWhy } from '../../../../contract/rated-change.ts'
import type { Turn } from '../../../flow/8-risk/types.ts'
import type { Change } from './change-entry.ts'

/** `turn` of a rated field alone; `unknown`: its own kind has no model, a paper's. */
export type Asking = {
  changes: readonly Change[]
  details: Details
  /** fields a model looks at */
  rated: ReadonlySet<string>
  turn: (change: Change) => Turn | 'unknown'
  reason: string | null
  evidence: boolean
}
export type Needed = { rated: string[]; lacks: { what: 'reason' | 'proof'; fields: string[] } | null }

/**
 * What a change by hand must say. Every field a risk model looks at needs a reason, whichever way it turns. Evidence is asked where the pack says
 * so, and only for the better: what got worse is never held up for want of a photo.
 */
export function needReason({ changes, details, rated, turn, reason, evidence }: Asking): Needed {
  const touched = changes.filter(({ field }) => rated.has(field))
  const fields = touched.map(({ field }) => field)
  if (fields.length === 0) return { rated: [], lacks: null }
  if (!saysWhy(reason ?? '')) return { rated: fields, lacks: { what: 'reason', fields } }
  const unproven = evidence ? [] : touched.filter((one) => asksProof(details, one) && isForTheBetter(turn(one)))
  const lacking = unproven.map(({ field }) => field)
  return { rated: fields, lacks: lacking.length > 0 ? { what: 'proof', fields: lacking } : null }
}

const asksProof = (details: Details, { field }: Change): boolean => details[field.replace(/^details\//, '')]?.proof === true
const isForTheBetter = (turn: Turn | 'unknown'): boolean => turn === 'better' || turn === 'unknown'
