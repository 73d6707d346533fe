import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { areaAt, districtOutlines, gridOutlines, outlinesOf, placesOf, randomPointIn } from './places.ts'
import { chanceFrom } from './rules/chance.ts'
import { layOutTown, layOutTowns } from './rules/lay-out.ts'
import { bounds, isInside, shapeArea } from './rules/shape.ts'
import type { Shape } from './types.ts'

const { source, shapeOf } = placesOf('50')
const total = (shapes: readonly Shape[]) => shapes.reduce((sum, shape) => sum + shapeArea(shape), 0)

describe('Chongqing as listed', () => {
  it('has 38 divisions, 41 operating districts, 1,031 towns, 11,270 communities and 65,300 grids', () => {
    const towns = source.districts.flatMap((d) => d.towns)
    const communities = towns.flatMap((t) => t.communities)
    assert.equal(source.districts.length, 38)
    assert.equal(source.operatingDistricts.length, 41)
    assert.equal(towns.length, 1031)
    assert.equal(communities.length, 11_270)
    assert.equal(
      communities.reduce((sum, c) => sum + c.grids, 0),
      65_300,
    )
    assert.ok(communities.every((c) => c.grids >= 1 && c.grids < 1000))
  })

  it('gives every town to exactly one of the 41, and each of the 41 some towns', () => {
    const known = new Set(source.operatingDistricts.map((od) => od.code))
    const used = new Set(source.districts.flatMap((d) => d.towns.map((t) => t.operatingDistrict)))
    assert.deepEqual([...used].sort(), [...known].sort())
  })

  it('names areas, not their committees', () => {
    const cuntan = source.districts.flatMap((d) => d.towns).find((t) => t.code === '500105005')
    assert.equal(cuntan?.name, '寸滩街道')
    assert.equal(cuntan?.communities[0]?.name, '溉澜溪社区')
  })
})

describe('the borders below the districts', () => {
  it('are of a zone those of its towns, wherever they lie', () => {
    const zone = source.operatingDistricts.find(({ kind }) => kind === 'zone')!
    const own = source.districts.flatMap(({ towns }) => towns.filter(({ operatingDistrict }) => operatingDistrict === zone.code))
    const { features } = outlinesOf(zone.code)
    assert.ok(own.length > 0)
    assert.deepEqual(
      features.map(({ properties }) => properties.code),
      own.map(({ code }) => code),
    )
    const drawn = outlinesOf(own[0]!.code.slice(0, 6)).features.find(({ properties }) => properties.code === own[0]!.code)
    assert.deepEqual(features[0]?.geometry, drawn?.geometry)
  })

  it('add up to the district at every tier, to one part in a thousand million', () => {
    let checked = 0
    for (const district of source.districts.filter((_, i) => i % 6 === 4)) {
      const { shapes } = layOutTowns(source, district)
      assert.ok(Math.abs(total(shapes) / shapeArea(district.outline) - 1) < 1e-9, district.name)
      district.towns.forEach((town, i) => {
        const { communities, grids } = layOutTown(source, town, shapes[i]!)
        assert.ok(Math.abs(total(communities) / shapeArea(shapes[i]!) - 1) < 1e-9, town.name)
        assert.ok(Math.abs(total(grids.flat()) / shapeArea(shapes[i]!) - 1) < 1e-9, town.name)
        assert.ok(grids.flat().every((grid) => shapeArea(grid) > 0))
        checked++
      })
    }
    assert.ok(checked > 100, `${checked} towns checked`)
  })
})

describe('the place of a point', () => {
  it('is one grid and what stands above it', () => {
    const place = areaAt(106.605, 29.628)
    assert.equal(place?.town, '500105005')
    assert.equal(place.path, `50/500105/500105005/${place.community}/${place.grid}/`)
  })

  it('is found for every point of a town, in exactly the grid whose outline holds it', () => {
    const chance = chanceFrom('places')
    const grids = gridOutlines('500105005').features.map((f) => ({ code: f.id, shape: shapeOf(f.id)! }))
    for (let i = 0; i < 400; i++) {
      const [lon, lat] = randomPointIn('500105005', chance)
      const owners = grids.filter(({ shape }) => isInside(shape, lon, lat)).map(({ code }) => code)
      assert.deepEqual(owners, [areaAt(lon, lat)?.grid])
    }
  })

  it('on a border, corners included, is still one grid of the neighbours', () => {
    const outline = source.districts.find((d) => d.code === '500103')!.outline
    const inner = outlinesOf('500103').features.flatMap((town) => shapeOf(town.id)!)
    const [west, south, east, north] = bounds(outline)
    let inside = 0
    for (const ring of inner)
      for (let i = 0; i < ring.length; i += 2) {
        const [lon, lat] = [ring[i]!, ring[i + 1]!]
        if (lon <= west || lon >= east || lat <= south || lat >= north) continue
        assert.ok(areaAt(lon, lat), `${lon} ${lat} has no grid`)
        inside++
      }
    assert.ok(inside > 50, `${inside} border points`)
  })

  it('lies in the first district whose outline holds it, whatever the shortcuts of the index say', () => {
    const chance = chanceFrom('districts')
    const [west, south, east, north] = bounds(source.districts.flatMap((d) => d.outline))
    const asked = { inside: 0, outside: 0 }
    for (let i = 0; i < 3000; i++) {
      const [lon, lat] = [west + (east - west) * chance(), south + (north - south) * chance()]
      const holder = source.districts.find((d) => isInside(d.outline, lon, lat))
      assert.equal(areaAt(lon, lat)?.district, holder?.code)
      asked[holder ? 'inside' : 'outside']++
    }
    assert.ok(asked.inside > 1000 && asked.outside > 1000)
  })

  it('outside the city is none', () => {
    for (const [lon, lat] of [
      [104.06, 30.67],
      [0, 0],
      [Number.NaN, 29],
      [29.6, 106.6],
    ] as const)
      assert.equal(areaAt(lon, lat), null)
  })

  it('of any town drawn by chance is that town', () => {
    const chance = chanceFrom('towns')
    for (const town of source.districts.flatMap((d) => d.towns).filter((_, i) => i % 9 === 0)) {
      const [lon, lat] = randomPointIn(town.code, chance)
      assert.equal(areaAt(lon, lat)?.town, town.code)
    }
  })

  it('cannot be drawn in an unknown area', () => assert.throws(() => randomPointIn('500999', chanceFrom('x')), /no such area/))
})

describe('the outlines', () => {
  it('are 38 districts, closed rings, and schematic only below', () => {
    const { features } = districtOutlines()
    assert.equal(features.length, 38)
    for (const { properties, geometry } of features) {
      assert.equal(properties.schematic, false)
      for (const [ring] of geometry.coordinates) assert.deepEqual(ring?.[0], ring?.at(-1))
    }
    assert.ok(outlinesOf('500105').features.every((f) => f.properties.schematic && f.properties.tier === 'town'))
  })

  it('descend to the grids and end there', () => {
    assert.equal(outlinesOf('500105').features.length, 12)
    assert.equal(outlinesOf('500105005').features.length, 10)
    const grids = outlinesOf('500105005001').features
    assert.equal(grids[2]?.id, '500105005001003')
    assert.deepEqual(outlinesOf('500105005001003').features, [])
    assert.deepEqual(outlinesOf('nowhere').features, [])
  })

  it('have centres that lie in their own area', () => {
    for (const code of ['500105', '500105005', '500105005002'])
      for (const { id, properties } of outlinesOf(code).features)
        assert.ok(areaAt(...properties.centre)?.path.includes(`/${id}/`), id)
  })
})

describe('the small made-up city', () => {
  it('has two towns of five grids each, outside the real one', () => {
    assert.equal(gridOutlines('990101001').features.length, 5)
    assert.equal(gridOutlines('990101002').features.length, 5)
    const [lon, lat] = randomPointIn('990101002001', chanceFrom('made-up'))
    assert.equal(areaAt(lon, lat)?.community, '990101002001')
    assert.equal(placesOf('50').areaAt(lon, lat), null)
  })
})
