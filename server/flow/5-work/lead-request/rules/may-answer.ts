import type { LeadRequestAction, LeadRequestState } from '../../../../../contract/lead-request.ts'
import type { Permit } from '../../../../../contract/permit.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import { nextRequestState } from './lead-request-life.ts'

/** Who acts: the operating district of their unit (null: the whole city) and what their post may do. */
export type Acting = { district: string | null; permits: ReadonlySet<Permit> }
type Asked = { state: LeadRequestState; from: string; to: string }

/** The permit each act needs. */
export const permitOf: Readonly<Record<LeadRequestAction, Permit>> = {
  agree: 'event.ask-lead',
  refuse: 'event.ask-lead',
  withdraw: 'event.ask-lead',
  rule: 'event.rule-lead',
}

/** May this hub do that with a request now? The asked district answers, the asker withdraws, the city rules; each only while the law allows it. */
export function mayAnswer(request: Asked, who: Acting, action: LeadRequestAction): Result<true> {
  const permit = permitOf[action]
  if (!who.permits.has(permit)) return refuse('permit.missing', { permit })
  if (action === 'rule' && who.district !== null) return refuse('lead-request.not-city')
  if (action === 'withdraw' && who.district !== request.from) return refuse('lead-request.not-asker')
  if ((action === 'agree' || action === 'refuse') && who.district !== request.to) return refuse('lead-request.not-asked')
  return nextRequestState(request.state, action) === null ? refuse('lead-request.over') : ok(true)
}

export const allowedOn = (request: Asked, who: Acting): LeadRequestAction[] =>
  (['agree', 'refuse', 'withdraw', 'rule'] as const).filter((action) => mayAnswer(request, who, action).ok)
