import { chanceOf } from './chance.ts'

type Place = { lon: number; lat: number }

/** The Yangtze from Chaotianmen past Cuntan to Tangjiatuo, drawn by a few points: a schematic course, not a chart. */
const river: readonly Place[] = [
  { lon: 106.588, lat: 29.568 },
  { lon: 106.598, lat: 29.587 },
  { lon: 106.606, lat: 29.605 },
  { lon: 106.624, lat: 29.617 },
  { lon: 106.648, lat: 29.612 },
  { lon: 106.668, lat: 29.598 },
]
const metresOfDegree = 111_320
const cos = Math.cos((29.6 * Math.PI) / 180)

type Leg = { from: Place; to: Place; metres: number; course: number }
const legs: readonly Leg[] = river.slice(1).map((to, at) => {
  const from = river[at]!
  const [east, north] = [(to.lon - from.lon) * metresOfDegree * cos, (to.lat - from.lat) * metresOfDegree]
  return { from, to, metres: Math.hypot(east, north), course: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360 }
})
const length = legs.reduce((sum, { metres }) => sum + metres, 0)

export type Sailing = Place & { speedKn: number; course: number; moored: boolean }

/** Where a ship of the demo is: down the river, up again, and a while at the quay at either end. The same seed, the same voyage. */
export function sail(id: string, nowMs: number): Sailing {
  const speedKn = 6 + Math.round(chanceOf(`${id}:speed`) * 60) / 10
  const sailMs = (length / (speedKn * 0.514444)) * 1000
  const restMs = 10 * 60_000
  const roundMs = 2 * (sailMs + restMs)
  const at = (nowMs + chanceOf(`${id}:phase`) * roundMs) % roundMs
  const up = at >= sailMs + restMs
  const share = Math.min(1, (up ? at - sailMs - restMs : at) / sailMs)
  const leg = placeAt((up ? 1 - share : share) * length)
  const moored = share === 1
  const course = up ? (leg.course + 180) % 360 : leg.course
  return { ...leg.place, speedKn: moored ? 0 : speedKn, course, moored }
}

function placeAt(metres: number): { place: Place; course: number } {
  let left = metres
  const leg = legs.find((one) => {
    if (left <= one.metres) return true
    left -= one.metres
    return false
  })
  const { from, to, metres: all, course } = leg ?? legs.at(-1)!
  const share = leg ? left / all : 1
  return { place: { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share }, course }
}
