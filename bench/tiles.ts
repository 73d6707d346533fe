// Vector tiles at the size of a city: by zoom, the list beside the map, and the console's map in a browser.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Browser, chromium, type Page } from 'playwright-core'
import { seedCity } from '../server/city/seed/seed-city.ts'
import { chromiums, flags, webGl } from '../server/commands/browser-flags.ts'
import { benchServer } from './parts/bench-database.ts'
import { launch } from './parts/launch.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say, short } from './parts/run.ts'

const buildings = quick ? 4_000 : 40_000
const others = quick ? 1_000 : 11_000
const many = quick ? 12_000 : 120_000
const rounds = quick ? 4 : 12
const zooms = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
const centre = { lon: 106.55, lat: 29.56 }

/** Kinds no pack rates, so that nobody is at work on them meanwhile. Objects near the points of grids, nine in ten of them in the nine districts of the centre, as towers stand. */
const objectsSql = `with g as (
    select *, row_number() over (partition by inner_city order by md5(code)) as i from (
      select name, code, path, lon, lat, split_part(path, '/', 2) = any(array['500103', '500104', '500105', '500106', '500107', '500108', '500109', '500112', '500113']) as inner_city
      from areas where tier = 'grid') t),
  sizes as materialized (select inner_city, count(*) as size from g group by 1),
  wanted as materialized (select n::bigint as n, s.inner_city, 1 + (n / 2) % s.size as i from generate_series($3::int, $1::int) n join sizes s on s.inner_city = (n % 10 > 0))
  insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, risk, demo)
  select 'b-' || n, 'high-rise-fire', case when n <= $2 then 'bench-building' else 'bench-other' end, 'B' || n, g.name || ' ' || n || ' 号', g.path,
    g.lon + (n * 7919 % 101 - 50) * 0.00002, g.lat + (n * 104729 % 101 - 50) * 0.00002, 'owned',
    case when n % 500 = 0 then 'red' when n % 60 = 0 then 'orange' when n % 20 = 0 then 'yellow' when n % 5 = 0 then 'blue' else 'green' end, true
  from wanted w join g using (inner_city, i)`

async function fill(url: string, from: number, to: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    if (from === 1) await seedCity(client, { now: new Date(), progress: () => undefined })
    await client.query(objectsSql, [to, buildings, from])
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

type Ask = (path: string) => Promise<{ ms: number; bytes: number }>
async function signIn(base: string, account: string): Promise<Ask> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ account, tab: true }),
  }
  const { tabSession } = (await (await fetch(`${base}/api/v1/demo/session`, post)).json()) as { tabSession: string }
  return async (path) => {
    const began = performance.now()
    const answer = await fetch(`${base}/api/v1/${path}`, { headers: { 'x-demo-session': tabSession, 'accept-encoding': 'gzip' } })
    const { byteLength } = await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return { ms: performance.now() - began, bytes: byteLength }
  }
}

function tilesAround(z: number): string[] {
  const n = 2 ** z
  const x = Math.floor(((centre.lon + 180) / 360) * n)
  const y = Math.floor(((1 - Math.asinh(Math.tan((centre.lat * Math.PI) / 180)) / Math.PI) / 2) * n)
  return [-1, 0, 1].flatMap((dx) => [-1, 0].map((dy) => `${z}/${x + dx}/${y + dy}`))
}

/** Every tile around the centre at every zoom, one after the other; the first round cuts outlines and is told apart. */
async function timeTiles(ask: Ask, layer: string): Promise<{ cold: number[]; warm: Map<number, number[]> }> {
  const [cold, warm]: [number[], Map<number, number[]>] = [[], new Map(zooms.map((z) => [z, []]))]
  for (let round = 0; round <= rounds; round++)
    for (const z of zooms)
      for (const tile of tilesAround(z)) {
        const { ms } = await ask(`tiles/${layer}/${tile}`)
        if (round === 0) cold.push(ms)
        else warm.get(z)!.push(ms)
      }
  return { cold, warm }
}

async function timeAll(ask: Ask, path: string): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < rounds * 3; n++) times.push((await ask(path)).ms)
  return quantile(times.slice(3), 0.95)
}

/** From opening the page until every tile in view is drawn. */
async function firstDraw(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName('map.drawn').length > 0, undefined, { timeout: 60_000 })
  return page.evaluate(() => performance.getEntriesByName('map.drawn')[0]!.startTime)
}

/** Gaps between frames while the map is dragged about. */
async function dragged(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const gaps: number[] = []
    let last = performance.now()
    const look = (): void => {
      const now = performance.now()
      gaps.push(now - last)
      last = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(globalThis, { gaps })
  })
  for (let n = 0; n < 6; n++) {
    await page.mouse.move(900, 400)
    await page.mouse.down()
    for (let i = 1; i <= 30; i++) await page.mouse.move(900 + (n % 2 ? -8 : 8) * i, 400 + 3 * i)
    await page.mouse.up()
  }
  return page.evaluate(() => (globalThis as unknown as { gaps: number[] }).gaps.slice(2))
}

async function browse(browser: Browser, base: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  await context.request.post(`${base}/api/v1/demo/session`, { data: { account: 'city-duty' }, headers: { origin: base } })
  return context.newPage()
}

const server = await benchServer()
const dir = mkdtempSync(join(tmpdir(), 'zhili-tiles-'))
try {
  const url = await server.make('tiles', true)
  say(`${short(buildings + others)} objects`)
  await fill(url, 1, buildings + others)
  const running = await launch(dir, ['--no-simulator'], { DATABASE_URL: url.replace('@/', '@localhost/'), DEMO: 'true' })
  const [city, district] = [await signIn(running.url, 'city-duty'), await signIn(running.url, 'jiangbei-duty')]
  const executablePath = chromiums().find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH')
  const browser = await chromium.launch({ executablePath, args: [...flags, ...webGl] })
  const page = await browse(browser, running.url)
  await firstDraw(page, `${running.url}/map`) // files of the page come from the disk into memory
  // A city that runs: after a start everything is rated and counted for the first time.
  await pause(quick ? 0 : 20_000)
  say('first draw, tiles of grids not cut yet')
  const grids = await firstDraw(page, `${running.url}/map?look=${centre.lon},${centre.lat},11.2`)
  const whole = await firstDraw(page, `${running.url}/map`)
  say('tiles')
  const objects = await timeTiles(city, 'objects')
  const areas = await timeTiles(city, 'areas')
  const own = await timeTiles(district, 'objects')
  const view = await timeAll(city, 'map/view?bbox=105.2,28.1,110.2,32.3')
  const near = await timeAll(city, 'map/view?bbox=106.4,29.45,106.7,29.65&levels=1,2,3')
  const parts = await timeAll(city, 'map/areas')
  const dayAgo = new Date(Date.now() - 60_000).toISOString()
  const then = await timeAll(city, `tiles/objects/${tilesAround(7)[2]}?at=${dayAgo}`)
  say(`${short(many)} points`)
  await fill(url, buildings + others + 1, many)
  const crowded = await timeTiles(city, 'objects')
  const crowdedDraw = await firstDraw(page, `${running.url}/map?look=${centre.lon},${centre.lat},10.5`)
  const gaps = await dragged(page)
  const everyTile = (times: { warm: Map<number, number[]> }): number[] => [...times.warm.values()].flat()
  const p95 = (times: number[]): number => quantile(times, 0.95)
  const held = (what: string, value: number, bar: number, unit = 'ms') => ({
    ...{ what, runs: [value], unit },
    bar: { says: `≤ ${bar} ${unit}`, held: value <= bar },
  })
  publish({
    bench: 'tiles',
    title: 'the map of a city in vector tiles',
    work: `${short(buildings)} buildings and ${short(others)} other objects, nine in ten in the nine central districts; six tiles around the centre at each zoom from 6 to 16, ${rounds} times, over HTTP to a server of its own, one request at a time. The console in headless Chromium (1440 × 900, WebGL in software), the page's files in its cache.`,
    same: 'every object is counted once at every zoom (test)',
    versions: { postgresql: server.version },
    figures: [
      ...zooms.map((z) => ({ what: `objects, zoom ${z}: p50`, runs: [quantile(objects.warm.get(z)!, 0.5)], unit: 'ms' })),
      ...zooms.map((z) => held(`objects, zoom ${z}: p95`, p95(objects.warm.get(z)!), 50)),
      held('objects, all zooms: p95', p95(everyTile(objects)), 50),
      held('objects, a district’s officer, all zooms: p95', p95(everyTile(own)), 50),
      held('areas, all zooms: p95', p95(everyTile(areas)), 50),
      { what: 'areas, first time a tile is cut: p95', runs: [p95(areas.cold)], unit: 'ms' },
      { what: 'objects of a moment ago, zoom 7: p95', runs: [then], unit: 'ms' },
      held('list and counts of the whole city: p95', view, 100),
      held('list and counts of a centre, three levels: p95', near, 100),
      held('bars of the operating districts: p95', parts, 100),
      held('console, whole city, first full draw', whole, 3000),
      held('console, grids at zoom 11 cut for the first time, first full draw', grids, 3000),
      { what: `${short(many)} points: tiles of all zooms, p95`, runs: [p95(everyTile(crowded))], unit: 'ms' },
      { what: `${short(many)} points: first full draw at zoom 10`, runs: [crowdedDraw], unit: 'ms' },
      { what: `${short(many)} points: frame while dragging, median`, runs: [quantile(gaps, 0.5)], unit: 'ms' },
      { what: `${short(many)} points: frame while dragging, p95`, runs: [p95(gaps)], unit: 'ms' },
    ],
    notes: ['One run. Frames are drawn by the processor here, beside the server and PostgreSQL on the same two cores.'],
  })
  await browser.close()
  await running.stop()
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
