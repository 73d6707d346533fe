import { longestCondition } from '../../../contract/condition.ts'
import type { RuleFault } from '../../../contract/rule-fault.ts'
import { type Duration, durationMs, isDuration } from '../../../contract/time.ts'

/** Notes a fault at a place. */
export type Say = (path: string, code: RuleFault['code'], details?: RuleFault['details']) => void

/** A length no rule may have: one that is none, or one nobody waits for. */
export function checkLength(length: Duration, path: string, say: Say, most: Duration = longestCondition): void {
  if (!isDuration(length)) say(path, 'no-duration', { given: String(length) })
  else if (durationMs(length) > durationMs(most)) say(path, 'too-long', { length, most })
}

/** A length somebody looks back over or waits for: nothing is as wrong as too much. */
export function checkLook(length: Duration, path: string, say: Say, most?: Duration): void {
  if (isDuration(length) && durationMs(length) === 0) say(path, 'too-short')
  checkLength(length, path, say, most)
}
