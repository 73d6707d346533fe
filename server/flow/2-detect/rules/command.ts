import type { IneffectiveRule, NoReceiptRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, RuleState } from '../types.ts'

type Running = NonNullable<RuleState['running']>

/** How far a running command has come: when its time is over, how far the value had to fall till then, and whether it did. */
export function effectOf({ fall }: Pick<IneffectiveRule, 'fall'>, { since, from }: Running, withinMs: number) {
  const [due, limit] = [since + withinMs, from * (1 - fall)]
  const hasFallen = (value: number | undefined): boolean => value !== undefined && value <= limit
  return { due, limit, hasFallen }
}

/**
 * The command ran for `within` and the reading has not fallen by the share `fall` of its value at the start: a person must go.
 * Over as soon as it has fallen that far (domain.md 9.1: fan ran 10 minutes, value not down by 20 %).
 */
export function ineffective(rule: IneffectiveRule): Looker {
  const withinMs = durationMs(rule.within)
  return (before, look) => {
    const value = look.values?.[rule.reading] ?? look.receipt?.values?.[rule.reading]
    const begins = look.receipt?.command === rule.command && look.receipt.ok && value !== undefined && !before.running
    const running = begins ? { since: look.now, from: value } : (before.running ?? null)
    if (!running) return null
    const { due, limit, hasFallen } = effectOf(rule, running, withinMs)
    const fallen = hasFallen(value)
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
    return { state: { level, since: failed ? now : null }, change, wakeAt: null }
  }
}
