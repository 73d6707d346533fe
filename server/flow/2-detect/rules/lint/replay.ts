import type { DetectRule, Pack } from '../../../../../contract/pack.ts'
import type { Severity } from '../../../../../contract/scales.ts'
import type { Look, RuleState } from '../../types.ts'
import { compileRules } from '../look.ts'

/** Recorded readings of one device, oldest first; times are milliseconds since 1970. */
export type Series = readonly { at: number; values: Record<string, number> }[]

/** Lets one rule look once, as the running rules do. */
export type Looker = (
  states: Record<string, RuleState>,
  look: Look,
) => { states: Record<string, RuleState>; changes: { to: Severity | null }[]; wakeAt: number | null }
export type LookerOf = (rule: DetectRule) => Looker

/** Lets a rule look as it would on one device of its pack; what is around the device (other devices, alarms near by) is not there. */
export const lookerOf =
  (pack: Pick<Pack, 'id' | 'deviceKind' | 'zones'>, zone: string): LookerOf =>
  (rule) =>
    compileRules([{ rule, pack }], zone).lookAll

/** A rule's severity changed. */
export type Turn = { at: number; from: Severity | null; to: Severity | null }

/** Plays readings to a rule, waking it at the moments it asks for; `told` may end the play by answering false. */
export function replay(look: Looker, series: Series, told: (turn: Turn) => boolean): void {
  let states: Record<string, RuleState> = {}
  let level: Severity | null = null
  let wakeAt: number | null = null
  const step = (now: number, values: Record<string, number> | null, lastAt: number | null): boolean => {
    const seen = look(states, { now, values, lastAt })
    states = seen.states
    wakeAt = seen.wakeAt !== null && seen.wakeAt > now ? seen.wakeAt : null
    for (const { to } of seen.changes) {
      const from = level
      level = to
      if (!told({ at: now, from, to })) return false
    }
    return true
  }
  let lastAt: number | null = null
  for (const { at, values } of series) {
    while (wakeAt !== null && wakeAt < at) if (!step(wakeAt, null, lastAt)) return
    lastAt = at
    if (!step(at, values, lastAt)) return
  }
}
