import { chanceOf } from './chance.ts'

/** What a station at a site measures: more dust and noise by day, within its limits. Dust in µg/m³, noise in dB(A). */
export function dustAt(
  id: string,
  nowMs: number,
): { pm10: number; pm25: number; noise: number; temperature: number; humidity: number } {
  const hour = ((nowMs + 8 * 3_600_000) / 3_600_000) % 24
  const day = Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI))
  const wander = (name: string): number => chanceOf(`${id}:${name}:${Math.floor(nowMs / 30_000)}`) - 0.5
  const one = (value: number): number => Math.round(value * 10) / 10
  const pm10 = one(48 + 45 * day + 16 * wander('pm10'))
  return {
    pm10,
    pm25: one(pm10 * 0.45),
    noise: one(48 + 14 * day + 5 * wander('noise')),
    temperature: one(16 + 8 * day + wander('temperature')),
    humidity: one(74 - 18 * day + 4 * wander('humidity')),
  }
}
