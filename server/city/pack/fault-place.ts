import { longestCondition } from '../../../contract/condition.ts'
import type { RuleFault } from '../../../contract/rule-fault.ts'
import { type Duration, durationMs } from '../../../contract/time.ts'

/** Notes a fault at a place. */
export type Say = (path: string, code: RuleFault['code'], details?: RuleFault['details']) => void

export function checkLength(length: Duration, path: string, say: Say): void {
  if (durationMs(length) > durationMs(longestCondition)) say(path, 'too-long', { length, most: longestCondition })
}
