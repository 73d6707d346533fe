import type { RoundsModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import { chanceOf } from './chance.ts'

type Place = { lon: number; lat: number }

/** Which round a truck is on, how far (0–1), when it left its site and when it comes to the tip (ms). */
export function tripOf({ takes, arrives }: RoundsModel, id: string, nowMs: number): Trip {
  const roundMs = durationMs(takes)
  const turns = nowMs / roundMs + chanceOf(`${id}:phase`)
  const number = Math.floor(turns)
  const beganMs = Math.round(nowMs - (turns - number) * roundMs)
  return { number, phase: turns - number, beganMs, arrivedMs: beganMs + arrives * roundMs }
}

export type Trip = { number: number; phase: number; beganMs: number; arrivedMs: number }

/** Where a truck is on its round between a site and a tip (left out: one the pack's reach off), how fast, which way, and whether it is full. */
export function route(
  model: RoundsModel,
  { id, site, tip }: { id: string; site: Place; tip?: Place | undefined },
  nowMs: number,
): Place & { speedKmh: number; direction: number; full: boolean } {
  const heading = tip ? Math.atan2(tip.lon - site.lon, tip.lat - site.lat) : chanceOf(`${id}:way`) * 2 * Math.PI
  const far = tip ? Math.hypot(tip.lon - site.lon, tip.lat - site.lat) : model.reach
  const { arrives, leaves, returns, speedKmh: speeds } = model
  const { phase } = tripOf(model, id, nowMs)
  const [out, back] = [phase < arrives, phase >= leaves && phase < returns]
  const share = out ? phase / arrives : phase < leaves ? 1 : back ? (returns - phase) / (returns - leaves) : 0
  const bend = Math.sin(share * Math.PI) * 0.2
  const at = (angle: number): Place => ({
    lon: site.lon + far * share * Math.sin(angle),
    lat: site.lat + far * share * Math.cos(angle),
  })
  const degrees = (Math.round((heading * 180) / Math.PI + (back ? 180 : 0)) + 360) % 360
  const moving = out || back
  const speedKmh = moving ? speeds[0] + Math.round(chanceOf(`${id}:${Math.floor(nowMs / 10_000)}`) * (speeds[1] - speeds[0])) : 0
  return { ...at(heading + bend), speedKmh, direction: degrees, full: phase < leaves }
}

type Hours = readonly (readonly [from: string, to: string])[]
const [minuteMs, chinaMs] = [60_000, 8 * 3_600_000]

/** The first stretch of a way, by the minute, in which none of some hours (local, past midnight where they turn round) allows it. */
export function outsideHours(hours: Hours, fromMs: number, toMs: number): { fromMs: number; untilMs: number } | null {
  const isOutside = (ms: number): boolean => {
    const time = new Date(ms + chinaMs).toISOString().slice(11, 16)
    return !hours.some(([from, to]) => (from < to ? from <= time && time < to : time >= from || time < to))
  }
  let begun: number | null = null
  for (let ms = fromMs; ms < toMs; ms += minuteMs) {
    if (isOutside(ms)) begun ??= ms
    else if (begun !== null) return { fromMs: begun, untilMs: ms }
  }
  return begun === null ? null : { fromMs: begun, untilMs: toMs }
}
