import type { ReadingIn } from '../contract/reading.ts'
import { durationMs } from '../contract/time.ts'
import type { InventoryGateway } from './inventory.ts'
import { shuffled } from './model/chance.ts'
import { sensorValues } from './model/sensor.ts'
import { addsTo, rainOver, type SlopeStory, slopeTruth, storyOf } from './model/slope.ts'
import type { Play } from './plays.ts'
import { isoOf, type Truth } from './truth.ts'

const dayMs = 86_400_000

/** A slope asked for: it fails at its moments of the city's clock. */
export type AskedSlope = { point: string; fromMs: number; untilMs: number }
type Options = {
  play: Play<'slope'>
  gateways: readonly InventoryGateway[]
  seed: string
  startMs: number
  asked: AskedSlope | null
  truth?: Truth | undefined
}

/** A rock sensor by its id: `rk-500236-0001-crack-1` stands at `point-500236-0001`. */
function placeOf(id: string): { point: string; says: string; serial: number } | null {
  const [, district, number, says, serial] = /^rk-(\d{6})-(\d{4})-([a-z]+)-(\d)$/.exec(id) ?? []
  return district && says ? { point: `point-${district}-${number}`, says, serial: Number(serial) } : null
}

export type Slopes = ReturnType<typeof createSlopes>

/**
 * The watched slopes of the city: each day of a run one is stirred by a storm, one fails, a sensor is knocked and one is mute, the first storm where a
 * newcomer looks. All others are at rest.
 */
export function createSlopes({ play, gateways, seed, startMs, asked, truth }: Options) {
  const { model } = play
  const points = watchedPoints(gateways)
  const home = gateways.find(({ devices }) => devices.some(({ first }) => first))?.district
  const stories = (nowMs: number): SlopeStory[] => {
    const day = Math.max(0, Math.floor((nowMs - startMs) / dayMs))
    const days = [day - 1, day].filter((one) => one >= 0)
    const seeded = days.flatMap((one) => storiesOfDay({ model, points, seed, home, startMs, day: one }))
    const { point, fromMs, untilMs } = asked ?? {}
    return point === undefined
      ? seeded
      : [...seeded.filter((one) => one.point !== point), { point, kind: 'fails', fromMs: fromMs!, untilMs: untilMs! }]
  }
  tellWatched(truth, points.length, startMs)
  const values = (id: string, nowMs: number): Record<string, number> | null => {
    const rest = sensorValues(play, id, { seed, nowMs })
    const place = placeOf(id)
    const story = place && newestOf(stories(nowMs), place.point, nowMs)
    if (!place || !story) return rest
    if (place.says === 'rain') return { ...rest, ...rainOver(model, story, nowMs) }
    const adds = addsTo(model, story, place, nowMs)
    const base = rest[place.says]
    return adds === null || base === undefined ? null : { ...rest, [place.says]: Number((base + adds).toFixed(3)) }
  }
  return {
    points,
    /** Sensors of a point with a story measure so often, for somebody who looks to see it move. */
    watchedEveryMs: durationMs(model.watched.every),
    /** What a sensor says now; null: nothing is heard of it. */
    values,
    /** Has its point a story these days? */
    isWatched: (id: string, nowMs: number): boolean => stories(nowMs).some(({ point }) => point === placeOf(id)?.point),
    /** What the logger kept before it was heard for the first time, oldest first. */
    kept(id: string, nowMs: number): ReadingIn[] {
      return timesBefore(model.watched, nowMs).flatMap((at) => {
        const said = values(id, at)
        return said ? [{ at: isoOf(at), values: said }] : []
      })
    },
    tell(nowMs: number): void {
      for (const line of slopeTruth(model, stories(nowMs), nowMs)) truth?.tell(line)
    },
  }
}

/** The moments a logger kept, oldest first. */
function timesBefore({ kept, keptEvery }: { kept: string; keptEvery: string }, nowMs: number): number[] {
  const everyMs = durationMs(keptEvery)
  const count = Math.floor(durationMs(kept) / everyMs)
  return Array.from({ length: count }, (_, i) => nowMs - (count - i) * everyMs)
}

/** Of the stories of a point the one that began last; before any has begun, the next. */
const newestOf = (all: readonly SlopeStory[], point: string, nowMs: number): SlopeStory | undefined => {
  const own = all.filter((story) => story.point === point)
  return own.findLast(({ fromMs }) => fromMs <= nowMs) ?? own[0]
}

/** Points of the register with sensors that are played. */
export const watchedPoints = (gateways: readonly InventoryGateway[]): string[] => [
  ...new Set(
    gateways.flatMap(({ sensors }) =>
      sensors.flatMap(({ id, kind }) => (kind === 'rock-sensor' ? (placeOf(id)?.point ?? []) : [])),
    ),
  ),
]

type Day = {
  model: Play<'slope'>['model']
  points: readonly string[]
  seed: string
  home: string | undefined
  startMs: number
  day: number
}
const kinds = ['stirred', 'fails', 'knocked', 'mute'] as const

/** The stories of one day of the run, each at another point; the newcomer's district has the storm and nothing graver. */
function storiesOfDay({ model, points, seed, home, startMs, day }: Day): SlopeStory[] {
  const at = (point: string): boolean => point.startsWith(`point-${home}-`)
  const [near, far] = [
    points.filter(at),
    shuffled(
      points.filter((point) => !at(point)),
      `${seed}:slopes:${day}`,
    ),
  ]
  const storm = near[day % Math.max(1, near.length)] ?? far.at(-1)
  const chosen = [storm, ...far]
  return kinds.flatMap((kind, n) => {
    const point = chosen[n]
    const after = durationMs(model.stories[kind].after)
    return point ? [storyOf(model, { point, kind, fromMs: startMs + day * dayMs + after })] : []
  })
}

/** Of how many points everything that is so is written: without it nobody knows how much was quiet. */
function tellWatched(truth: Truth | undefined, watched: number, startMs: number): void {
  if (watched > 0) truth?.watch({ pack: 'rock-hazard', matter: 'rock', watched, from: isoOf(startMs) })
}
