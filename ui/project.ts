/** A place in degrees, [lon, lat]. */
export type LonLat = readonly [number, number]
export type XY = readonly [number, number]
export type Box = { x: number; y: number; width: number; height: number }
export type Shape = readonly (readonly LonLat[])[]

/** From degrees to a picture of given size: equirectangular about the middle latitude, as large as fits, centred. */
export type Projection = { at(place: LonLat): XY; scale: number }

/** Bounding box of shapes in degrees; null for none. */
export function boundsOf(shapes: readonly Shape[]): { west: number; south: number; east: number; north: number } | null {
  let box: { west: number; south: number; east: number; north: number } | null = null
  for (const shape of shapes)
    for (const ring of shape)
      for (const [lon, lat] of ring) {
        box ??= { west: lon, south: lat, east: lon, north: lat }
        box.west = Math.min(box.west, lon)
        box.east = Math.max(box.east, lon)
        box.south = Math.min(box.south, lat)
        box.north = Math.max(box.north, lat)
      }
  return box
}

/** Fits the shapes into `into` (units of the picture). A degree of longitude is shortened by the cosine of the middle latitude. */
export function fit(shapes: readonly Shape[], into: Box): Projection {
  const box = boundsOf(shapes) ?? { west: 0, south: 0, east: 1, north: 1 }
  const narrow = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
  const width = Math.max(1e-9, (box.east - box.west) * narrow)
  const height = Math.max(1e-9, box.north - box.south)
  const scale = Math.min(into.width / width, into.height / height)
  const left = into.x + (into.width - width * scale) / 2
  const top = into.y + (into.height - height * scale) / 2
  return { scale, at: ([lon, lat]) => [left + (lon - box.west) * narrow * scale, top + (box.north - lat) * scale] }
}

function farthest(line: readonly XY[], from: number, to: number): { at: number; far: number } {
  const [ax, ay] = line[from]!
  const [bx, by] = line[to]!
  const length = Math.hypot(bx - ax, by - ay)
  let found = { at: from, far: 0 }
  for (let i = from + 1; i < to; i++) {
    const [x, y] = line[i]!
    const far = length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length
    if (far > found.far) found = { at: i, far }
  }
  return found
}

/** Douglas–Peucker: leaves out points that lie within `tolerance` (units of the picture) of the line without them. Ends stay. */
export function simplify(line: readonly XY[], tolerance: number): XY[] {
  if (line.length < 3) return [...line]
  const keep = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const { at, far } = farthest(line, span[0], span[1])
    if (far <= tolerance) continue
    keep.add(at)
    open.push([span[0], at], [at, span[1]])
  }
  return line.filter((_, i) => keep.has(i))
}

/**
 * SVG path of a shape, simplified to half a unit. A ring begins and ends at the same point, where a line has no direction to measure
 * from: it is cut at its farthest point first.
 */
export function pathOf(shape: Shape, projection: Projection, tolerance = 0.5): string {
  const parts = shape.map((ring) => {
    const line = ring.map(projection.at)
    const half = farthest([...line.slice(0, 1), ...line.slice(1, -1), line[0]!], 0, line.length - 1).at || 1
    const thin = [...simplify(line.slice(0, half + 1), tolerance), ...simplify(line.slice(half), tolerance).slice(1)]
    return thin.length < 4 ? '' : `M${thin.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
  })
  return parts.join('')
}
