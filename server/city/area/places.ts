import { readMadeUpCity } from './made-up-city.ts'
import { readCity } from './read-city.ts'
import type { Chance } from './rules/chance.ts'
import { gridCode, pathOf, tierOfCode } from './rules/codes.ts'
import { formerPaths, type Heirs } from './rules/former-paths.ts'
import { type Feature, type FeatureCollection, featureOf } from './rules/geojson.ts'
import { type Division, layOutTown, layOutTowns, type TownLayOut } from './rules/lay-out.ts'
import { indexOutlines } from './rules/outline-index.ts'
import { pointIn } from './rules/point-in.ts'
import { pointWithin } from './rules/shape.ts'
import { findLeaf, type Tree } from './rules/tree.ts'
import type { AreaTier, CitySource, Place, Shape, SourceDistrict, SourceTown } from './types.ts'

/** Looks up places and outlines of one city. Everything is worked out from the source when first asked for. */
export type Places = {
  readonly source: CitySource
  areaAt(lon: number, lat: number): Place | null
  outlinesOf(code: string): FeatureCollection
  shapeOf(code: string): Shape | null
  /** an area's children with their shapes */
  childrenOf(code: string): Outline[]
  /** all grids of a town, laid out in one go */
  gridsOf(town: string): Outline[]
}

/** What is kept of a district: the towns' shapes and tree (about 1 MB in all), and of each town asked for only the tree (about 3 MB in all). */
type Kept = Division & { trees: (Tree | undefined)[] }

/** Prepares a city. Costs nothing but the index of district outlines; a district's first look-up lays out its towns (some ms), a town's its grids (1 ms). */
export function createPlaces(source: CitySource): Places {
  const districtAt = indexOutlines(source.districts.map((d) => d.outline))
  const kept = new Map<SourceDistrict, Kept>()
  const districts = new Map(source.districts.map((d) => [d.code, d]))
  const towns = new Map(source.districts.flatMap((d) => d.towns.map((t, i) => [t.code, { district: d, town: t, i }] as const)))
  const division = (d: SourceDistrict) => keep(kept, d, (): Kept => ({ ...layOutTowns(source, d), trees: [] }))
  const townShape = (code: string) => {
    const at = towns.get(code)
    return at ? (division(at.district).shapes[at.i] ?? null) : null
  }
  const layOut = (code: string): { town: SourceTown; laid: TownLayOut } | null => {
    const at = towns.get(code)
    return at ? { town: at.town, laid: layOutTown(source, at.town, townShape(code)!) } : null
  }
  const areaAt = (lon: number, lat: number): Place | null => {
    const d = source.districts[districtAt(lon, lat)]
    if (!d) return null
    const { tree, shapes, trees } = division(d)
    const i = findLeaf(tree, lon, lat)
    const town = d.towns[i]!
    trees[i] ??= layOutTown(source, town, shapes[i]!).tree
    const leaf = findLeaf(trees[i], lon, lat)
    const community = town.communities[Math.floor(leaf / 1000)]!.code
    const grid = gridCode(community, leaf % 1000)
    const path = `${source.code}/${d.code}/${town.code}/${community}/${grid}/`
    return { grid, community, town: town.code, district: d.code, path }
  }
  return {
    source,
    areaAt,
    outlinesOf: (code) => ({ type: 'FeatureCollection', features: childFeatures(code, { source, districts, division, layOut }) }),
    shapeOf: (code) => shapeOf(code, { districts, townShape, layOut }),
    childrenOf: (code) => childOutlines(code, { source, districts, division, layOut }),
    gridsOf: (code) => {
      const at = layOut(code)
      return at ? at.town.communities.flatMap((_, i) => gridsOf(at, i)) : []
    },
  }
}

function keep<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}

type Reach = {
  source: CitySource
  districts: Map<string, SourceDistrict>
  division(d: SourceDistrict): Division
  townShape(code: string): Shape | null
  layOut(town: string): { town: SourceTown; laid: TownLayOut } | null
}

function childFeatures(code: string, reach: Omit<Reach, 'townShape'>): Feature[] {
  return childOutlines(code, reach).map(({ tier, shape, ...area }) => featureOf(area, tier, shape))
}

/** An area with its shape, as tiles are cut from it. */
export type Outline = { code: string; name: string; tier: AreaTier; shape: Shape }

function childOutlines(code: string, reach: Omit<Reach, 'townShape'>): Outline[] {
  const tier = tierOfCode(code)
  const as = (tier: AreaTier, { code, name }: { code: string; name: string }, shape: Shape): Outline => ({
    code,
    name,
    tier,
    shape,
  })
  if (code === reach.source.code) return reach.source.districts.map((d) => as('district', d, d.outline))
  const district = reach.districts.get(code)
  if (district) return reach.division(district).shapes.map((shape, i) => as('town', district.towns[i]!, shape))
  if (reach.source.operatingDistricts.some((one) => one.code === code && one.kind === 'zone'))
    return reach.source.districts.flatMap((d) =>
      townsGiven(d, code).map((i) => as('town', d.towns[i]!, reach.division(d).shapes[i]!)),
    )
  const at = tier === 'town' || tier === 'community' ? reach.layOut(code.slice(0, 9)) : null
  if (!at) return []
  if (tier === 'town') return at.laid.communities.map((shape, i) => as('community', at.town.communities[i]!, shape))
  return gridsOf(
    at,
    at.town.communities.findIndex((c) => c.code === code),
  )
}

/** Which of its towns a district left to a zone. */
const townsGiven = ({ towns }: SourceDistrict, zone: string): number[] =>
  towns.flatMap(({ operatingDistrict }, i) => (operatingDistrict === zone ? [i] : []))

/** The grids of one community of a town that is laid out. */
function gridsOf({ town, laid }: { town: SourceTown; laid: TownLayOut }, i: number): Outline[] {
  const community = town.communities[i]
  if (!community) return []
  return (laid.grids[i] ?? []).map((shape, n) => ({
    code: gridCode(community.code, n + 1),
    name: gridName(n + 1),
    tier: 'grid',
    shape,
  }))
}

/** 第3网格. */
export const gridName = (serial: number): string => `第${serial}网格`

function shapeOf(code: string, reach: Pick<Reach, 'districts' | 'townShape' | 'layOut'>): Shape | null {
  const district = reach.districts.get(code)
  if (district) return district.outline
  if (code.length === 9) return reach.townShape(code)
  const at = reach.layOut(code.slice(0, 9))
  const i = at?.town.communities.findIndex((c) => c.code === code.slice(0, 12)) ?? -1
  if (!at || i < 0) return null
  return (code.length === 12 ? at.laid.communities[i] : at.laid.grids[i]?.[Number(code.slice(12)) - 1]) ?? null
}

const made = new Map<string, Places>()

/** The places of a city: '50' Chongqing, '99' the small made-up city of the tests. */
export function placesOf(city: '50' | '99'): Places {
  return keep(made, city, () => createPlaces(city === '50' ? readCity() : readMadeUpCity()))
}

/** The places of the city an area code belongs to. */
const placesFor = (code: string) => placesOf(code.startsWith('99') ? '99' : '50')

/**
 * The grid of a WGS-84 point and all above it, or null outside the city. Exact: a point on a border belongs to exactly one
 * grid. Where the districts' source outlines overlap (0.016 % of the area) the lower code wins. Also knows the made-up test city.
 */
export function areaAt(lon: number, lat: number): Place | null {
  const place = placesOf('99').areaAt(lon, lat) ?? placesOf('50').areaAt(lon, lat)
  return place && ofToday(place)
}

/** Is there a shape points of the map lie in, under this code? */
export const hasOutline = (code: string): boolean => tierOfCode(code) !== null && placesFor(code).shapeOf(code) !== null

let heirs: Heirs = new Map()

/** From now on a point lies in the area that took the place of the one the outlines were delivered for (区划变动). */
export function followHeirs(known: Heirs): void {
  heirs = known
}

/** Paths under which lies what was opened in places that are inside some prefixes now (`formerPaths`), as far as areas ended until today. */
export const pathsOfThen = (prefixes: readonly string[]): string[] => formerPaths(heirs, prefixes)

function ofToday(place: Place): Place {
  let code = place.grid
  while (heirs.has(code)) code = heirs.get(code)!
  if (code === place.grid) return place
  const path = pathOf(code)
  const [, district, town, community, grid] = path.split('/') as [string, string, string, string, string]
  return { grid, community, town, district, path }
}

/** Outlines of an area's children as GeoJSON (city → districts … community → grids), below the district schematic. Empty for an unknown code or a grid. */
export const outlinesOf = (code: string): FeatureCollection => placesFor(code).outlinesOf(code)

/** The 38 district outlines. */
export const districtOutlines = (): FeatureCollection => outlinesOf('50')

/** Outlines of all grids of a town, in one collection. Empty for an unknown town. */
export function gridOutlines(town: string): FeatureCollection {
  const features = outlinesOf(town).features.flatMap((community) => outlinesOf(community.id).features)
  return { type: 'FeatureCollection', features }
}

/** A WGS-84 point inside an area (any tier but the city), by the given chance; `areaAt` of it answers that area. Throws on an unknown code. */
export function randomPointIn(code: string, chance: Chance): [number, number] {
  const places = placesFor(code)
  const shape = places.shapeOf(code)
  if (!shape) throw new Error(`no such area: ${code}`)
  return pointIn(shape, chance, (lon, lat) => places.areaAt(lon, lat)?.path.includes(`/${code}/`) ?? false) ?? pointWithin(shape)
}
