import { chanceOf } from './chance.ts'

/** A device that is neither a tank’s nor a box’s. What it measures stands in its id: `rk-500236-0001-crack-1`. */
export type SensorOf = { id: string; kind: string }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const resting: Record<string, { noise: number; swing: number; digits: number; base: [number, number] }> = {
  crack: { noise: 0.05, swing: 0.4, digits: 2, base: [5, 60] },
  tilt: { noise: 0.004, swing: 0.02, digits: 3, base: [-2, 2] },
  gnss: { noise: 1, swing: 0.8, digits: 1, base: [0, 120] },
}

/** What a sensor of a point at rest says: noise and the heat of the day. Rain falls on some days, everywhere in a district alike. */
export function sensorValues({ id, kind }: SensorOf, seed: string, nowMs: number): Record<string, number> {
  const battery = Math.round((12.4 + chanceOf(`${seed}:${id}:battery`) * 0.6) * 10) / 10
  const [, district = '', , says = ''] = id.split('-')
  if (kind !== 'rock-sensor') return { battery }
  if (says === 'rain') return { ...rainOf(`${seed}:${district}`, nowMs), battery }
  const one = resting[says]
  if (!one) return { battery }
  const [low, high] = one.base
  const base = low + chanceOf(`${seed}:${id}`) * (high - low)
  const heat = one.swing * Math.sin((2 * Math.PI * (nowMs % dayMs)) / dayMs)
  const noise = (chanceOf(`${seed}:${id}:${Math.floor(nowMs / 1000)}`) - 0.5) * 2 * one.noise
  return { [says]: Number((base + heat + noise).toFixed(one.digits)), battery }
}

/** Millimetres of the last hour and the last day: showers in one hour of eight. */
function rainOf(place: string, nowMs: number): { rain1h: number; rain24h: number } {
  const fell = (hour: number): number => {
    const one = chanceOf(`${place}:rain:${hour}`)
    return one < 0.125 ? Math.round(one * 8 * 60) / 10 : 0
  }
  const now = Math.floor(nowMs / hourMs)
  const day = Array.from({ length: 24 }, (_, back) => fell(now - back)).reduce((sum, mm) => sum + mm, 0)
  return { rain1h: fell(now), rain24h: Math.round(day * 10) / 10 }
}
