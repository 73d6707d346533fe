// The register of objects at the size of a city: pages of the register, and a sheet of 40,000 objects, through the whole server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import pg from 'pg'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { plainFace, writeCsv } from '../protocols/sheet/csv.ts'
import { readChannels } from '../server/city/channel/settings.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { seedCity } from '../server/city/seed/seed-city.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { realClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { benchServer } from './parts/bench-database.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say, short } from './parts/run.ts'

const objects = quick ? 5_000 : 51_000
const sheetRows = quick ? 2_000 : 40_000
const pages = quick ? 60 : 400
const bar = 100

/** Objects on the grids of the whole city, every seventh with a long name; codes in no order of place. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await seedCity(client, { now: new Date(), progress: () => undefined })
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, address, owner_kind, risk, details, demo)
     select 'b-' || n, 'septic-gas', 'septic-tank', 'B' || lpad(((n::bigint * 7919) % 1000003)::text, 7, '0'), g.name || ' ' || n || case when n % 7 = 0 then repeat('化粪池', 8) else '号池' end,
       g.path, g.lon, g.lat, g.name || '旁', 'owned', (array['red', 'orange', 'yellow', 'blue', 'green'])[1 + n % 5], jsonb_build_object('volume', 10 + n % 90, 'vent', n % 3 = 0), true
     from (select row_number() over (order by md5(code)) as n, name, path, lon, lat from areas where tier = 'grid') g where n <= $1`,
    [objects],
  )
  await client.query('analyze')
  await client.end()
}

type Ask = (url: string, payload?: Buffer) => Promise<{ status: number; body: string; bytes: Buffer; ms: number }>

async function signIn({ app }: Zhili, account: string): Promise<Ask> {
  const signed = await app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { account, tab: true } })
  const session = String((signed.json() as { tabSession: string }).tabSession)
  return async (url, payload) => {
    const began = performance.now()
    const type = payload ? { 'content-type': 'application/octet-stream' } : {}
    const answer = await app.inject({
      ...{ method: payload ? 'POST' : 'GET', url, headers: { 'x-demo-session': session, ...type } },
      ...(payload ? { payload } : {}),
    } as never)
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return { status: answer.statusCode, body: answer.body, bytes: answer.rawPayload, ms: performance.now() - began }
  }
}

/** Pages as people ask for them: whole city, a kind, a district, a risk, words, one page after the other. */
async function timePages(ask: Ask, district: Ask): Promise<Record<string, number[]>> {
  const words = encodeURIComponent('化粪池化粪池')
  const wishes: [string, Ask, string][] = [
    ['city', ask, '?limit=50'],
    ['kind', ask, '?kind=septic-tank&limit=50'],
    ['risk', ask, '?kind=septic-tank&risk=red&limit=50'],
    ['town', ask, '?area=500105005&limit=50'],
    ['words', ask, `?q=${words}&limit=50`],
    ['district', district, '?limit=50'],
    ['kinds', ask, ''],
  ]
  const times: Record<string, number[]> = Object.fromEntries([...wishes.map(([name]) => [name, []]), ['next', []]])
  for (let n = 0; n < pages; n++)
    for (const [name, who, query] of wishes) {
      const { ms, body } = await who(name === 'kinds' ? '/api/v1/object-kinds' : `/api/v1/objects${query}`)
      times[name]!.push(ms)
      const next = (JSON.parse(body) as { next?: string | null }).next
      if (name === 'kind' && next) times.next!.push((await who(`/api/v1/objects?kind=septic-tank&limit=50&cursor=${next}`)).ms)
    }
  return times
}

/** A sheet of new objects, looked at and taken; meanwhile how long anybody else waits for the process. */
async function timeSheet(ask: Ask): Promise<{ exported: number; look: number; take: number; stalled: number }> {
  const exported = await ask('/api/v1/objects.xlsx?kind=septic-tank')
  const rows = Array.from({ length: sheetRows }, (_, n) => [
    ...[
      `N${String(n).padStart(7, '0')}`,
      `新登记 ${n} 号化粪池`,
      String(106.5 + (n % 400) / 10_000),
      String(29.58 + Math.floor(n / 400) / 10_000),
    ],
    ...[String(10 + (n % 90)), n % 2 ? '是' : '否', '2026-03-01', '砖砌'],
  ])
  const head = ['编号', '名称', '经度', '纬度', '容积', '通气管完好', '上次清掏', '材质']
  const bytes = Buffer.from(writeCsv({ rows: [head, ...rows], face: plainFace }))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const look = await ask('/api/v1/object-sheets/look?kind=septic-tank', bytes)
  const seen = JSON.parse(look.body) as { digest: string; registered: number; refused: number; faults: unknown[] }
  if (seen.registered !== sheetRows) throw new Error(`${seen.registered} registered, ${JSON.stringify(seen.faults.slice(0, 3))}`)
  const take = await ask(`/api/v1/object-sheets/take?kind=septic-tank&digest=${seen.digest}`, bytes)
  delay.disable()
  return { exported: exported.ms, look: look.ms, take: take.ms, stalled: delay.max / 1e6 }
}

const server = await benchServer()
const dir = mkdtempSync(join(tmpdir(), 'zhili-register-'))
try {
  const url = await server.make('register', true)
  say('the city and its objects are made')
  await fill(url)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir })
  const packs = createPacks([septicGas], { demo: true })
  const zhili = await compose({ config, url, clock: realClock, packs, channels: readChannels(config, {}) })
  await zhili.app.ready()
  const [city, district] = [await signIn(zhili, 'city-duty'), await signIn(zhili, 'jiangbei-data')]
  say(`${pages} times seven questions`)
  const times = await timePages(city, district)
  const p95 = (name: string) => quantile(times[name]!, 0.95)
  say('a sheet')
  // Whoever keeps the register of the whole city: a post made for this bench.
  await zhili.spine.query(`update posts set kind = 'data-admin' where id = 'post-city-duty'`)
  const sheet = await timeSheet(await signIn(zhili, 'city-duty'))
  const worst = Math.max(...Object.keys(times).map(p95))
  publish({
    bench: 'register',
    title: 'the register of a city, and a sheet of it',
    work: `${short(objects)} objects of one kind on grids of the whole city. Pages of 50 with their names and the number found, through the whole server without its socket, ${pages} times each; then all of them as a workbook, and a CSV of ${short(sheetRows)} new ones looked at and taken.`,
    same: 'a sheet registers every row it holds, and nothing before it is taken',
    versions: { postgresql: server.version },
    figures: [
      ...Object.keys(times).map((name) => ({ what: `list, ${name}: p95`, runs: [p95(name)], unit: 'ms' })),
      { what: 'list, the slowest of them: p95', runs: [worst], unit: 'ms', bar: { says: `≤ ${bar} ms`, held: worst <= bar } },
      { what: `workbook of ${short(objects)} objects`, runs: [sheet.exported], unit: 'ms' },
      { what: `look at ${short(sheetRows)} rows`, runs: [sheet.look], unit: 'ms' },
      { what: 'take them', runs: [sheet.take], unit: 'ms' },
      { what: 'longest anybody waited for the process meanwhile', runs: [sheet.stalled], unit: 'ms' },
    ],
    notes: ['One run. Looking and taking each read the sheet; taking writes 500 objects and their facts a transaction.'],
  })
  await zhili.close()
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
