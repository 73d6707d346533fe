import { pixels } from './mercator.ts'

/** From here on scene features are drawn; farther out a city has too many and a duty officer too little of them. The map's `sceneFrom` says the same. */
export const sceneFrom = 11
/** Lines and areas as themselves from here on. */
export const shapesFrom = 12
/** Nearer than this each stands alone; before, those near each other are one with their number. */
export const singlesFrom = 15
/** Footprints from here on. */
export const footprintsFrom = 14

/** What is smaller than so many pixels is not drawn as itself. */
const leastPx = { shape: 10, footprint: 2 } as const
/** Features a tile draws at most, the largest first. */
export const mostDrawn = 4_000

/** The smallest extent, in degrees of latitude, of what a zoom draws as itself. */
export function leastDegrees(z: number, what: keyof typeof leastPx): number {
  // At 30° N, the middle of the city; a few pixels more or less elsewhere.
  const degreesPerPixel = (360 * Math.cos(Math.PI / 6)) / (2 ** z * pixels)
  return z >= deepEnough ? 0 : leastPx[what] * degreesPerPixel
}
/** Nothing is left out from here on. */
const deepEnough = 16
