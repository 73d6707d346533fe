import type { CitySource, Shape, SourceCommunity, SourceDistrict, SourceTown } from '../types.ts'
import { chanceFrom } from './chance.ts'
import { moments } from './shape.ts'
import { type Part, split } from './split.ts'
import { leafRef, type Tree, TreeDraft } from './tree.ts'

/** A parent's shape divided among its children, in the children's order, with the tree that finds the child of a point. */
export type Division = { tree: Tree; shapes: Shape[] }

/** Streets (街道) are built-up and small, other towns wide; the number of communities counts by its root. The factors are guesses that look right. */
function townWeight(town: SourceTown, jitter: number): number {
  return (town.kind === '街道' ? 0.3 : 1) * Math.sqrt(town.communities.length) * (0.7 + 0.6 * jitter)
}

const communityWeight = (community: SourceCommunity, jitter: number) =>
  (community.kind === '居委会' ? 0.45 : 1) * (0.6 + 0.8 * jitter)

/** Divides a district among its towns; leaf = index of the town. */
export function layOutTowns(source: CitySource, district: SourceDistrict): Division {
  const chance = chanceFrom(`${source.seed}/${district.code}`)
  const parts = district.towns.map(
    (town, leaf): Part => ({ leaf, weight: townWeight(town, chance()), ...(town.hint ? { hint: town.hint } : {}) }),
  )
  const shapes: Shape[] = []
  const tree = new TreeDraft()
  const order = { parts, seed: `${source.seed}/${district.code}/cuts`, towards: district.seat }
  const root = split(district.outline, order, tree, (part, piece) => {
    shapes[part.leaf] = piece
    return leafRef(part.leaf)
  })
  return { tree: tree.finish(root), shapes }
}

/** A town laid out down to its grids. */
export type TownLayOut = {
  /** Leaf = community index × 1000 + grid serial (1 … 999). */
  tree: Tree
  communities: Shape[]
  /** Per community its grids' shapes, serial 1 first. */
  grids: Shape[][]
}

/** Divides a town among its communities and each of these among its grids, in one tree. */
export function layOutTown(source: CitySource, town: SourceTown, outline: Shape): TownLayOut {
  const chance = chanceFrom(`${source.seed}/${town.code}`)
  const parts = town.communities.map((community, leaf): Part => ({ leaf, weight: communityWeight(community, chance()) }))
  const tree = new TreeDraft()
  const communities: Shape[] = []
  const grids: Shape[][] = []
  const serials = new Map<number, number>()
  const order = { parts, seed: `${source.seed}/${town.code}/cuts` }
  const root = split(outline, order, tree, (part, piece) => {
    communities[part.leaf] = piece
    const slots: Shape[] = []
    const community = town.communities[part.leaf]!
    const ref = split(piece, gridOrder(source, community), tree, (slot, shape) => {
      slots[slot.leaf] = shape
      return leafRef(part.leaf * 1000 + slot.leaf)
    })
    const ranked = westToEast(slots)
    grids[part.leaf] = ranked.map((slot) => slots[slot]!)
    ranked.forEach((slot, i) => {
      serials.set(part.leaf * 1000 + slot, part.leaf * 1000 + i + 1)
    })
    return ref
  })
  return { tree: tree.finish(root, (leaf) => serials.get(leaf)!), communities, grids }
}

function gridOrder(source: CitySource, community: SourceCommunity): { parts: Part[]; seed: string } {
  const chance = chanceFrom(`${source.seed}/${community.code}`)
  const parts = Array.from({ length: community.grids }, (_, leaf): Part => ({ leaf, weight: 0.7 + 0.6 * chance() }))
  return { parts, seed: `${source.seed}/${community.code}/cuts` }
}

/** Grids are numbered from west to east inside their community, as local standards do. */
function westToEast(shapes: readonly Shape[]): number[] {
  const at = shapes.map((shape) => moments(shape).x)
  return at.map((_, i) => i).sort((p, q) => at[p]! - at[q]!)
}
