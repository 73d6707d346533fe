import type { PackSimulator } from '../../contract/pack-simulator.ts'
import { type Duration, durationMs } from '../../contract/time.ts'
import { chanceOf } from './chance.ts'

/** How the devices of one kind are played: the pack's profile, and the range of each reading. */
export type Profile = { simulator: PackSimulator; ranges: Record<string, [low: number, high: number]> }
/** What a played device remembers: since when it is there, how far commands moved its readings, what it was told, what it said last. */
export type Played = {
  sinceMs: number
  atMs: number
  moved: Record<string, number>
  running: readonly string[]
  last: Record<string, number>
}
type Device = { id: string; seed: string }

const dayMs = 86_400_000
/** At the first thing of a pack something happens this soon, so that whoever installed it sees it. */
const firstAfterMs = 60_000

export const newPlayed = (nowMs: number): Played => ({ sinceMs: nowMs, atMs: nowMs, moved: {}, running: [], last: {} })

/** What a device says now, null while nothing is heard of it. The same seed tells the same story. Pure. */
export function playProfile(profile: Profile, device: Device, played: Played, nowMs: number) {
  const { simulator } = profile
  const moved = movedNow(simulator, played, nowMs)
  const values = Object.fromEntries(
    Object.keys(simulator.series).map((reading) => [
      reading,
      readingNow(profile, { ...device, reading }, { ...played, moved }, nowMs),
    ]),
  )
  const wrong = (kind: 'silent' | 'stuck' | 'spike') =>
    simulator.faults.find(
      (one, i) => one.kind === kind && turnOf(one.every, `${device.seed}:${device.id}:fault:${i}`, nowMs) < durationMs(one.lasts),
    )
  const spike = wrong('spike')
  if (spike?.reading !== undefined && spike.value !== undefined) values[spike.reading] = spike.value
  const said = wrong('stuck') && Object.keys(played.last).length > 0 ? played.last : values
  return { values: wrong('silent') ? null : said, played: { ...played, moved, atMs: nowMs, last: said } }
}

type Asked = Device & { reading: string }

function readingNow({ simulator, ranges }: Profile, { id, seed, reading }: Asked, played: Played, nowMs: number): number {
  const { base, noise, swing, digits } = simulator.series[reading]!
  const rest = base + swing * Math.sin((2 * Math.PI * (nowMs % dayMs)) / dayMs)
  const gone = simulator.episodes.reduce((sum, one, i) => {
    if (one.reading !== reading) return sum
    const first = i === 0 && id.endsWith('-1')
    const since = first ? nowMs - played.sinceMs - firstAfterMs : null
    const turn =
      since === null ? turnOf(one.every, `${seed}:${id}:episode:${i}`, nowMs) : since < 0 ? -1 : since % durationMs(one.every)
    return sum + (one.to - base) * shareOf(one, turn)
  }, 0)
  const chance = (chanceOf(`${seed}:${id}:${reading}:${Math.floor(nowMs / 1000)}`) - 0.5) * 2 * noise
  // What a command takes away is what came: it never goes beyond rest.
  const by = played.moved[reading] ?? 0
  const left = gone > 0 ? Math.max(0, gone + Math.min(0, by)) : Math.min(0, gone + Math.max(0, by))
  const [low, high] = ranges[reading] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return Number(Math.min(high, Math.max(low, rest + left + chance)).toFixed(digits))
}

/** How far an episode has come: 0 nothing, 1 all of it. */
function shareOf({ rise, hold }: { rise: Duration; hold: Duration }, turnMs: number): number {
  const [up, stays] = [durationMs(rise), durationMs(hold)]
  if (turnMs < 0 || turnMs >= 2 * up + stays) return 0
  if (turnMs < up) return turnMs / up
  return turnMs < up + stays ? 1 : (2 * up + stays - turnMs) / up
}

/** Milliseconds since the last turn of what comes once in `every`; each device has its own moment. */
function turnOf(every: Duration, of: string, nowMs: number): number {
  const length = durationMs(every)
  return (nowMs + Math.floor(chanceOf(of) * length)) % length
}

/** While a command runs its reading moves; when it is over, what it took comes back as fast. */
function movedNow({ answers }: PackSimulator, { moved, running, atMs }: Played, nowMs: number): Record<string, number> {
  const minutes = Math.max(0, nowMs - atMs) / 60_000
  const next = { ...moved }
  for (const { command, moves } of answers) {
    if (!moves) continue
    const by = next[moves.reading] ?? 0
    const step = moves.perMinute * minutes
    const back = Math.abs(by) <= Math.abs(step) ? 0 : by - step
    next[moves.reading] = running.includes(command) ? by + step : back
  }
  return next
}

/** When a command is confirmed, null: it is not; and what runs from then on. A command the profile does not know is confirmed and does nothing. */
export function answerOf(
  { simulator }: Profile,
  { id, seed }: Device,
  name: string,
  command: string,
): { afterMs: number } | null {
  const one = simulator.answers.find((answer) => answer.command === name || answer.ends === name)
  if (!one) return { afterMs: 500 }
  return chanceOf(`${seed}:${id}:${command}`) < one.fails ? null : { afterMs: durationMs(one.after) }
}

export function ranCommand({ simulator }: Profile, played: Played, name: string): Played {
  const ended = simulator.answers.filter(({ ends }) => ends === name).map(({ command }) => command)
  const begins = simulator.answers.some(({ command }) => command === name)
  const running = played.running.filter((one) => one !== name && !ended.includes(one))
  return { ...played, running: begins ? [...running, name] : running }
}
