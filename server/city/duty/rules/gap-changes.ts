import type { Span } from '../types.ts'

const dayMs = 86_400_000

/** What was told of a gap and is not over. `day`: the city's day on which it was told. */
export type ToldGap = Span & { id: string; day: string }
export type GapChanges = { found: Span[]; over: { id: string; how: 'filled' | 'passed' }[] }

/** The span in which a gap is told: from now to the end of tomorrow. `offsetMs`: of the city's clock from UTC. */
export function tellingWindow(now: Date, offsetMs: number): Span {
  const today = Math.floor((now.getTime() + offsetMs) / dayMs)
  return { from: now, to: new Date((today + 2) * dayMs - offsetMs) }
}

/** A gap one was told of is there as long as its end is: what was filled at its beginning only is the same gap, made shorter. */
export const isSameGap = (gap: Span, told: Pick<Span, 'to'>): boolean => gap.from < told.to && gap.to >= told.to

/** What is to be told and what is over, seeing the gaps there are now. Each gap is told once a day, for as long as it is there. */
export function gapChanges(
  gaps: readonly Span[],
  told: readonly ToldGap[],
  { now, today }: { now: Date; today: string },
): GapChanges {
  const over: GapChanges['over'] = []
  const standing: ToldGap[] = []
  for (const one of told) {
    if (one.to > now && !gaps.some((gap) => isSameGap(gap, one))) over.push({ id: one.id, how: 'filled' })
    else if (one.to <= now || one.day < today) over.push({ id: one.id, how: 'passed' })
    else standing.push(one)
  }
  return { found: gaps.filter((gap) => !standing.some((one) => isSameGap(gap, one))), over }
}
