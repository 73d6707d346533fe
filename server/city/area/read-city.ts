import { readFileSync } from 'node:fs'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { allot } from './rules/allot.ts'
import { chanceFrom } from './rules/chance.ts'
import { ringArea } from './rules/shape.ts'
import type { CitySource, OperatingDistrict, Ring, Shape, SourceCommunity, SourceDistrict, SourceTown } from './types.ts'

/** Grids of Chongqing as published in April 2024 (seed-data/SOURCE.md); no public list of them exists, so they are drawn up here. */
const GRID_TOTAL = 65_300
/** Cut-off day of the 2023 statistical codes. */
const CODES_VALID_FROM = '2023-06-30'
/** Changing it moves every schematic border and every grid count. */
const SEED = 'zhili-chongqing-1'

/** The zones' codes in our tables (they have none in the national list) and their order after the 38 divisions. */
const zoneCodes: Record<string, string> = { 万盛经开区: 'z-wansheng', 重庆高新区: 'z-gaoxin', 两江新区: 'z-liangjiang' }

type Zones = { zones: { name: string; inside: Record<string, string[]> }[] }
type Row = Record<string, string>

const text = (file: string) => readFileSync(new URL(`../../seed-data/${file}`, import.meta.url), 'utf8')

/** Rows of a plain comma file (no quoting occurs in these three files) by the names in its first line. */
function rows(file: string): Row[] {
  const [head = '', ...lines] = text(file).trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

/** 东方广场社区居民委员会 → 东方广场社区, 同心村民委员会 → 同心村: the area is named, not its committee. */
export function communityName(committee: string, kind: string): string {
  const bare = committee.replace(/(居民|村民)委员会$/, '')
  return kind === '村委会' && !/(村|社区)$/.test(bare) ? `${bare}村` : bare
}

/** Residents' committees hold more households on less ground than villages, so they get more grids. */
function gridWeight(community: { code: string; kind: string }): number {
  return (community.kind === '居委会' ? 1.5 : 1) * (0.7 + 0.6 * chanceFrom(`${SEED}/grids/${community.code}`)())
}

/** Chongqing: 38 divisions, 3 zones, their towns, communities, numbers of grids and outlines. Reads five files, about 40 ms. */
export function readCity(): CitySource {
  const zones = (JSON.parse(text('dev-zones.unverified.json')) as Zones).zones
  const districtRows = rows('chongqing-districts-2023.csv')
  const townRows = rows('chongqing-towns-2023.csv')
  const zoneOf = resolveZones(zones, townRows)
  const communities = readCommunities()
  const outlines = readOutlines()
  const hints = (JSON.parse(text('jiangbei-towns.unverified.json')) as { points: Record<string, [number, number]> }).points
  const towns = Map.groupBy(townRows, (row) => row.district_code!)
  const districts = districtRows.map((row): SourceDistrict => {
    const outline = outlines.get(row.code!)
    if (!outline) throw new Error(`no outline for ${row.code}`)
    const ours = (towns.get(row.code!) ?? []).map(
      (town): SourceTown => ({
        code: town.code!,
        name: town.name!,
        kind: town.kind!,
        operatingDistrict: zoneOf.get(town.code!) ?? row.code!,
        communities: communities.get(town.code!) ?? [],
        ...(hints[town.code!] ? { hint: hints[town.code!]! } : {}),
      }),
    )
    return { code: row.code!, name: row.name!, kind: row.group!, towns: ours, ...outline }
  })
  const operatingDistricts = [
    ...districts.map((d) => ({ code: d.code, name: d.name, kind: 'division' as const })),
    ...zones.map(zone),
  ]
  return {
    code: '50',
    name: '重庆市',
    seed: SEED,
    validFrom: CODES_VALID_FROM,
    operatingDistricts: operatingDistricts.map((one, i): OperatingDistrict => ({ ...one, sort: i + 1 })),
    districts,
  }
}

const zone = ({ name }: { name: string }) => ({ code: zoneCode(name), name, kind: 'zone' as const })

function zoneCode(name: string): string {
  const code = zoneCodes[name]
  if (!code) throw new Error(`zone without a code: ${name}`)
  return code
}

/** Town code → zone code. Town names repeat across districts, so they are looked up inside the named division. */
function resolveZones(zones: Zones['zones'], towns: Row[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, inside } of zones)
    for (const [division, names] of Object.entries(inside))
      for (const town of names) {
        const code = towns.find((row) => row.district_code === division && row.name === town)?.code
        if (!code) throw new Error(`zone ${name}: no town ${town} in ${division}`)
        found.set(code, zoneCode(name))
      }
  return found
}

function readCommunities(): Map<string, SourceCommunity[]> {
  const all = rows('chongqing-villages-2023.csv').map((row) => ({
    town: row.town_code!,
    code: row.code!,
    name: communityName(row.name!, row.kind!),
    kind: row.kind!,
  }))
  const grids = allot(GRID_TOTAL, all.map(gridWeight))
  const withGrids = all.map((one, i) => ({ ...one, grids: grids[i]! }))
  const byTown = Map.groupBy(withGrids, (one) => one.town)
  return new Map([...byTown].map(([town, list]) => [town, list.map(({ town: _, ...community }) => community)]))
}

type DistrictProperties = { adcode: string; cp: [number, number] }
type Outline = { outline: Shape; seat: readonly [number, number] }

function readOutlines(): Map<string, Outline> {
  const topology = JSON.parse(text('chongqing-districts.wgs84.web.topojson')) as Topology<{
    districts: GeometryCollection<DistrictProperties>
  }>
  const out = new Map<string, Outline>()
  for (const { geometry, properties } of feature(topology, topology.objects.districts).features) {
    if (geometry.type !== 'MultiPolygon') throw new Error(`outline of ${properties.adcode} is a ${geometry.type}`)
    out.set(properties.adcode, { outline: geometry.coordinates.flat().map(outerRing), seat: properties.cp })
  }
  return out
}

/** A closed GeoJSON ring as an open flat one, counter-clockwise. (No district of the source has a hole.) */
function outerRing(closed: readonly (readonly number[])[]): Ring {
  const open = closed.slice(0, -1)
  const flat = open.flatMap(([x = 0, y = 0]) => [x, y])
  return ringArea(flat) > 0 ? flat : open.toReversed().flatMap(([x = 0, y = 0]) => [x, y])
}
