import { type CheckUpThing, checkUpThings } from '../../../../contract/check-up-kinds.ts'

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
