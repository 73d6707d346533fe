import type { SlopeModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import type { TruthLine } from '../../contract/truth.ts'

/**
 * What befalls a watched slope in the demo, in hours instead of weeks, so that somebody can look on: values of movement are mm, by the moment. Its
 * numbers are the pack's; slopes as they fail by the literature are `rock.ts`, which the bench measures with.
 *
 * * `fails`: inverse velocity falls to nothing at the end, both sensors move, then they are gone with the slope
 * * `stirred`: a storm over it; it moves ever slower and comes to rest without failing
 * * `knocked`: one sensor jumps, the slope is at rest: whoever calls people calls them for nothing
 * * `mute`: one sensor says nothing
 */
export type SlopeStory = { point: string; kind: keyof SlopeModel['stories']; fromMs: number; untilMs: number }
export type Rain = { rain1h: number; rain24h: number }

const minuteMs = 60_000

/** A story that begins at a moment and lasts as long as the pack says. */
export const storyOf = ({ stories }: SlopeModel, { point, kind, fromMs }: Omit<SlopeStory, 'untilMs'>): SlopeStory => ({
  ...{ point, kind, fromMs, untilMs: fromMs + durationMs(stories[kind].lasts) },
})

/** Millimetres a slope, or a knocked mount, has moved by a moment. */
export function movedMm({ stories }: SlopeModel, { kind, fromMs, untilMs }: SlopeStory, nowMs: number): number {
  const since = nowMs - fromMs
  if (since <= 0 || kind === 'mute') return 0
  if (kind === 'knocked') return nowMs < untilMs ? stories.knocked.mm : 0
  if (kind === 'stirred') return stories.stirred.mm * (1 - Math.exp(-since / durationMs(stories.stirred.over)))
  const [long, left] = [untilMs - fromMs, Math.max(untilMs - nowMs, minuteMs)]
  return stories.fails.mm * Math.log(long / left)
}

type Sensor = { says: string; serial: number }

/** What a story adds to what a sensor (1 or 2) of a point says at rest, in the sensor's unit; null: it says nothing. */
export function addsTo(model: SlopeModel, story: SlopeStory, { says, serial }: Sensor, nowMs: number): number | null {
  const { kind, fromMs, untilMs } = story
  const { stories, scales } = model
  if (kind === 'mute' && serial === 1 && fromMs <= nowMs && nowMs < untilMs) return null
  if (kind === 'fails' && untilMs <= nowMs) return nowMs < untilMs + durationMs(stories.fails.gone) ? null : 0
  return movedMm(model, story, nowMs) * (stories[kind].sees[serial - 1] ?? 0) * (scales[says] ?? 0)
}

/** Rain at a slope that is stirred: it has rained all day, then it pours; null: as everywhere. */
export function rainOver({ storm }: SlopeModel, { kind, fromMs, untilMs }: SlopeStory, nowMs: number): Rain | null {
  if (kind !== 'stirred' || nowMs >= untilMs) return null
  const { hour, day, dries } = storm
  const minutes = Math.max(0, (nowMs - fromMs) / minuteMs)
  const pours = durationMs(storm.pours) / minuteMs
  const pouring = Math.min(minutes, pours)
  const rain1h =
    minutes <= pours
      ? Math.min(hour.most, hour.before + hour.perMinute * pouring)
      : Math.max(0, hour.most - dries * (minutes - pours))
  return { rain1h: tidy(rain1h), rain24h: tidy(Math.min(day.most, day.before + day.perMinute * pouring)) }
}
const tidy = (mm: number): number => Math.round(mm * 10) / 10

/** From when on a faultless detector would call: by movement, or by the rain over it. Null: never, nothing moves. */
function dueMs({ stories, storm, due }: SlopeModel, { kind, fromMs, untilMs }: SlopeStory): number | null {
  if (kind === 'stirred') return fromMs + durationMs(storm.due)
  if (kind === 'mute') return fromMs + durationMs(stories.mute.due)
  if (kind === 'knocked') return null
  return untilMs - (untilMs - fromMs) * Math.exp(-due / stories.fails.mm)
}

/** What is truly so of a point by now; a story that has not begun is not told. A sensor's fault is no movement, and is written as what it is. */
export function slopeTruth(model: SlopeModel, stories: readonly SlopeStory[], nowMs: number): TruthLine[] {
  return stories
    .filter(({ fromMs }) => fromMs <= nowMs)
    .map((story) => {
      const { point, kind, fromMs, untilMs } = story
      const [iso, due] = [(ms: number): string => new Date(ms).toISOString(), dueMs(model, story)]
      return {
        ...{ id: `${point} ${kind} ${fromMs}`, pack: 'rock-hazard', of: point, cause: kind, from: iso(fromMs) },
        matter: kind === 'fails' || kind === 'stirred' ? 'rock' : 'rock-device',
        due: due === null ? null : iso(Math.round(due)),
        until: untilMs <= nowMs ? iso(untilMs) : null,
        ...(kind === 'fails' ? { before: iso(untilMs) } : {}),
      }
    })
}
