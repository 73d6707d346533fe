import type { Play } from '../plays.ts'
import { chanceOf } from './chance.ts'
import { dayMs, endsOf, hourMs, valueAt } from './span.ts'

/**
 * What a sensor of a point at rest says: noise and the heat of the day. Rain falls on some days, everywhere in a district alike. What it measures
 * stands in its id: `rk-500236-0001-crack-1`.
 */
export function sensorValues({ series, model }: Play<'slope'>, id: string, { seed, nowMs }: Moment): Record<string, number> {
  const { battery: power } = series
  const battery = power ? { battery: tenth(valueAt(endsOf(power.base), chanceOf(`${seed}:${id}:battery`))) } : {}
  const [, district = '', , says = ''] = id.split('-')
  if (says === 'rain') return { ...rainOf(model.showers, `${seed}:${district}`, nowMs), ...battery }
  const one = series[says]
  if (!one) return battery
  const base = valueAt(endsOf(one.base), chanceOf(`${seed}:${id}`))
  const heat = one.swing * Math.sin((2 * Math.PI * (nowMs % dayMs)) / dayMs)
  const noise = (chanceOf(`${seed}:${id}:${Math.floor(nowMs / 1000)}`) - 0.5) * 2 * endsOf(one.noise)[1]
  return { [says]: Number((base + heat + noise).toFixed(one.digits)), ...battery }
}
type Moment = { seed: string; nowMs: number }
type Showers = Play<'slope'>['model']['showers']

const tenth = (value: number): number => Math.round(value * 10) / 10

/** Millimetres of the last hour and the last day. */
function rainOf({ share, most }: Showers, place: string, nowMs: number): { rain1h: number; rain24h: number } {
  const fell = (hour: number): number => {
    const one = chanceOf(`${place}:rain:${hour}`)
    return one < share ? tenth((one / share) * most) : 0
  }
  const now = Math.floor(nowMs / hourMs)
  const day = Array.from({ length: 24 }, (_, back) => fell(now - back)).reduce((sum, mm) => sum + mm, 0)
  return { rain1h: fell(now), rain24h: tenth(day) }
}
