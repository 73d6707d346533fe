import type { FleetModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import { allows, type Hauled, type Step, type Turn } from './haul.ts'
import { metresBetween } from './way.ts'

/** Something truly wrong with a turn: which check is to find it, from when to when it is so (null: it stays so), and when it is to be found. */
export type HaulTruth = { check: string; fromMs: number; dueMs: number; untilMs: number | null }

/**
 * What is truly wrong with a turn, by what truly was and not by what a terminal tells: reckoned from the places themselves, with the numbers of
 * the pack. A stretch counts when it lasts as long as a check waits.
 */
export function truthsOf(turn: Turn, { site, way, hours }: Hauled, { wrong }: FleetModel): HaulTruth[] {
  const away = ({ load, ...place }: Step): boolean => load >= 50 && metresBetween(place, site) > site.radius
  const long = (check: string, due: string, is: (step: Step) => boolean): HaulTruth[] =>
    stretches(turn.steps, is, durationMs(due)).map((one) => ({ check, ...one }))
  const carried = (check: string, due: string): HaulTruth[] => long(check, due, away)
  const of: HaulTruth[] = [
    ...(turn.wrong === 'no-ticket' ? carried('no-ticket', wrong['no-ticket'].due) : []),
    ...(hours === null ? carried('no-permit', wrong['no-permit'].due) : []),
    // Who stands at a light is on his way all the same.
    ...(hours === null ? [] : long('hours', wrong.hours.due, (step) => away(step) && !allows(hours, step.atMs))),
    ...(hours === null ? [] : long('route', wrong.route.due, (step) => away(step) && way.metresOff(step) > wrong.route.offM)),
    ...long('speed', wrong.speed.due, ({ speedKmh }) => speedKmh > wrong.speed.kmh),
  ]
  const end = turn.steps.at(-1)!.atMs
  if (turn.wrong === 'dump') of.push({ check: 'dump', fromMs: turn.emptyMs, dueMs: turn.emptyMs, untilMs: end })
  if (turn.wrong === 'unwashed') of.push({ check: 'unwashed', fromMs: turn.leftMs, dueMs: turn.leftMs, untilMs: end })
  if (turn.wrong === 'open-ticket' || turn.wrong === 'dump') {
    const dueMs = turn.leftMs + durationMs(wrong['open-ticket'].due)
    of.push({ check: 'open-ticket', fromMs: turn.emptyMs, dueMs, untilMs: null })
  }
  return of
}

/** Stretches of steps of which something is so, long enough to be found; `dueMs`: when they were long enough. */
function stretches(steps: readonly Step[], is: (step: Step) => boolean, leastMs: number): Omit<HaulTruth, 'check'>[] {
  const found: { fromMs: number; dueMs: number; untilMs: number }[] = []
  let fromMs: number | null = null
  for (const [i, step] of steps.entries()) {
    const so = is(step)
    if (so) fromMs ??= step.atMs
    if (fromMs === null || (so && i < steps.length - 1)) continue
    const untilMs = so ? step.atMs : steps[i - 1]!.atMs
    if (untilMs - fromMs >= leastMs) found.push({ fromMs, dueMs: fromMs + leastMs, untilMs })
    fromMs = null
  }
  return found
}
