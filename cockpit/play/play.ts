import type { WallPlaylist, WallPush, WallTurn } from '../../contract/wall.ts'
import { isUnaccepted, nextOf, pushed as turnOf, type Waiting } from '../war/push.ts'

/** What a wall shows. `area` null: its own. `vital`: the code of one, on the screen of one vital, which is opened by hand only. */
export type Scene = {
  screen: 'overview' | 'risk' | 'check-up' | 'event' | 'vital'
  area: string | null
  event: string | null
  vital?: string
}

/** Where the playlist stands: which turn, since when (ms). */
export type Turning = { at: number; since: number }
export const firstTurn = (now: number): Turning => ({ at: 0, since: now })

/** What turns look at: open red events, the time of day in the city ("09:42"). */
export type Look<T> = { reds: readonly T[]; clock: string }

/** Does a turn count now? Hours may go over midnight ("22:00" to "06:00"). The screen of one event needs one. */
export function counts<T extends Waiting>(turn: WallTurn, { reds, clock }: Look<T>): boolean {
  if (turn.screen === 'event' && reds.length === 0) return false
  if (turn.when === 'red-open') return reds.length > 0
  if (turn.when === 'red-unaccepted') return reds.some(isUnaccepted)
  if (turn.when === 'quiet') return reds.length === 0
  if (turn.when !== 'hours' || !turn.hours) return true
  const { from, until } = turn.hours
  return from <= until ? clock >= from && clock < until : clock >= from || clock < until
}

/** The next turn behind `at` that counts; itself when no other does, null when none does. */
export function nextCounting<T extends Waiting>({ turns }: WallPlaylist, at: number, look: Look<T>): number | null {
  for (let step = 1; step <= turns.length; step++) {
    const next = (at + step) % turns.length
    if (counts(turns[next]!, look)) return next
  }
  return null
}

/** Where the playlist stands at `now`: its turn is over after its seconds, or as soon as it does not count any more; while paused it stays. */
export function turnAt<T extends Waiting>(
  turning: Turning,
  { playlist, look, now, paused }: { playlist: WallPlaylist; look: Look<T>; now: number; paused: boolean },
): Turning {
  const turn = playlist.turns[turning.at]
  if (turn && paused) return turning
  if (turn && counts(turn, look) && now < turning.since + turn.seconds * 1000) return turning
  const next = nextCounting(playlist, turn ? turning.at : -1, look)
  return next === null ? turning : { at: next, since: now }
}

/**
 * What a person is at: chose an address (`scene`), or keeps the overview until a moment. `over`: the case they chose came to its end while they
 * looked at it.
 */
export type Hand = { scene: Scene | null; until: number; over?: boolean }

/** How long a case somebody opened stays after they last touched the wall. */
export const caseHeldMs = 300_000
/** Does the wall still show the case somebody opened? Not for ever: nobody comes back to a wall to close it. */
export const keepsCase = ({ scene, until, over }: Hand, now: number): boolean =>
  scene?.screen === 'event' && now < until && over !== true
export type Showing<T> = {
  scene: Scene
  why: 'chosen' | 'pushed' | 'red' | 'playlist' | 'home'
  /** an unaccepted red event that stands named above the scene, because the scene is not its own */
  bar: T | null
  /** how many more wait that are neither on the wall nor named */
  more: number
}

type Asked<T> = {
  reds: readonly T[]
  /** every unaccepted red one by id, in the order of turns: more than have rows when there are very many */
  waiting: readonly string[]
  push: WallPush | null
  playlist: WallPlaylist | null
  turning: Turning
  hand: Hand
  clock: string
  now: number
}

const home: Scene = { screen: 'overview', area: null, event: null }

/**
 * What is on the wall at `now` (ms). A person's choice counts first, then what the console pushed, then red events nobody accepted in turns,
 * then the playlist. Whatever it is: an unaccepted red event that the scene is not about is named above it, each in its turn, with how many more wait.
 */
export function showing<T extends Waiting & { id: string }>(asked: Asked<T>): Showing<T> {
  const { scene, why } = sceneOf(asked)
  return { scene, why, ...named(asked, scene.event) }
}

/** Who is named above a picture that shows `shown` (null: none of those that wait, also when its own picture cannot be read), and how many more wait. */
export function named<T extends Waiting & { id: string }>(
  { waiting, reds, now }: Pick<Asked<T>, 'waiting' | 'reds' | 'now'>,
  shown: string | null,
): Pick<Showing<T>, 'bar' | 'more'> {
  const bar = nextOf(waiting, shown, { rows: reds, now })
  const seen = waiting.filter((id) => id === shown || id === bar?.id).length
  return { bar, more: waiting.length - seen }
}

function sceneOf<T extends Waiting & { id: string }>(asked: Asked<T>): Pick<Showing<T>, 'scene' | 'why'> {
  const { waiting, push, playlist, turning, hand, reds, clock, now } = asked
  if (hand.scene && keepsCase(hand, now)) return { scene: hand.scene, why: 'chosen' }
  const chosen = hand.scene?.screen === 'event' ? null : hand.scene
  if (push && Date.parse(push.until) > now && (push.screen !== 'event' || push.event))
    return { scene: { screen: push.screen, area: push.area, event: push.event }, why: 'pushed' }
  const red = turnOf(waiting, now, hand.until)
  if (red) return { scene: { screen: 'event', area: null, event: red }, why: 'red' }
  if (chosen && (now < hand.until || !playlist || playlist.turns.length === 0)) return { scene: chosen, why: 'chosen' }
  if (now < hand.until) return { scene: home, why: 'home' }
  const turn = playlist?.turns[turning.at]
  if (!turn || !counts(turn, { reds, clock })) return { scene: chosen ?? home, why: 'home' }
  const event =
    turn.screen === 'event' ? (reds.toSorted((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt))[0]?.id ?? null) : null
  return { scene: { screen: turn.screen, area: turn.area, event }, why: 'playlist' }
}
