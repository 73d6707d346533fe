import { chanceOf } from './chance.ts'

/** What a river station measures on a quiet day: hardly any rain (mm in the hour), a level in metres that wanders by centimetres, volts. */
export function waterAt(id: string, nowMs: number): { rain: number; level: number; voltage: number } {
  const hour = Math.floor(nowMs / 3_600_000)
  const wander = (name: string, everyMs: number): number => chanceOf(`${id}:${name}:${Math.floor(nowMs / everyMs)}`)
  const wet = chanceOf(`${id}:wet:${hour}`) > 0.8
  return {
    rain: wet ? Math.round(chanceOf(`${id}:rain:${hour}`) * 40) / 10 : 0,
    level: Math.round((182 + 0.2 * Math.sin(nowMs / 7_200_000) + 0.01 * wander('level', 60_000)) * 1000) / 1000,
    voltage: Math.round((12.4 + 0.4 * wander('voltage', 600_000)) * 100) / 100,
  }
}
