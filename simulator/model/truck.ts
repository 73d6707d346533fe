import { chanceOf } from './chance.ts'

type Place = { lon: number; lat: number }

/** A round takes so long: out full, a while at the tip, back empty, a while at the site. */
const roundMs = 40 * 60_000
/** Degrees from the site to the tip, about two kilometres. */
const reach = 0.018

/** Where a truck is on its round between a site and a tip, how fast, which way (degrees from north), and whether it is full. */
export function route(id: string, site: Place, nowMs: number): Place & { speedKmh: number; direction: number; full: boolean } {
  const heading = chanceOf(`${id}:way`) * 2 * Math.PI
  const phase = (nowMs / roundMs + chanceOf(`${id}:phase`)) % 1
  const [out, back] = [phase < 0.4, phase >= 0.5 && phase < 0.9]
  const share = out ? phase / 0.4 : phase < 0.5 ? 1 : back ? (0.9 - phase) / 0.4 : 0
  const bend = Math.sin(share * Math.PI) * 0.2
  const at = (angle: number): Place => ({
    lon: site.lon + reach * share * Math.sin(angle),
    lat: site.lat + reach * share * Math.cos(angle),
  })
  const degrees = Math.round((heading * 180) / Math.PI + (back ? 180 : 0)) % 360
  const moving = out || back
  const speedKmh = moving ? 20 + Math.round(chanceOf(`${id}:${Math.floor(nowMs / 10_000)}`) * 25) : 0
  return { ...at(heading + bend), speedKmh, direction: degrees, full: phase < 0.5 }
}
