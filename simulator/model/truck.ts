import { chanceOf } from './chance.ts'

type Place = { lon: number; lat: number }

/** A round takes so long: out full, a while at the tip, back empty, a while at the site. */
const roundMs = 40 * 60_000
/** Degrees from the site to a tip nobody named, about two kilometres. */
const reach = 0.018

/** Which round a truck is on, how far (0–1), when it left its site and when it comes to the tip (ms). */
export function tripOf(id: string, nowMs: number): { number: number; phase: number; beganMs: number; arrivedMs: number } {
  const turns = nowMs / roundMs + chanceOf(`${id}:phase`)
  const number = Math.floor(turns)
  const beganMs = Math.round(nowMs - (turns - number) * roundMs)
  return { number, phase: turns - number, beganMs, arrivedMs: beganMs + 0.4 * roundMs }
}

/** Where a truck is on its round between a site and a tip (left out: one two kilometres off), how fast, which way, and whether it is full. */
export function route(
  id: string,
  site: Place,
  nowMs: number,
  tip?: Place,
): Place & { speedKmh: number; direction: number; full: boolean } {
  const heading = tip ? Math.atan2(tip.lon - site.lon, tip.lat - site.lat) : chanceOf(`${id}:way`) * 2 * Math.PI
  const far = tip ? Math.hypot(tip.lon - site.lon, tip.lat - site.lat) : reach
  const { phase } = tripOf(id, nowMs)
  const [out, back] = [phase < 0.4, phase >= 0.5 && phase < 0.9]
  const share = out ? phase / 0.4 : phase < 0.5 ? 1 : back ? (0.9 - phase) / 0.4 : 0
  const bend = Math.sin(share * Math.PI) * 0.2
  const at = (angle: number): Place => ({
    lon: site.lon + far * share * Math.sin(angle),
    lat: site.lat + far * share * Math.cos(angle),
  })
  const degrees = (Math.round((heading * 180) / Math.PI + (back ? 180 : 0)) + 360) % 360
  const moving = out || back
  const speedKmh = moving ? 20 + Math.round(chanceOf(`${id}:${Math.floor(nowMs / 10_000)}`) * 25) : 0
  return { ...at(heading + bend), speedKmh, direction: degrees, full: phase < 0.5 }
}
