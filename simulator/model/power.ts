import { hashOf } from './chance.ts'

/** The power of one box is gone from a moment to another, milliseconds since the start of the run. */
export type PowerCut = { supply: string; fromMs: number; untilMs: number }

const nominal = 225
/** Volts by which a healthy grid wanders within a minute. */
const wander = 4

/** Is this object without power now: the box itself, or what hangs on it? */
export const isCut = (cut: PowerCut | null, supply: string | null, sinceMs: number): boolean =>
  cut !== null && supply === cut.supply && sinceMs >= cut.fromMs && sinceMs < cut.untilMs

/** What a box's monitor measures: it has a battery, so it tells that there is nothing. Volts, one decimal. */
export function voltage(device: string, nowMs: number, cut: boolean): number {
  if (cut) return 0
  const share = (hashOf(`${device}:${Math.floor(nowMs / 60_000)}`) % 1000) / 1000
  return Math.round((nominal + (share - 0.5) * 2 * wander) * 10) / 10
}
