import type { ThresholdRule } from '../../../../contract/pack.ts'
import { severityWeight } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Look, RuleState, Verdict } from '../types.ts'

type Level = ThresholdRule['levels'][number]

/**
 * Threshold with hold and hysteresis. A level counts once the value has been at or beyond its limit for its hold: up at once,
 * at the very moment the hold is over, with or without a new reading. It is over once the value has been back behind
 * its *own* clear limit for `clearHold`; the alarm then falls to the heaviest level that still holds (decisions.md 2).
 */
export function threshold(rule: ThresholdRule, before: RuleState, look: Look): Verdict {
  const levels = [...rule.levels].sort((a, b) => severityWeight(b.severity) - severityWeight(a.severity))
  const value = look.values?.[rule.reading]
  const state: RuleState = { level: before.level, beyond: { ...before.beyond }, back: { ...before.back } }
  if (value !== undefined) for (const level of levels) noteValue(rule, level, state, { value, now: look.now })

  const held = (level: Level): boolean => {
    const since = state.beyond![level.severity]
    return since !== undefined && look.now - since >= durationMs(level.hold)
  }
  const over = (level: Level): boolean => {
    const since = state.back![level.severity]
    return since !== undefined && look.now - since >= durationMs(rule.clearHold)
  }
  const heaviest = levels.find(
    (level) => held(level) || (severityWeight(level.severity) <= severityWeight(before.level) && !over(level)),
  )
  state.level = heaviest?.severity ?? null
  if (state.level === null) state.back = {}

  const told = levels.find(
    (level) => level.severity === (severityWeight(state.level) > severityWeight(before.level) ? state.level : before.level),
  )
  const change =
    state.level === before.level
      ? null
      : { from: before.level, to: state.level, value: value ?? null, limit: told?.limit ?? null }
  return { state, change, wakeAt: nextWake(rule, state, levels) }
}

function noteValue(rule: ThresholdRule, level: Level, state: RuleState, seen: { value: number; now: number }): void {
  const sign = rule.direction === 'above' ? 1 : -1
  const isBeyond = (seen.value - level.limit) * sign >= 0
  if (isBeyond) state.beyond![level.severity] ??= seen.now
  else delete state.beyond![level.severity]
  const isBack = (clearLimit(rule, level.limit) - seen.value) * sign > 0
  if (isBack && severityWeight(level.severity) <= severityWeight(state.level)) state.back![level.severity] ??= seen.now
  else delete state.back![level.severity]
}

/** The value behind which a level is over: `limit × factor` going up, `limit ÷ factor` going down. */
export const clearLimit = (rule: Pick<ThresholdRule, 'direction' | 'clearFactor'>, limit: number): number =>
  rule.direction === 'above' ? limit * rule.clearFactor : limit / rule.clearFactor

function nextWake(rule: ThresholdRule, state: RuleState, levels: Level[]): number | null {
  const waits = levels
    .filter(
      (level) => severityWeight(level.severity) > severityWeight(state.level) && state.beyond?.[level.severity] !== undefined,
    )
    .map((level) => state.beyond![level.severity]! + durationMs(level.hold))
  const back = state.level ? state.back?.[state.level] : undefined
  if (back !== undefined) waits.push(back + durationMs(rule.clearHold))
  return waits.length > 0 ? Math.min(...waits) : null
}
