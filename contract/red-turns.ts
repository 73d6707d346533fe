/** How red events take turns on a wall. Free of any library: pages read it too. */

/** How long one unaccepted red event stays before the next has its turn, ms. */
export const redTurnMs = 20_000
/** So many red events travel whole: the longest waiting ones and those whose turn comes soon, then the newest others. */
export const redsCarried = 50
/** Of those the turns to come: at 20 seconds each they last until the wall asks again, three times over. */
const turnsAhead = 12

/** `waits`: nobody has accepted it; `exercise`: a drill. */
export type OpenRed = { id: string; exercise: boolean; waits: boolean }

/** Whose turn it is at `now` (ms) among `n`: by the clock, so that several walls show the same. */
export const redTurn = (n: number, now: number): number => (n === 0 ? 0 : Math.floor(now / redTurnMs) % n)

/** The unaccepted ones in the order of their turns, however many; given the longest open first. A drill takes no turn while one in earnest waits. */
export function redTurns(reds: readonly OpenRed[]): string[] {
  const waiting = reds.filter(({ waits }) => waits)
  const real = waiting.filter(({ exercise }) => !exercise)
  return (real.length > 0 ? real : waiting).map(({ id }) => id)
}

/**
 * Which of the open red ones (longest open first) travel whole: whoever waits longest, those whose turn is next, then the newest that somebody has.
 * An unaccepted one is never left out because accepted or newer ones came.
 */
export function carriedReds(reds: readonly OpenRed[], now: number): string[] {
  const turns = redTurns(reds)
  const at = redTurn(turns.length, now)
  const soon = [...turns.slice(at), ...turns.slice(0, at)].slice(0, turnsAhead)
  const longest = turns.slice(0, redsCarried - turnsAhead)
  const held = new Set(turns)
  const others = reds.filter(({ id }) => !held.has(id)).toReversed()
  return [...new Set([...longest, ...soon, ...turns, ...others.map(({ id }) => id)])].slice(0, redsCarried)
}
