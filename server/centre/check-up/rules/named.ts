import { type CheckUpThing, checkUpThings } from '../../../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../../../contract/check-up-wall.ts'
import { grades } from '../../../../contract/scales.ts'

/**
 * How many of each kind are named where there are places for so many: each kind keeps a quarter of them, so that many events hide no vital and no object;
 * what is free goes to the gravest kind first.
 */
export function namedOf(there: Readonly<Record<CheckUpThing, number>>, places: number): Record<CheckUpThing, number> {
  const kept = Math.floor(places / (checkUpThings.length + 1))
  const named = {
    event: Math.min(there.event, kept),
    vital: Math.min(there.vital, kept),
    object: Math.min(there.object, kept),
  }
  let free = places - named.event - named.vital - named.object
  for (const kind of checkUpThings) {
    const more = Math.min(there[kind] - named[kind], free)
    named[kind] += more
    free -= more
  }
  return named
}

type Thing = Pick<NonNullable<CheckUpWall['things']>[number], 'kind' | 'grade' | 'who'>

/** Of each grade the cases that still call for somebody to accept before those somebody has: they are the ones that need a call. Others as they stand. */
export function callFirst<T extends Thing>(things: readonly T[]): T[] {
  const rank = ({ grade, who }: T): number => (grade ? 2 * grades.indexOf(grade) : 0) + (who?.calledAt ? 0 : 1)
  const events = things.filter(({ kind }) => kind === 'event').toSorted((a, b) => rank(a) - rank(b))
  return [...events, ...things.filter(({ kind }) => kind !== 'event')]
}
