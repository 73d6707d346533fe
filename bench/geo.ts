// Which grid a point lies in: our look-up beside PostGIS with the same 65,300 polygons, borders included.
import type { Client } from 'pg'
import { placesOf } from '../server/city/area/places.ts'
import { chanceFrom } from '../server/city/area/rules/chance.ts'
import { gridCode } from '../server/city/area/rules/codes.ts'
import { layOutTown, layOutTowns } from '../server/city/area/rules/lay-out.ts'
import { debianPostgres } from './parts/debian-postgres.ts'
import { codesOfAll, type Grid, loadPostgis, manyPoints, nearOf, onePoint, openPostgis, type Point } from './parts/geo-postgis.ts'
import { publish } from './parts/publish.ts'
import { inTurns, median, quick, ratios, say, short } from './parts/run.ts'

const count = quick ? 20_000 : 300_000
/** PostGIS is asked about so many a round: its rate does not depend on it. */
const asked = quick ? 5_000 : 50_000
const single = quick ? 500 : 10_000
const rounds = quick ? 2 : 4
/** Of a hundred points so many lie on a corner or half-way along a border. */
const onBorders = 10

const places = placesOf('50')

/** Every grid with its outline, at full precision. */
function allGrids(): Grid[] {
  const { source } = places
  return source.districts.flatMap((district) => {
    const { shapes } = layOutTowns(source, district)
    return district.towns.flatMap((town, i) =>
      layOutTown(source, town, shapes[i]!).grids.flatMap((grids, c) =>
        grids.map((shape, n) => ({ code: gridCode(town.communities[c]!.code, n + 1), shape })),
      ),
    )
  })
}

/** Points all over the city's box, a few of them outside the city, and among them those that lie exactly on borders of grids. */
function choosePoints(grids: readonly Grid[]): Point[] {
  const chance = chanceFrom('geo/points')
  const [west, south, east, north] = [105.28, 28.16, 110.2, 32.21]
  return Array.from({ length: count }, (_, n) => {
    if (n % 100 >= onBorders) return { lon: west + chance() * (east - west), lat: south + chance() * (north - south) }
    const ring = grids[Math.floor(chance() * grids.length)]!.shape[0]!
    const at = 2 * Math.floor(chance() * (ring.length / 2))
    const next = (at + 2) % ring.length
    if (n % 2) return { lon: ring[at]!, lat: ring[at + 1]! }
    return { lon: (ring[at]! + ring[next]!) / 2, lat: (ring[at + 1]! + ring[next + 1]!) / 2 }
  })
}

/**
 * The border rule: a point on a border belongs to exactly one of the grids that touch it (the high side of the cut; where outlines
 * of districts overlap, the lower code). PostGIS gives it to all of them. So away from borders the codes must be equal, and on one
 * ours must be among those that touch the point; beyond the city's own border that may be none.
 */
async function compare(
  points: readonly Point[],
  client: Client,
): Promise<{ inside: number; atBorder: number; different: number }> {
  const codes = await codesOfAll(client)
  const ours = points.map(({ lon, lat }) => places.areaAt(lon, lat)?.grid ?? null)
  const asked = ours.flatMap((grid, n) => (grid === codes[n] ? [] : [n]))
  const around = await nearOf(client, asked)
  const different = asked.filter((n) => {
    const { near, onBorder } = around.get(n)!
    return !onBorder || (ours[n] !== null && !near.includes(ours[n]!))
  })
  for (const n of different.slice(0, 5)) say(`different at ${JSON.stringify(points[n])}: ours ${ours[n]}, PostGIS ${codes[n]}`)
  return { inside: ours.filter(Boolean).length, atBorder: asked.length, different: different.length }
}

const server = await debianPostgres({
  file: '/usr/share/postgresql/15/extension/postgis.control',
  package: 'postgresql-15-postgis-3',
})
try {
  const grids = allGrids()
  const points = choosePoints(grids)
  const { client, version } = await openPostgis(server.url)
  await loadPostgis(client, grids, points)
  say(`${short(grids.length)} polygons, ${short(points.length)} points loaded`)
  const answers = await compare(points, client)
  say(`compared: ${JSON.stringify(answers)}`)
  const perSecond = async (questions: number, work: () => unknown): Promise<number> => {
    const began = performance.now()
    await work()
    return (1000 * questions) / (performance.now() - began)
  }
  const sides = {
    ours: () =>
      perSecond(points.length, () => {
        for (const { lon, lat } of points) places.areaAt(lon, lat)
      }),
    postgis: () => perSecond(asked, () => manyPoints(client, asked)),
    single: () =>
      perSecond(single, async () => {
        for (const point of points.slice(0, single)) await onePoint(client, point)
      }),
  }
  const rates = await inTurns(['ours', 'postgis', 'single'], rounds, (side) => sides[side]())
  const against = ratios(rates.ours, rates.postgis)
  publish({
    bench: 'geo',
    title: 'the grid of a point',
    work: `${short(grids.length)} polygons, ${short(points.length)} points of which ${onBorders} % lie exactly on corners and borders of grids; one thread each. PostGIS: GiST index, table clustered by it, prepared statement, points in a table of its own and the answers counted there, so that nothing travels; and once more one point a question, as a server would ask.`,
    same: `Answers compared: ${short(answers.inside)} points in the city, the same grid but for ${short(answers.atBorder)} on borders, where PostGIS gives a point to every grid that touches it and ours to exactly one of these; ${answers.different} differences`,
    versions: { PostGIS: version, PostgreSQL: '15 (Debian)' },
    figures: [
      { what: 'differences', runs: [answers.different], bar: { says: '0', held: answers.different === 0 } },
      { what: 'ours', runs: rates.ours, unit: 'points/s' },
      { what: 'PostGIS, many points a question', runs: rates.postgis, unit: 'points/s' },
      { what: 'PostGIS, one point a question', runs: rates.single, unit: 'points/s' },
      {
        what: 'ours against PostGIS, many a question',
        runs: against,
        unit: '×',
        bar: { says: '≥ 20×', held: median(against) >= 20 },
      },
      { what: 'ours against PostGIS, one a question', runs: ratios(rates.ours, rates.single), unit: '×' },
    ],
    notes: [
      'Ours is a tree of straight cuts kept in typed arrays: one comparison a level. PostGIS searches its index and then walks the outline of every candidate.',
    ],
  })
  await client.end()
} finally {
  await server.stop()
}
