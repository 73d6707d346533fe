import type { TruthLine } from '../../contract/truth.ts'
import type { TankTrouble, Vessel } from './roof-tank.ts'

/**
 * What truly befalls a roof tank between the beginning of a run and now; what a transmitter does wrong is no truth of the tank. An end that lies
 * ahead is not told, and nobody could find anything before the run began.
 * A tank that leaks and never comes below where the rule stands is not to be found by it.
 */
export function tankTruth(
  vessel: Vessel,
  { id, of }: { id: string; of: string },
  troubles: readonly TankTrouble[],
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): TruthLine[] {
  return troubles.flatMap((trouble) => {
    const { kind, fromMs, untilMs } = trouble
    if (kind === 'stuck' || kind === 'mute' || fromMs > nowMs || untilMs <= sinceMs) return []
    const low = vessel.lowSince(id, trouble)
    const iso = (ms: number): string => new Date(ms).toISOString()
    return [
      {
        ...{ id: `${of} ${kind} ${fromMs}`, pack: 'fire-alarm', matter: 'tank-low', of, cause: kind, from: iso(fromMs) },
        due: low === null ? null : iso(Math.max(low, sinceMs)),
        until: untilMs <= nowMs ? iso(untilMs) : null,
      },
    ]
  })
}
