// Scene features at the size of a city: the nearest of a kind, tiles of the ground and of heights, the way of a vehicle over a week, the first rating.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { fireAlarm } from '../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../packs/high-rise-fire/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { readChannels } from '../server/city/channel/settings.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { seedBuildings } from '../server/city/seed/buildings.ts'
import { seedCity } from '../server/city/seed/seed-city.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { realClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { benchServer } from './parts/bench-database.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say, short } from './parts/run.ts'
import { fillGround, layGround, positionsOfAWeek, truck } from './parts/scene-ground.ts'

const features = quick ? 20_000 : 500_000
const asks = quick ? 40 : 400
const tileRounds = quick ? 1 : 6
const bar = 50
const centre = { lon: 106.55, lat: 29.56 }
const zooms = [11, 12, 13, 14, 15, 16, 17]
const kinds = ['hydrant', 'water', 'road', 'shelter', 'footprint'] as const

type Ask = (path: string) => Promise<{ ms: number; bytes: Buffer }>

async function signIn({ app }: Zhili, account: string): Promise<Ask> {
  const signed = await app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { account, tab: true } })
  const session = String((signed.json() as { tabSession: string }).tabSession)
  return async (path) => {
    const began = performance.now()
    const answer = await app.inject({ url: `/api/v1/${path}`, headers: { 'x-demo-session': session } })
    const ms = performance.now() - began
    if (![200, 204].includes(answer.statusCode)) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return { ms, bytes: answer.rawPayload }
  }
}

/** A place of the n-th question: spread over the centre by two strides that meet no grid. */
const placeOf = (n: number): { lon: number; lat: number } => ({
  lon: centre.lon + ((n * 7919) % 1000) / 5000 - 0.1,
  lat: centre.lat + ((n * 104_729) % 1000) / 5000 - 0.1,
})

async function timeNearest(ask: Ask): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]))
  for (let n = 0; n < asks; n++)
    for (const kind of kinds) {
      const { lon, lat } = placeOf(n)
      times.get(kind)!.push((await ask(`scene/nearest?kind=${kind}&lon=${lon}&lat=${lat}&n=5`)).ms)
    }
  return times
}

/** The answer of the index against all distances reckoned, for some places. */
async function differences(ask: Ask, client: pg.Client): Promise<number> {
  let different = 0
  for (let n = 0; n < 25; n++) {
    const { lon, lat } = placeOf(n * 13)
    const { bytes } = await ask(`scene/nearest?kind=hydrant&lon=${lon}&lat=${lat}&n=1&within=20000`)
    const [found] = (JSON.parse(bytes.toString()) as { rows: { metres: number }[] }).rows
    const { rows } = await client.query<{ metres: number }>(
      `select min(2 * 6371008.8 * asin(sqrt(sin(radians(lat - $2) / 2) ^ 2 + cos(radians($2)) * cos(radians(lat)) * sin(radians(lon - $1) / 2) ^ 2))) as metres
       from scene_features where live and kind = 'hydrant'`,
      [lon, lat],
    )
    // By the ellipsoid or by the sphere: half a percent, and a metre for what is rounded.
    if (!found || Math.abs(found.metres - rows[0]!.metres) > 1 + rows[0]!.metres / 200) different += 1
  }
  return different
}

function tilesAround(z: number): string[] {
  const n = 2 ** z
  const x = Math.floor(((centre.lon + 180) / 360) * n)
  const y = Math.floor(((1 - Math.asinh(Math.tan((centre.lat * Math.PI) / 180)) / Math.PI) / 2) * n)
  return [-2, -1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${z}/${x + dx}/${y + dy}`))
}

async function timeTiles(ask: Ask, layer: string, from: number): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>(zooms.filter((z) => z >= from).map((z) => [z, []]))
  for (let round = 0; round <= tileRounds; round++)
    for (const [z, list] of times)
      for (const tile of tilesAround(z)) {
        const { ms } = await ask(`tiles/${layer}/${tile}`)
        if (round > 0) list.push(ms)
      }
  return times
}

async function timeTrack(ask: Ask): Promise<{ times: number[]; positions: number; drawn: number }> {
  const from = encodeURIComponent(new Date(Date.now() - 7 * 86_400_000).toISOString())
  const path = `objects/${truck}/track?from=${from}`
  const { bytes } = await ask(path)
  const { positions, stretches } = JSON.parse(bytes.toString()) as { positions: number; stretches: unknown[][] }
  const times: number[] = []
  for (let n = 0; n < Math.max(20, asks / 4); n++) times.push((await ask(path)).ms)
  return { times, positions, drawn: stretches.flat().length }
}

/** All high-rises of the demo for the first time. */
async function timeFirstRating(zhili: Zhili, client: pg.Client): Promise<{ n: number; ms: number }> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from objects where kind = 'building'`)
  const began = performance.now()
  while (await zhili.rateStale());
  return { n: rows[0]!.n, ms: performance.now() - began }
}

const server = await benchServer()
const dir = mkdtempSync(join(tmpdir(), 'zhili-scene-'))
let client: pg.Client | null = null
try {
  const url = await server.make('scene', true)
  client = new pg.Client({ connectionString: url })
  await client.connect()
  await seedCity(client, { now: new Date(), progress: () => undefined })
  await seedBuildings(client, new Date())
  const ground = layGround(features, centre)
  await fillGround(client, ground)
  const positions = await positionsOfAWeek(client, centre)
  await client.query('vacuum analyze')
  const [inForce] = (await client.query<{ n: number }>('select count(*)::int as n from scene_features where live')).rows
  say(`${short(inForce!.n)} features, ${short(positions)} positions`)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir })
  const packs = createPacks([septicGas, fireAlarm, highRiseFire, spoilTruck], { demo: true })
  const zhili = await compose({ config, url, clock: realClock, packs, channels: readChannels(config, {}) })
  await zhili.app.ready()
  const [city, district] = [await signIn(zhili, 'city-duty'), await signIn(zhili, 'jiangbei-duty')]
  const rating = await timeFirstRating(zhili, client)
  say(`first rating of ${rating.n}: ${short(rating.ms)} ms`)
  const different = await differences(city, client)
  say(`${different} differences; the nearest`)
  await timeNearest(city)
  const nearest = await timeNearest(city)
  say('tiles')
  const scene = await timeTiles(city, 'scene', 11)
  const own = await timeTiles(district, 'scene', 11)
  const houses = await timeTiles(city, 'footprints', 14)
  say('a week of positions')
  const track = await timeTrack(city)
  const p95 = (times: Iterable<number>): number => quantile([...times], 0.95)
  const held = (what: string, value: number) => ({
    ...{ what, runs: [value], unit: 'ms' },
    bar: { says: `≤ ${bar} ms`, held: value <= bar },
  })
  publish({
    bench: 'scene',
    title: 'hydrants, roads and footprints of a city',
    work: `${short(inForce!.n)} features in force within 25 km of the centre (half footprints, two in ten hydrants, the rest water, roads, shelters), in layers of 5,000 as a town takes them. The nearest five within 2 km at ${asks} places; twelve tiles around the centre at each zoom from 11 to 17, ${tileRounds} times; the track of a week of ${short(track.positions)} positions (one in ten seconds, four hours of silence a night), of which ${short(track.drawn)} are answered. Through the whole server without its socket, one question at a time.`,
    same: `The nearest hydrant against all distances reckoned, at 25 places: ${different} differences`,
    versions: { PostgreSQL: server.version },
    figures: [
      { what: 'differences', runs: [different], bar: { says: '0', held: different === 0 } },
      ...[...nearest].map(([kind, times]) => held(`the nearest ${kind}: p95`, p95(times))),
      held('the nearest, all kinds: p95', p95([...nearest.values()].flat())),
      ...[...scene].map(([z, times]) => held(`scene tile, zoom ${z}: p95`, p95(times))),
      held('scene tiles, all zooms: p95', p95([...scene.values()].flat())),
      held('scene tiles, a district’s officer, all zooms: p95', p95([...own.values()].flat())),
      ...[...houses].map(([z, times]) => held(`footprint tile, zoom ${z}: p95`, p95(times))),
      held('footprint tiles, all zooms: p95', p95([...houses.values()].flat())),
      { what: 'track of a week: p50', runs: [quantile(track.times, 0.5)], unit: 'ms' },
      held('track of a week: p95', p95(track.times)),
      { what: `first rating of the ${rating.n} high-rises of the demo`, runs: [rating.ms], unit: 'ms' },
    ],
    notes: [
      'One run. The first round of tiles and of the nearest, which reads from the disk, is thrown away.',
      'Where a bar is missed: at zoom 12 lines and areas are drawn for the first time and a tile of this ground holds some thousands of them, the largest of which are sorted out; the track counts and passes a week of positions to keep one in 26.',
    ],
  })
  await zhili.close()
} finally {
  await client?.end()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
