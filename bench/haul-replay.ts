// A day of 3,000 trucks replayed: the map's slider (tiles, list and track as of a moment that is over) and the trial of other limits on all their drives.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Backtest } from '../contract/backtest.ts'
import { spoilTruck } from '../packs/spoil-truck/pack.ts'
import { readChannels } from '../server/city/channel/settings.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { seedCity } from '../server/city/seed/seed-city.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { realClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { benchServer } from './parts/bench-database.ts'
import { layFleet } from './parts/haul-fleet.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say, short } from './parts/run.ts'

const size = quick ? { trucks: 200, sites: 20, tips: 8 } : { trucks: 3_000, sites: 120, tips: 24 }
/** Steps of the slider: a quarter of an hour each. */
const steps = quick ? 4 : 24
const bar = 1_000

type Ask = (path: string, payload?: object) => Promise<{ ms: number; body: Buffer }>

async function signIn({ app }: Zhili, account: string): Promise<Ask> {
  const signed = await app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { account, tab: true } })
  const headers = { 'x-demo-session': String((signed.json() as { tabSession: string }).tabSession) }
  let asked = 0
  return async (path, payload) => {
    const began = performance.now()
    const url = `/api/v1/${path}`
    const posted = {
      method: 'POST' as const,
      url,
      headers: { ...headers, 'idempotency-key': `bench-${++asked}` },
      payload: payload!,
    }
    const answer = await app.inject(payload ? posted : { url, headers })
    const ms = performance.now() - began
    if (![200, 204].includes(answer.statusCode)) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return { ms, body: answer.rawPayload }
  }
}

const centre = { lon: 106.53, lat: 29.55 }
/** The twelve tiles of a screen around the centre. */
function screenOf(z: number): string[] {
  const n = 2 ** z
  const x = Math.floor(((centre.lon + 180) / 360) * n)
  const y = Math.floor(((1 - Math.asinh(Math.tan((centre.lat * Math.PI) / 180)) / Math.PI) / 2) * n)
  return [-2, -1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${z}/${x + dx}/${y + dy}`))
}
const boxOf = (half: number) => [centre.lon - half, centre.lat - half, centre.lon + half, centre.lat + half].join(',')

type Slid = { tiles: number[]; screens: number[]; views: number[] }
/** The slider from a day back to now: the twelve tiles of a screen at once and the list beside them, as the map asks for them. */
async function slide(ask: Ask, z: number): Promise<Slid> {
  const slid: Slid = { tiles: [], screens: [], views: [] }
  for (let step = 1; step <= steps; step++) {
    const at = encodeURIComponent(new Date(Date.now() - step * (86_400_000 / (steps + 1))).toISOString())
    const began = performance.now()
    const [view, ...tiles] = await Promise.all([
      ask(`map/view?bbox=${boxOf(0.4)}&show=objects&at=${at}`),
      ...screenOf(z).map((tile) => ask(`tiles/objects/${tile}?at=${at}`)),
    ])
    slid.screens.push(performance.now() - began)
    slid.views.push(view.ms)
    slid.tiles.push(...tiles.map(({ ms }) => ms))
  }
  return slid
}

async function timeTracks(ask: Ask): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < (quick ? 10 : 60); n++) times.push((await ask(`objects/hbt-${(n * 37) % size.trucks}/track`)).ms)
  return times
}

/** Other limits of speed and route tried on the whole day; what the map asks meanwhile, and what the process holds at most beyond before. */
async function tryLimits(zhili: Zhili, ask: Ask): Promise<{ seconds: number; mb: number; meanwhile: number[]; done: Backtest }> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
  const began = performance.now()
  const asked = { kind: 'settings', pack: 'spoil-truck', area: '50/', settings: { 'speed-limit': 50, 'route-off': 100 }, days: 1 }
  const { id } = JSON.parse((await ask('backtests', asked)).body.toString()) as { id: string }
  let isOver = false
  const over = zhili.backtests.idle().then(() => (isOver = true))
  const meanwhile: number[] = []
  while (!isOver) {
    meanwhile.push((await ask(`tiles/objects/${screenOf(11)[4]}`)).ms)
    await Promise.race([over, new Promise((wait) => setTimeout(wait, 250))])
  }
  const seconds = (performance.now() - began) / 1_000
  clearInterval(watch)
  const done = JSON.parse((await ask(`backtests/${id}`)).body.toString()) as Backtest
  return { seconds, mb: (most - before) / 2 ** 20, meanwhile, done }
}

const server = await benchServer()
const dir = mkdtempSync(join(tmpdir(), 'zhili-haul-replay-'))
let client: pg.Client | null = null
try {
  const url = await server.make('haul', true)
  client = new pg.Client({ connectionString: url })
  await client.connect()
  await seedCity(client, { now: new Date(), progress: () => undefined })
  const laid = await layFleet(client, size)
  await client.query('vacuum analyze')
  say(`${short(laid.positions)} positions, ${short(laid.tickets)} tickets`)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir })
  const zhili = await compose({
    config,
    url,
    clock: realClock,
    packs: createPacks([spoilTruck], { demo: false }),
    channels: readChannels(config, {}),
  })
  await zhili.app.ready()
  const ask = await signIn(zhili, 'city-leader')
  const slid = new Map<number, Slid>()
  for (const z of [10, 12, 14]) {
    slid.set(z, await slide(ask, z))
    say(
      `slider at zoom ${z}: a screen ${short(quantile(slid.get(z)!.screens, 0.5))} ms, at most ${short(Math.max(...slid.get(z)!.screens))} ms`,
    )
  }
  const tracks = await timeTracks(ask)
  say(`tracks: p95 ${short(quantile(tracks, 0.95))} ms; the trial`)
  const tried = await tryLimits(zhili, ask)
  const { told, carriers, tickets, checks } = tried.done.result?.haulage ?? { told: 0, carriers: 0, tickets: 0, checks: [] }
  say(`${short(tried.seconds)} s, ${short(tried.mb)} MB: ${told} positions of ${carriers} trucks`)
  const held = (what: string, value: number) => ({
    ...{ what, runs: [value], unit: 'ms', bar: { says: `≤ ${short(bar)} ms`, held: value <= bar } },
  })
  publish({
    bench: 'haul-replay',
    title: 'a day of thousands of trucks, replayed',
    work: `${short(size.trucks)} trucks of ${size.sites} sites and ${size.tips} tips, a permit with its route each, ${short(laid.tickets)} tickets, a day of ${short(laid.positions)} positions (every 30 s from 6 to 22 o'clock, every five minutes at night). The map as of ${steps} moments of the day, by a leader who sees the whole city: the twelve tiles of a screen and the list beside it, asked at once. The track of a truck over a day. Then the trial of another speed limit and width of route on all of it, in its thread, while the map is asked for a tile now and then.`,
    same: `The trial played ${short(told)} positions of ${short(carriers)} trucks and ${short(tickets)} tickets; found ${checks.map(({ check, live, tried: other }) => `${check} ${live} → ${other}`).join(', ')}`,
    versions: { PostgreSQL: server.version },
    figures: [
      ...[...slid].flatMap(([z, { tiles, screens, views }]) => [
        held(`a moment of the slider, zoom ${z}: one tile, p95`, quantile(tiles, 0.95)),
        held(`zoom ${z}: list beside the map, p95`, quantile(views, 0.95)),
        held(`zoom ${z}: the whole screen, p95`, quantile(screens, 0.95)),
      ]),
      held('track of a day: p95', quantile(tracks, 0.95)),
      { what: 'trial of a day: whole', runs: [tried.seconds], unit: 's' },
      { what: 'trial of a day: positions a second', runs: [told / tried.seconds] },
      { what: 'trial of a day: memory of the process beyond before, at most', runs: [tried.mb], unit: 'MB' },
      held('a tile of the map meanwhile: p95', quantile(tried.meanwhile, 0.95)),
    ],
    notes: ['One run, the whole server without its socket. The trial is waited for with a bar of progress, not by one request.'],
  })
  await zhili.close()
} finally {
  await client?.end()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
