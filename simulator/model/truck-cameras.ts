import type { RoundsModel } from '../../contract/pack-model.ts'
import { chance } from './chance.ts'

/** How well cameras of a model see, by the pack. */
export type Eye = RoundsModel['cameras'][number]

/** One trip of a truck: what is truly wrong with it (null: nothing), and the cameras it passes with the second after its begin. */
export type Trip = {
  id: string
  plate: string
  beginMs: number
  matter: string | null
  passes: readonly { camera: number; atMs: number }[]
}
/** What a camera told of a pass. */
export type Noticed = { trip: string; plate: string; camera: number; atMs: number; matter: string; confidence: number }

type Traffic = { trucks: number; tripsADay: number; cameras: number; share: number; matters: readonly string[] }

/** The trips of a day, each past three to seven cameras with two to four minutes between them. The truth: nobody but a bench ever sees it. */
export function tripsOf(seed: string, day: number, { trucks, tripsADay, cameras, share, matters }: Traffic): Trip[] {
  const dice = chance(`${seed}:trips:${day}`)
  return Array.from({ length: trucks * tripsADay }, (_, n): Trip => {
    const beginMs = day * 86_400_000 + Math.floor(dice.between(0, 86_400_000))
    const first = Math.floor(dice.between(0, cameras))
    let atMs = beginMs
    const passes = Array.from({ length: Math.floor(dice.between(3, 8)) }, (_, step) => {
      atMs += Math.floor(dice.between(120_000, 240_000))
      return { camera: (first + step * 7) % cameras, atMs }
    })
    const matter = dice.between(0, 1) < share ? matters[Math.floor(dice.between(0, matters.length))]! : null
    return { id: `${day}-${n}`, plate: plateOf(n % trucks), beginMs, matter, passes }
  })
}

/** Test plates only: 渝X00000 and on. */
export const plateOf = (truck: number): string => `渝X${String(truck).padStart(5, '0')}`
export const eyeOf = (eyes: readonly Eye[], camera: number): Eye => eyes[camera % eyes.length]!

/** What the cameras tell of a trip: each notices, misses, or calls a clean truck something, by its own chance. */
export function noticedOf(eyes: readonly Eye[], trip: Trip, { seed, matters }: Told): Noticed[] {
  return trip.passes.flatMap(({ camera, atMs }) => {
    const dice = chance(`${seed}:eye:${trip.id}:${camera}`)
    const eye = eyeOf(eyes, camera)
    const [hit, wrong] = [dice.between(0, 1), dice.between(0, 1)]
    const tell = (matter: string, middle: number): Noticed => {
      const confidence = Math.round(Math.min(0.99, Math.max(0.05, middle + dice.between(-eye.spread, eye.spread))) * 100) / 100
      return { trip: trip.id, plate: trip.plate, camera, atMs, matter, confidence }
    }
    const seen = trip.matter !== null && hit < eye.hits ? [tell(trip.matter, eye.sure)] : []
    const other = matters[Math.floor(dice.between(0, matters.length))]!
    const made = wrong < eye.errs && other !== trip.matter ? [tell(other, eye.sureWhenWrong)] : []
    return [...seen, ...made]
  })
}

type Told = { seed: string; matters: readonly string[] }
