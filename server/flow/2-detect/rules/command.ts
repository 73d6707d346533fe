import type { IneffectiveRule, NoReceiptRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState, Verdict } from '../types.ts'

/**
 * The command ran for `within` and the reading has not fallen by the share `fall` of its value at the start: a person must go.
 * Over as soon as it has fallen that far (domain.md 9.1: fan ran 10 minutes, value not down by 20 %).
 */
export function ineffective(rule: IneffectiveRule, before: RuleState, look: Look): Verdict {
  const value = look.values?.[rule.reading]
  const begins = look.receipt?.command === rule.command && look.receipt.ok && value !== undefined && !before.running
  const running = begins ? { since: look.now, from: value } : (before.running ?? null)
  if (!running) return { state: { level: before.level, running }, change: null, wakeAt: null }
  const fallen = value !== undefined && value <= running.from * (1 - rule.fall)
  const due = running.since + durationMs(rule.within)
  const level = fallen ? null : look.now >= due ? rule.severity : before.level
  const change =
    level === before.level ? null : { from: before.level, to: level, value: value ?? null, limit: running.from * (1 - rule.fall) }
  return { state: { level, running: fallen ? null : running }, change, wakeAt: level === null && !fallen ? due : null }
}

/** The device did not confirm a command in time; over at its next good receipt. */
export function noReceipt(rule: NoReceiptRule, before: RuleState, look: Look): Verdict {
  const answered = look.receipt?.command === rule.command && look.receipt.ok
  const failed = look.unanswered?.command === rule.command || (look.receipt?.command === rule.command && !look.receipt.ok)
  const level = failed ? rule.severity : answered ? null : before.level
  const change = level === before.level ? null : { from: before.level, to: level, value: null, limit: null }
  return { state: { level, since: failed ? look.now : (before.since ?? null) }, change, wakeAt: null }
}
