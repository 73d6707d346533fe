import type { IneffectiveRule, NoReceiptRule } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Looker, RuleState } from '../types.ts'

type Running = NonNullable<RuleState['running']>

/** So long the first value after a command is waited for (ours, PROPOSED): a tank's monitor counts as silent then, and people are called. */
const firstValueMs = 3 * 60_000

/**
 * How far a running command has come: when it is judged, how far the value had to fall till then, and whether it did. What nobody has measured since is
 * not judged by the value before: the next one judges, and where none comes the end of `firstValueMs`. A longer `within` is waited for by nobody.
 */
export function effectOf({ fall }: Pick<IneffectiveRule, 'fall'>, { since, from, heard }: Running, withinMs: number) {
  const due = since + (heard ? withinMs : Math.max(withinMs, firstValueMs))
  const limit = from * (1 - fall)
  const hasFallen = (value: number | undefined): boolean => value !== undefined && value <= limit
  return { due, limit, hasFallen }
}

/**
 * The command ran for `within` and the reading has not fallen by the share `fall` of its value at the start: a person must go; judged by a reading
 * that came after the receipt, or by its absence (`effectOf`).
 * Over as soon as it has fallen that far (domain.md 9.1: fan ran 10 minutes, value not down by 20 %).
 */
export function ineffective(rule: IneffectiveRule): Looker {
  const withinMs = durationMs(rule.within)
  return (before, look) => {
    const value = look.values?.[rule.reading] ?? look.receipt?.values?.[rule.reading]
    const begins = look.receipt?.command === rule.command && look.receipt.ok && value !== undefined && !before.running
    const begun = begins ? { since: look.now, from: value } : (before.running ?? null)
    if (!begun) return null
    const told = !begins && look.values?.[rule.reading] !== undefined
    const running: Running = told ? { ...begun, heard: true } : begun
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
