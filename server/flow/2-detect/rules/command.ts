import type { IneffectiveRule, NoReceiptRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker } from '../types.ts'

/**
 * The command ran for `within` and the reading has not fallen by the share `fall` of its value at the start: a person must go.
 * Over as soon as it has fallen that far (domain.md 9.1: fan ran 10 minutes, value not down by 20 %).
 */
export function ineffective(rule: IneffectiveRule): Looker {
  const withinMs = durationMs(rule.within)
  return (before, look) => {
    const value = look.values?.[rule.reading]
    const begins = look.receipt?.command === rule.command && look.receipt.ok && value !== undefined && !before.running
    const running = begins ? { since: look.now, from: value } : (before.running ?? null)
    if (!running) return null
    const limit = running.from * (1 - rule.fall)
    const fallen = value !== undefined && value <= limit
    const due = running.since + withinMs
    const level = fallen ? null : look.now >= due ? rule.severity : before.level
    const change = level === before.level ? null : { from: before.level, to: level, value: value ?? null, limit }
    return { state: { level, running: fallen ? null : running }, change, wakeAt: level === null && !fallen ? due : null }
  }
}

/** The device did not confirm a command in time; over at its next good receipt. */
export function noReceipt({ command, severity }: NoReceiptRule): Looker {
  return (before, { now, receipt, unanswered }) => {
    const answered = receipt?.command === command && receipt.ok
    const failed = unanswered?.command === command || (receipt?.command === command && !receipt.ok)
    if (!answered && !failed) return null
    const level = failed ? severity : null
    const change = level === before.level ? null : { from: before.level, to: level, value: null, limit: null }
    return { state: { level, since: failed ? now : (before.since ?? null) }, change, wakeAt: null }
  }
}
