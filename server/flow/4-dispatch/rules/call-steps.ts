import type { CallStep, Plan } from '../../../../contract/pack.ts'
import type { Grade } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'

/** Where a plan says nothing: a red case rings on the app at once, by SMS after a minute, by phone after two (ux.md 13). Others are told once. */
const usual: Partial<Record<Grade, CallStep[]>> = {
  extraordinary: [
    { channel: 'app', after: '0s' },
    { channel: 'sms', after: '1m' },
    { channel: 'voice', after: '2m' },
  ],
}

/** Nobody has answered the last way for so long: whoever stands in is called. */
export const patienceMs = 30_000

/** The ways to call a person for an event of a grade, in order; none where a notice is enough. */
export const callSteps = (plan: Pick<Plan, 'callConfirm'>, grade: Grade): CallStep[] =>
  plan.callConfirm?.[grade] ?? usual[grade] ?? []

export type Next = { at: number; due: Date } | { handOn: true; due: Date } | null

/** What comes after the step `at` of a ladder that began at `since`: the next way, then whoever stands in, then nothing. */
export function nextCall(steps: readonly CallStep[], at: number, since: Date): Next {
  const next = steps[at + 1]
  if (next) return { at: at + 1, due: new Date(since.getTime() + durationMs(next.after)) }
  const last = steps[at]
  return last ? { handOn: true, due: new Date(since.getTime() + durationMs(last.after) + patienceMs) } : null
}
