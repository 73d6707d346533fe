import type { ClientBase } from 'pg'

/** The five tiers of the statutory tree, top first. */
export type AreaTier = 'city' | 'district' | 'town' | 'community' | 'grid'

/** One area as stored. `path` is the codes from the city down, joined and ended by '/': '50/500105/500105005/'. */
export type Area = {
  code: string
  tier: AreaTier
  name: string
  /** The source's own word: 市辖区, 街道, 镇, 村委会, 居委会, 网格 … */
  kind: string
  path: string
  parent: string | null
  operatingDistrict: string | null
  /** A point inside the area, WGS-84 degrees. */
  lon: number | null
  lat: number | null
  /** First and last day in force, 'YYYY-MM-DD'; `validTo` null while in force. */
  validFrom: string
  validTo: string | null
}

/** One of the 41: a division, or a development zone made of towns of other divisions. */
export type OperatingDistrict = { code: string; name: string; sort: number; kind: 'division' | 'zone' }

/** What a person may see: a set of path prefixes ('50/500105/'). An empty set sees nothing. */
export type Scope = readonly string[]

/** What reads need of a `pg` client or pool. */
export type Sql = Pick<ClientBase, 'query'>

/** A ring as flat degrees x0, y0, x1, y1 … not closed; counter-clockwise outside, clockwise for a hole. */
export type Ring = readonly number[]

/** An area of the plane: one or more rings, inside by the even-odd rule. */
export type Shape = readonly Ring[]

/** The line a·x + b·y = c; "low" is a·x + b·y < c, "high" the rest, the line itself included. */
export type Line = { a: number; b: number; c: number }

/** Where a point lies: the codes of its four areas and the path of the grid. */
export type Place = { grid: string; community: string; town: string; district: string; path: string }

/** A district, town or community before its grids are made. */
export type SourceCommunity = { code: string; name: string; kind: string; grids: number }
export type SourceTown = {
  code: string
  name: string
  kind: string
  operatingDistrict: string
  communities: SourceCommunity[]
  /** A known point of the town [lon, lat]; the town's cell is made to contain it. */
  hint?: readonly [number, number]
}
export type SourceDistrict = {
  code: string
  name: string
  kind: string
  towns: SourceTown[]
  outline: Shape
  /** The district's seat [lon, lat]; streets are laid around it. */
  seat: readonly [number, number]
}

/** A whole city, enough to make every area row and every outline from. */
export type CitySource = {
  code: string
  name: string
  /** Changing the seed changes every schematic border below the district. */
  seed: string
  validFrom: string
  operatingDistricts: OperatingDistrict[]
  districts: SourceDistrict[]
}
