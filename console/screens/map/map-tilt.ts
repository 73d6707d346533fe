import type { Map as LibreMap } from 'maplibre-gl'

/** How far the map leans while heights are shown, degrees from straight down. */
export const leaning = 55
/** Frames looked at once heights are drawn. */
const framesLooked = 24
/** A machine that needs longer than this for the middle one of them (8 pictures a second) is too slow for heights, ms. */
export const slowMs = 125

/** Is drawing too slow? `gaps`: milliseconds between frames, in any order; too few say nothing. */
export function isSlow(gaps: readonly number[]): boolean {
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
  return gaps.length >= framesLooked / 2 && middle !== undefined && middle > slowMs
}

/** Tells once how long the frames were that the map drew while it leaned over. */
export function watchFrames(map: LibreMap, told: (gaps: readonly number[]) => void): () => void {
  const gaps: number[] = []
  let last: number | null = null
  const look = () => {
    const now = performance.now()
    // A still map draws nothing: a long pause is rest, not work.
    if (last !== null && now - last < 1_500) gaps.push(now - last)
    last = now
    if (gaps.length < framesLooked) return
    stop()
    told(gaps)
  }
  const stop = () => void map.off('render', look)
  map.on('render', look)
  return stop
}
