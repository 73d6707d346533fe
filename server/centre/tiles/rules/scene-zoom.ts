import { pixels } from './mercator.ts'

/** From here on scene features are drawn; farther out a city has too many and a duty officer too little of them. The map's `sceneFrom` says the same. */
export const sceneFrom = 11
/** Cameras: a district of them fills a screen, a city is one number. The map's `camerasFrom` says the same. */
export const camerasFrom = 8
/** Lines and areas as themselves from here on. */
export const shapesFrom = 12
/** Nearer than this each stands alone; before, those near each other are one with their number. */
export const singlesFrom = 15
/** Footprints from here on. */
export const footprintsFrom = 14

/** What is smaller than so many pixels is not drawn as itself; where a district is seen at once, only what leads through it. */
const leastPx = (z: number, what: 'shape' | 'footprint'): number => (what === 'footprint' ? 2 : z < 13 ? 16 : 10)
/** Features a tile draws at most, the largest first. */
export const mostDrawn = 4_000

/** The smallest extent, in degrees of latitude, of what a zoom draws as itself. The indexes of migration 0188 begin below those of zooms 12 and 13. */
export function leastDegrees(z: number, what: 'shape' | 'footprint'): number {
  // At 30° N, the middle of the city; a few pixels more or less elsewhere.
  const degreesPerPixel = (360 * Math.cos(Math.PI / 6)) / (2 ** z * pixels)
  return z >= deepEnough ? 0 : leastPx(z, what) * degreesPerPixel
}
/** Nothing is left out from here on. */
const deepEnough = 16
