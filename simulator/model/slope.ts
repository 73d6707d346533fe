import type { TruthLine } from '../../contract/truth.ts'

/**
 * What befalls a watched slope in the demo, in hours instead of weeks, so that somebody can look on: values of movement are mm, by the moment. It is
 * ours and made up; slopes as they fail by the literature are `rock.ts`, which the bench measures with.
 *
 * * `fails`: inverse velocity falls to nothing at the end, both sensors move, then they are gone with the slope
 * * `stirred`: a storm over it; it moves ever slower and comes to rest without failing
 * * `knocked`: one sensor jumps, the slope is at rest: whoever calls people calls them for nothing
 * * `mute`: one sensor says nothing
 */
export type SlopeStory = { point: string; kind: 'fails' | 'stirred' | 'knocked' | 'mute'; fromMs: number; untilMs: number }
export type Rain = { rain1h: number; rain24h: number }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long a slope that fails takes by itself, in compressed time. */
export const failsWithinMs = 12 * hourMs
const lastsMs = { fails: failsWithinMs, stirred: dayMs, knocked: 6 * hourMs, mute: 8 * hourMs } as const
/** New sensors stand at what is left of a slope so long after it failed. */
const goneMs = 2 * hourMs
/** A loose mount was knocked: over the pack's yellow of a day, under its orange. */
const knockMm = 7
/** Of a slope that fails: by it everything scales; 20 mm in the first four fifths of the time. */
const reachMm = 12.5
const stirred = { mm: 13, overMs: 50 * minuteMs } as const
/** What the first and the second sensor see of the movement. */
const shares: Record<SlopeStory['kind'], readonly [number, number]> = {
  fails: [1, 0.85],
  stirred: [1, 0.4],
  knocked: [1, 0],
  mute: [0, 0],
}
/** A millimetre of movement in the unit of each sensor: degrees of tilt, mm of GNSS. */
const scales: Record<string, number> = { crack: 1, gnss: 1.5, tilt: 0.05 }

export const storyOf = (point: string, kind: SlopeStory['kind'], fromMs: number): SlopeStory => ({
  ...{ point, kind, fromMs, untilMs: fromMs + lastsMs[kind] },
})

/** Millimetres a slope, or a knocked mount, has moved by a moment. */
export function movedMm({ kind, fromMs, untilMs }: SlopeStory, nowMs: number): number {
  const since = nowMs - fromMs
  if (since <= 0 || kind === 'mute') return 0
  if (kind === 'knocked') return nowMs < untilMs ? knockMm : 0
  if (kind === 'stirred') return stirred.mm * (1 - Math.exp(-since / stirred.overMs))
  const [long, left] = [untilMs - fromMs, Math.max(untilMs - nowMs, minuteMs)]
  return reachMm * Math.log(long / left)
}

/** What a story adds to what a sensor (1 or 2) of a point says at rest, in the sensor's unit; null: it says nothing. */
export function addsTo(story: SlopeStory, { says, serial }: { says: string; serial: number }, nowMs: number): number | null {
  const { kind, fromMs, untilMs } = story
  if (kind === 'mute' && serial === 1 && fromMs <= nowMs && nowMs < untilMs) return null
  if (kind === 'fails' && untilMs <= nowMs) return nowMs < untilMs + goneMs ? null : 0
  return movedMm(story, nowMs) * (shares[kind][serial - 1] ?? 0) * (scales[says] ?? 0)
}

/** Minutes after its beginning the storm brings the hour's rain over 30 mm. */
const pouringMinutes = 8
const before: Rain = { rain1h: 6, rain24h: 53 }

/** Rain at a slope that is stirred: it has rained all day, then it pours for an hour and a half; null: as everywhere. */
export function rainOver({ kind, fromMs, untilMs }: SlopeStory, nowMs: number): Rain | null {
  if (kind !== 'stirred' || nowMs >= untilMs) return null
  const minutes = Math.max(0, (nowMs - fromMs) / minuteMs)
  const pouring = Math.min(minutes, 90)
  const rain1h = minutes <= 90 ? Math.min(38, before.rain1h + 3.1 * pouring) : Math.max(0, 38 - 0.6 * (minutes - 90))
  return { rain1h: tidy(rain1h), rain24h: tidy(Math.min(112, before.rain24h + 0.65 * pouring)) }
}
const tidy = (mm: number): number => Math.round(mm * 10) / 10

/** Movement in a day from which people are to be called: the pack's yellow of a crack. */
const calledMm = 5

/** From when on a faultless detector would call: by movement, or by the rain over it. Null: never, nothing moves. */
function dueMs({ kind, fromMs, untilMs }: SlopeStory): number | null {
  if (kind === 'stirred') return fromMs + pouringMinutes * minuteMs
  if (kind === 'mute') return fromMs + 6 * hourMs
  if (kind === 'knocked') return null
  return untilMs - (untilMs - fromMs) * Math.exp(-calledMm / reachMm)
}

/** What is truly so of a point by now; a story that has not begun is not told. A sensor's fault is no movement, and is written as what it is. */
export function slopeTruth(stories: readonly SlopeStory[], nowMs: number): TruthLine[] {
  return stories
    .filter(({ fromMs }) => fromMs <= nowMs)
    .map((story) => {
      const { point, kind, fromMs, untilMs } = story
      const [iso, due] = [(ms: number): string => new Date(ms).toISOString(), dueMs(story)]
      return {
        ...{ id: `${point} ${kind} ${fromMs}`, pack: 'rock-hazard', of: point, cause: kind, from: iso(fromMs) },
        matter: kind === 'fails' || kind === 'stirred' ? 'rock' : 'rock-device',
        due: due === null ? null : iso(Math.round(due)),
        until: untilMs <= nowMs ? iso(untilMs) : null,
        ...(kind === 'fails' ? { before: iso(untilMs) } : {}),
      }
    })
}
