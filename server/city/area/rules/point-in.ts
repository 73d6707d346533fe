import type { Shape } from '../types.ts'
import type { Chance } from './chance.ts'
import { bounds, crossings } from './shape.ts'

/** Enough for the thinnest of shapes: a level is only lost where a neighbour's overlapping outline owns the point. */
const TRIES = 50

/**
 * A point of the shape by chance: first a height, then a place on the stretches inside at that height. Denser where the
 * shape is narrow, which does not matter for made-up positions. Null when none of the points drawn was accepted.
 */
export function pointIn(shape: Shape, chance: Chance, accept: (lon: number, lat: number) => boolean): [number, number] | null {
  const [, south, , north] = bounds(shape)
  for (let i = 0; i < TRIES; i++) {
    const lat = south + (north - south) * chance()
    const lon = alongLevel(crossings(shape, lat), chance())
    if (lon !== null && accept(lon, lat)) return [lon, lat]
  }
  return null
}

function alongLevel(xs: readonly number[], share: number): number | null {
  let length = 0
  for (let i = 0; i + 1 < xs.length; i += 2) length += xs[i + 1]! - xs[i]!
  let rest = length * share
  for (let i = 0; i + 1 < xs.length; i += 2) {
    const stretch = xs[i + 1]! - xs[i]!
    if (rest < stretch) return xs[i]! + rest
    rest -= stretch
  }
  return null
}
