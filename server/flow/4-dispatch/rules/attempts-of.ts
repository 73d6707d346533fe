import type { z } from 'zod'
import type { CallAttempt } from '../../../../contract/call.ts'
import type { AttemptRow, CallRow } from '../types.ts'

type Attempt = z.infer<typeof CallAttempt>

/** The ways tried for one call, out of all of its event; a leader rung up because nobody answered stands with being informed. */
export const attemptsOf = (call: Pick<CallRow, 'work_order' | 'step' | 'person'>, attempts: readonly AttemptRow[]): Attempt[] =>
  attempts.filter((one) => one.person === call.person && isOf(one, call)).map(viewOf)

const isOf = (one: AttemptRow, { work_order, step }: Pick<CallRow, 'work_order' | 'step'>): boolean =>
  work_order === null ? one.why === 'unanswered' : one.why !== 'unanswered' && one.work_order === work_order && one.step === step

const viewOf = (one: AttemptRow): Attempt => ({
  id: one.id,
  channel: one.channel,
  state: one.state,
  answer: one.answer,
  error: one.error,
  why: one.why,
  at: one.asked_at.toISOString(),
  settledAt: one.settled_at?.toISOString() ?? null,
})
