import type { SceneDetails, SceneGeometry } from '../../../contract/scene.ts'
import { type Chance, chanceFrom } from '../area/rules/chance.ts'
import { pointIn } from '../area/rules/point-in.ts'
import { bounds, crossings, isInside, pointWithin } from '../area/rules/shape.ts'
import type { Ring, Shape } from '../area/types.ts'
import type { Position, SceneFeature } from '../scene/types.ts'

/** A town to lay out. */
export type SceneTown = { code: string; name: string; path: string; shape: Shape }
type Laid = Omit<SceneFeature, 'area' | 'height'>

/** Metres of a degree of latitude, and of longitude at 30° N. */
const [metresLat, metresLon] = [111_133, 96_486]
/** A town's own part: what stands further from its middle is fields and woods. */
const coreM = 1_400
/** Between two hydrants 120 m at most (GB 50974, 7.2.5). */
const hydrantEveryM = 115
const corners = 14
const most = { hydrants: 60, roads: 4 }

/** Roads, hydrants along them, water, shelters and assembly places of a town, invented; the same for the same code. */
export function layScene({ code, name, shape }: SceneTown): Laid[] {
  const chance = chanceFrom(`scene:${code}`)
  const place = name.replace(/(街道|镇|乡)$/, '')
  const core = coreOf(shape)
  const roads = [...roadsOf(core, chance, 'along'), ...roadsOf(core, chance, 'across')]
  const within = (): Position => pointIn(core, chance, (lon, lat) => isInside(shape, lon, lat)) ?? pointWithin(shape)
  return [
    ...roads.map(
      (line, i): Laid => ({
        ...{ kind: 'road', name: `${place}${roadNames[i % roadNames.length]}路` },
        ...{ geometry: { type: 'LineString', coordinates: line }, details: { width: [7, 9, 12, 18][Math.floor(chance() * 4)]! } },
      }),
    ),
    ...hydrantsAlong(roads)
      .slice(0, most.hydrants)
      .map((at, i): Laid => pointOf('hydrant', `${place} ${i + 1} 号消火栓`, at, hydrantDetails(code, i, chance))),
    ...times(3 + Math.floor(chance() * 3), (i) => waterOf(place, i, within(), chance)),
    ...times(2 + Math.floor(chance() * 3), (i): Laid => {
      const [at, side] = [within(), 40 + chance() * 80]
      const details = { capacity: Math.round((side * side) / 2 / 50) * 50, address: `${name}第 ${i + 1} 小学旁` }
      return { kind: 'shelter', name: `${place}${shelterNames[i % shelterNames.length]}`, geometry: squareAt(at, side), details }
    }),
    ...times(3 + Math.floor(chance() * 3), (i) => pointOf('assembly', `${place} ${i + 1} 号集合点`, within(), {})),
  ]
}

const roadNames = ['解放', '建设', '滨江', '新华', '学府', '园区', '兴隆', '和平'] as const
const shelterNames = ['文化广场', '体育公园', '小学操场', '市民公园'] as const
const waterNames = ['消防水池', '取水码头', '天然水塘', '人工湖'] as const

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const sixth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
const at6 = ([lon, lat]: Position): Position => [sixth(lon), sixth(lat)]
const pointOf = (kind: 'hydrant' | 'assembly', name: string, at: Position, details: SceneDetails): Laid => ({
  ...{ kind, name, geometry: { type: 'Point', coordinates: at6(at) }, details },
})

function hydrantDetails(code: string, i: number, chance: Chance): SceneDetails {
  const state = chance() < 0.9 ? '完好' : '待修'
  return { code: `XHS${code}${String(i + 1).padStart(3, '0')}`, diameter: chance() < 0.5 ? 100 : 150, state }
}

function waterOf(place: string, i: number, at: Position, chance: Chance): Laid {
  const name = `${place}${waterNames[i % waterNames.length]}`
  const volume = Math.round(100 + chance() * 900)
  if (i % 2 === 0) return { kind: 'water', name, geometry: { type: 'Point', coordinates: at6(at) }, details: { volume } }
  return { kind: 'water', name, geometry: squareAt(at, 30 + chance() * 60), details: { volume: volume * 10 } }
}

/** A square of some metres a side around a place. */
function squareAt([lon, lat]: Position, side: number): SceneGeometry {
  const [dx, dy] = [side / 2 / metresLon, side / 2 / metresLat]
  const ring: Position[] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ].map(([x, y]) => at6([lon + x! * dx, lat + y! * dy]))
  return { type: 'Polygon', coordinates: [ring] }
}

/** The part of a town within some metres of its middle, as far as it is the town's. */
function coreOf(shape: Shape): Shape {
  const [lon, lat] = pointWithin(shape)
  const [west, south, east, north] = bounds(shape)
  const [dx, dy] = [coreM / metresLon, coreM / metresLat]
  const box = [Math.max(west, lon - dx), Math.max(south, lat - dy), Math.min(east, lon + dx), Math.min(north, lat + dy)]
  return [[box[0]!, box[1]!, box[2]!, box[1]!, box[2]!, box[3]!, box[0]!, box[3]!]].map((ring) => clip(ring, shape))
}

/** A box shrunk towards the town's middle until its corners are the town's. */
function clip(ring: Ring, shape: Shape): Ring {
  const [mx, my] = pointWithin(shape)
  const out: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    let [x, y] = [ring[i]!, ring[i + 1]!]
    for (let tries = 0; tries < 12 && !isInside(shape, x, y); tries++) [x, y] = [mx + (x - mx) * 0.8, my + (y - my) * 0.8]
    out.push(x, y)
  }
  return out
}

/** Roads through a core, slightly winding: west to east (`along`), or south to north. */
function roadsOf(core: Shape, chance: Chance, way: 'along' | 'across'): Position[][] {
  const turned = way === 'across' ? core.map(swapped) : core
  const [, low, , high] = bounds(turned)
  return times(most.roads, (i) => {
    const level = low + ((i + 0.3 + 0.4 * chance()) / most.roads) * (high - low)
    const [from, to] = crossings(turned, level)
    if (from === undefined || to === undefined) return []
    const [phase, swing] = [chance() * 6, ((high - low) / most.roads) * 0.12]
    return times(corners, (n): Position => {
      const share = n / (corners - 1)
      const at: Position = [from + (to - from) * share, level + swing * Math.sin(phase + share * 5) * Math.sin(share * Math.PI)]
      return at6(way === 'across' ? [at[1], at[0]] : at)
    })
  }).filter((line) => line.length > 0)
}

const swapped = (ring: Ring): Ring => ring.map((_, i) => ring[i % 2 === 0 ? i + 1 : i - 1]!)

/** Places along roads, one after so many metres. */
function hydrantsAlong(roads: readonly Position[][]): Position[] {
  const out: Position[] = []
  for (const line of roads) {
    let rest = hydrantEveryM / 2
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const length = Math.hypot((b[0] - a[0]) * metresLon, (b[1] - a[1]) * metresLat)
      for (; rest < length; rest += hydrantEveryM)
        out.push([a[0] + ((b[0] - a[0]) * rest) / length, a[1] + ((b[1] - a[1]) * rest) / length])
      rest -= length
    }
  }
  return out
}
