import { type Box, fit, type LonLat, type Projection, type Shape, type XY } from '../../ui/project.ts'
import { crowdedPart } from './inset.ts'

/** The corner of the picture an inset stands in. */
export type Corner = 'top-left' | 'top-right' | 'bottom-right'
/** Size of the inset (units of the picture). */
const size = { width: 372, height: 318 }
/** Room a shape with its name needs round its point; names are as wide as four characters. */
const marker = { aside: 46, above: 24, below: 44 }
/** The land gives way to the inset in steps, until it stands beside it as a whole. */
const step = 40

type Asked = { shapes: readonly Shape[]; places: readonly LonLat[]; land: Box; by: number; corners: readonly Corner[] }
export type Layout = {
  projection: Projection
  centres: XY[]
  /** The part that is enlarged, and the box it is drawn in; null: nothing is crowded. */
  inset: { part: Box; box: Box; corner: Corner } | null
  /** of each centre: it stands in the inset, not on the map */
  hidden: boolean[]
}

/** Where the inset stands within the picture's land, at its top or its bottom. */
function boxAt(corner: Corner, land: Box): Box {
  const [left, right] = [0, land.x + land.width + land.x - size.width]
  return {
    ...size,
    x: corner === 'top-left' ? left : right,
    y: corner === 'bottom-right' ? land.y + land.height - size.height : 4,
  }
}

/** Where a point of the picture stands in the inset. */
export const placeIn = ({ part, box }: { part: Box; box: Box }, [x, y]: XY, by: number): XY => [
  box.x + (x - part.x) * by,
  box.y + (y - part.y) * by,
]

/** Does shape and name fit into the inset there? What stands in the inset does not stand on the map too. */
const isWithin = ([x, y]: XY, box: Box): boolean =>
  x > box.x + 36 && x < box.x + box.width - 36 && y > box.y + 18 && y < box.y + box.height - 36

const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const around = ([x, y]: XY): Box => ({
  x: x - marker.aside,
  y: y - marker.above,
  width: 2 * marker.aside,
  height: marker.above + marker.below,
})

/**
 * Lays out a map with its inset so that the inset lies over no mark of an area and not over the part it enlarges: in the first corner that is free,
 * and where none is, the land gives way, downwards or aside, as little as is needed; of two ways the one that leaves it larger.
 */
export function layOut(asked: Asked): Layout {
  let last: Layout | null = null
  for (let shift = 0; shift <= size.width + step; shift += step) {
    const tried = asked.corners.flatMap((corner) => waysAt(corner, shift).map((way) => tryAt(asked, corner, way)))
    const free = tried.filter((one) => one.inset === null || isFree(one, one.inset))
    const [best] = free.toSorted((a, b) => b.projection.scale - a.projection.scale)
    if (best) return best
    last = tried.at(-1) ?? last
  }
  return last ?? tryAt(asked, 'top-left', { aside: 0, down: 0 })
}

type Way = { aside: number; down: number }
/** How the land gives way to an inset by so much: aside, or downwards from one at the top. */
const waysAt = (corner: Corner, shift: number): Way[] =>
  shift === 0 || corner === 'bottom-right'
    ? [{ aside: shift, down: 0 }]
    : [
        { aside: 0, down: shift },
        { aside: shift, down: 0 },
      ]

function tryAt({ shapes, places, land, by }: Asked, corner: Corner, { aside, down }: Way): Layout {
  const into = {
    ...{ x: corner === 'top-left' ? land.x + aside : land.x, width: land.width - aside },
    ...{ y: land.y + down, height: land.height - down },
  }
  const projection = fit(shapes, into)
  const centres = places.map(projection.at)
  const box = boxAt(corner, land)
  const part = crowdedPart(centres, box, by)
  const inset = part && { part, box, corner }
  return {
    projection,
    centres,
    inset,
    hidden: centres.map((centre) => inset !== null && isWithin(placeIn(inset, centre, by), box)),
  }
}

const isFree = ({ centres, hidden }: Layout, { part, box }: { part: Box; box: Box }): boolean =>
  !meets(part, box) && centres.every((centre, n) => hidden[n] || !meets(around(centre), box))
