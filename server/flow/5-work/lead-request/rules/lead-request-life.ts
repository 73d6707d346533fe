import type { LeadRequestState, LeadRequestVerb } from '../../../../../contract/lead-request.ts'

/**
 * The law: from → verb → to. A refusal and silence both go to the city, whose ruling is final: `rule` passes the lead, `keep` leaves it
 * where it is. The asker may withdraw until there is a ruling. What has ended stays as it is.
 */
export const leadRequestLife: Readonly<Record<LeadRequestState, Partial<Record<LeadRequestVerb, LeadRequestState>>>> = {
  asked: { agree: 'agreed', refuse: 'arbitration', lapse: 'arbitration', withdraw: 'withdrawn', void: 'void' },
  arbitration: { rule: 'ruled', keep: 'stays', withdraw: 'withdrawn', void: 'void' },
  agreed: {},
  ruled: {},
  stays: {},
  withdrawn: {},
  void: {},
}

/** The state after a verb, or null when the law does not allow it. */
export const nextRequestState = (from: LeadRequestState, verb: LeadRequestVerb): LeadRequestState | null =>
  leadRequestLife[from][verb] ?? null

/** Somebody still has to say something: no second one may be asked for the same event. */
export const requestRuns = (state: LeadRequestState): boolean => Object.keys(leadRequestLife[state]).length > 0
