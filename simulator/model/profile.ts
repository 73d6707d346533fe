import type { PackSimulator, PlaySeries } from '../../contract/pack-simulator.ts'
import { type Duration, durationMs } from '../../contract/time.ts'
import { chanceOf } from './chance.ts'
import { dayMs, endsMs, endsOf, valueAt } from './span.ts'

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
      (one, i) => one.kind === kind && isWrong(one, `${device.seed}:${device.id}:fault:${i}`, { nowMs, sinceMs: played.sinceMs }),
    )
  const spike = wrong('spike')
  if (spike?.reading !== undefined && spike.value !== undefined) values[spike.reading] = spike.value
  const said = wrong('stuck') && Object.keys(played.last).length > 0 ? played.last : values
  return { values: wrong('silent') ? null : said, played: { ...played, moved, atMs: nowMs, last: said } }
}

type Asked = Device & { reading: string }

function readingNow({ simulator, ranges }: Profile, { id, seed, reading }: Asked, played: Played, nowMs: number): number {
  const own = simulator.series[reading]!
  const follows = own.follows
  const leader = follows && simulator.series[follows.reading]
  const led = follows && leader ? levelNow(simulator, { id, seed, reading: follows.reading }, played, nowMs) : null
  const goes = follows && led !== null ? follows.by * Math.max(0, led - follows.over) : 0
  const noise = valueAt(endsOf(own.noise), chanceOf(`${seed}:${id}:${reading}:noise`))
  const chance = (chanceOf(`${seed}:${id}:${reading}:${Math.floor(nowMs / 1000)}`) - 0.5) * 2 * noise
  const [low, high] = ranges[reading] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const value = levelNow(simulator, { id, seed, reading }, played, nowMs) + goes + chance
  return Number(Math.min(high, Math.max(low, value)).toFixed(own.digits))
}

/** Where a reading stands without chance: at rest, and what episodes and commands make of it. */
function levelNow(simulator: PackSimulator, asked: Asked, played: Played, nowMs: number): number {
  const { id, seed, reading } = asked
  const { base, rest } = restNow(simulator.series[reading]!, asked, played, nowMs)
  const gone = simulator.episodes.reduce((sum, one, i) => {
    if (one.reading !== reading) return sum
    const first = i === 0 && id.endsWith('-1')
    const since = first ? nowMs - played.sinceMs - firstAfterMs : null
    const turn =
      since === null ? turnOf(one.every, `${seed}:${id}:episode:${i}`, nowMs) : since < 0 ? -1 : since % durationMs(one.every)
    return sum + (one.to - base) * shareOf(one, turn)
  }, 0)
  // What a command takes away is what came: it never goes beyond rest.
  const by = played.moved[reading] ?? 0
  return rest + (gone > 0 ? Math.max(0, gone + Math.min(0, by)) : Math.min(0, gone + Math.max(0, by)))
}

/** China; only the hour of the daily peak needs it. */
const zoneMs = 8 * 3_600_000

/** The base of a device of its own, and where it rests at this hour of the day and after so many days. */
function restNow(series: PlaySeries, { id, seed, reading }: Asked, { sinceMs }: Played, nowMs: number) {
  const of = (name: string): number => chanceOf(`${seed}:${id}:${reading}${name}`)
  const { seldom, swing, swingShare, peakHour, drift } = series
  const base = valueAt(endsOf(seldom && of(':seldom') < seldom.share ? seldom.base : series.base), of(''))
  const swings = swing + base * valueAt(endsOf(swingShare), of(':swing'))
  const day = Math.cos(2 * Math.PI * (((nowMs + zoneMs) % dayMs) / dayMs - peakHour / 24))
  return { base, rest: base + swings * day + (valueAt(endsOf(drift), of(':drift')) * (nowMs - sinceMs)) / dayMs }
}

type Wrong = PackSimulator['faults'][number]

/** Whether a fault holds at a device now: it has it at all, and this is a turn of it. */
function isWrong(
  { every, lasts, share, first }: Wrong,
  of: string,
  { nowMs, sinceMs }: { nowMs: number; sinceMs: number },
): boolean {
  if (chanceOf(`${of}:has`) >= share) return false
  const since = first === undefined ? null : nowMs - sinceMs - valueAt(endsMs(first), chanceOf(`${of}:first`))
  if (since !== null && since < 0) return false
  const turn = since === null ? turnOf(every, of, nowMs) : since % durationMs(every)
  return turn < valueAt(endsMs(lasts), chanceOf(`${of}:lasts`))
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
  return chanceOf(`${seed}:${id}:${command}`) < one.fails
    ? null
    : { afterMs: valueAt(endsMs(one.after), chanceOf(`${seed}:${id}:${command}:after`)) }
}

export function ranCommand({ simulator }: Profile, played: Played, name: string): Played {
  const ended = simulator.answers.filter(({ ends }) => ends === name).map(({ command }) => command)
  const begins = simulator.answers.some(({ command }) => command === name)
  const running = played.running.filter((one) => one !== name && !ended.includes(one))
  return { ...played, running: begins ? [...running, name] : running }
}
