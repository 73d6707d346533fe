import type { CallStep } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { AttemptRow } from '../types.ts'
import { patienceMs } from './call-steps.ts'
import { isLeaders, isOfRound } from './stops-ladder.ts'

type Tried = Pick<AttemptRow, 'key' | 'person' | 'step' | 'at_step' | 'why' | 'answer' | 'asked_at'>

/** No round follows another sooner, however short a plan's ladder is. */
const leastMs = 180_000

/** How long one round is: until its last way has had its patience. */
export const roundMs = (steps: readonly CallStep[]): number =>
  Math.max(leastMs, ...steps.map(({ after }) => durationMs(after) + patienceMs))

/** When an order nobody has accepted is looked at again: after its limit, which calls the next rung by itself; then round by round. */
export const nextRound = (steps: readonly CallStep[], due: Date, now: Date): Date =>
  new Date(due > now ? due.getTime() + patienceMs : now.getTime() + roundMs(steps))

const counts =
  (from: Date | null) =>
  (one: Tried): boolean =>
    !isLeaders(one) && isOfRound(one, from)

/**
 * Who was tried already in the round that runs on a rung: since its people were called again, else since the calls of the case count
 * (`from`); and whoever said that they cannot come, in whichever round.
 */
export function triedInRound<T extends Tried>(attempts: readonly T[], { step, from }: { step: number; from: Date | null }): T[] {
  const all = attempts.filter(counts(from))
  const begun = all.filter((one) => one.step === step && one.at_step === 0 && one.why !== 'deputy')
  const last = begun.at(-1)
  const isRepeat = begun.some((one) => one.person === last?.person && one.asked_at < last.asked_at)
  return all.filter((one) => !isRepeat || one.answer === 'refused' || one.asked_at >= last!.asked_at)
}

/** When the ladder began an attempt was made on; null when there is something newer on it, or it does not count any more. */
export function begunAt(attempts: readonly Tried[], row: Tried, from: Date | null): Date | null {
  const mine = attempts.filter(counts(from)).filter((one) => one.person === row.person && one.step === row.step)
  if (mine.at(-1)?.key !== row.key) return null
  return (mine.findLast((one) => one.at_step === 0) ?? row).asked_at
}
