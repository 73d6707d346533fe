// A sheet of 200,000 values, one in a hundred of them faulty, by the route people send it by: how long it takes and how much memory, while its
// progress is read, and whether a red reading still reaches the duty officer as fast. The sheet of errors must be the planted faults, row by row.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import { readCsv } from '../protocols/sheet/csv.ts'
import type { Inventory, InventoryDevice, InventoryGateway } from '../simulator/inventory.ts'
import { launch, memoryMb, residentMb } from './parts/launch.ts'
import { enter, listen } from './parts/listen.ts'
import { type Figure, publish } from './parts/publish.ts'
import { quantile, quick, say } from './parts/run.ts'

const total = quick ? 20_000 : 200_000
const faultyEvery = 100
/** Red readings before the sheet is sent, one each so many ms, as while it is taken. */
const alarmsBefore = quick ? 20 : 100
const everyMs = 250
const people = { data: 'jiangbei-data', duty: 'jiangbei-duty' }
const code = 'bench.lit'
const words = (zh: string, en: string) => ({ zh, en })
const definition = {
  ...{ code, name: words('亮灯率（测量）', 'Lit (bench)'), board: 'facilities', track: 'sanitation', unit: words('%', '%') },
  ...{ decimals: 0, aggregation: 'ratio', times: 100, tier: 'grid', cadence: 'hour', dueMinutes: 60 },
  ...{ source: words('照明处', 'lighting office'), numerator: words('亮', 'lit'), denominator: words('应亮', 'should be lit') },
  owner: 'unit-500105',
}
type State = { rows: number; done: number; taken: number; refused: number; endedAt: string | null }
/** A row as it stands in the sheet; `why`: the word its refusal begins with, null of a good one. */
type Row = { cells: string[]; why: string | null }

const hourMs = 3_600_000
const periodOf = (ms: number): string => new Date(ms + 8 * hourMs).toISOString().slice(0, 13)

/** Values that nobody would ask about, and four kinds of faults in turn. */
function rowsOf(areas: readonly string[], now: number): Row[] {
  const rows: Row[] = []
  for (let hour = 1; rows.length < total; hour++)
    for (const area of areas) {
      if (rows.length === total) break
      const good = [code, area, periodOf(now - hour * hourMs), String(90 + (hour % 2)), '100']
      rows.push(
        (rows.length + 1) % faultyEvery === 0 ? spoilt(good, (rows.length + 1) / faultyEvery) : { cells: good, why: null },
      )
    }
  return rows
}

function spoilt([vital, area, period, value, all]: string[], nth: number): Row {
  const kinds: Row[] = [
    { cells: [vital!, area!, period!, '约九成', all!], why: '“数值”写得不对' },
    { cells: [vital!, '990000000', period!, value!, all!], why: '没有区域' },
    { cells: [vital!, area!, '2099-01-01T00', value!, all!], why: '周期 2099-01-01T00 还没有开始' },
    { cells: [vital!, area!, period!, value!, '-1'], why: '要有分母' },
  ]
  return kinds[nth % kinds.length]!
}

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const stop = new AbortController()
const server = await launch(dir, ['--no-simulator'])
const lines: Awaited<ReturnType<typeof connect>>[] = []
const connect = ({ key, secret }: InventoryGateway) =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`, { clientId: key, username: key, password: secret })

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const isFile = body instanceof Uint8Array
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body ? { 'content-type': isFile ? 'application/octet-stream' : 'application/json' } : {}) },
    ...(body ? { body: isFile ? new Uint8Array(body) : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T
}

/** By object: when its red reading was sent, and after how long the alarm stood on the duty officer's stream. */
const alarms = new Map<string, { at: number; after: number | null }>()
const lateness = (objects: Iterable<string>): number[] =>
  [...objects].flatMap((object) => alarms.get(object)?.after ?? Number.POSITIVE_INFINITY)

/** Turns one tank after another red until told to stop; answers their objects. */
function redsUntil(reds: Iterator<{ line: (typeof lines)[number]; device: InventoryDevice }>, isOver: () => boolean) {
  return (async () => {
    const objects: string[] = []
    while (!isOver()) {
      const next = reds.next()
      if (next.done) throw new Error('there are no more tanks to turn red')
      const { line, device } = next.value
      objects.push(device.object)
      alarms.set(device.object, { at: performance.now(), after: null })
      const body = JSON.stringify({ at: new Date().toISOString(), values: { ch4: 55, h2s: 1, o2: 20.9, co: 2 } })
      line.publish(`zhili/v1/devices/${device.id}/readings`, body, { qos: 1 })
      await pause(everyMs)
    }
    return objects
  })()
}

let cookie = ''
try {
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  const own = gateways.filter(({ devices }) => devices.some(({ area }) => area.includes('500105')))
  const pairs: { line: (typeof lines)[number]; device: InventoryDevice }[] = []
  for (const gateway of own) {
    const line = await connect(gateway)
    lines.push(line)
    for (const device of gateway.devices) if (device.id.startsWith('hf-500105')) pairs.push({ line, device })
  }
  await listen(server.url, {
    account: people.duty,
    stop: stop.signal,
    hear(fact) {
      const one = fact.kind === 'alarm.raised' ? alarms.get(String(fact.body.object)) : undefined
      if (one) one.after ??= performance.now() - one.at
    },
  })
  cookie = await enter(server.url, people.data)
  await call('POST', '/vitals', { definition, home: '500105' })
  for (const to of ['catalogued', 'connected']) await call('POST', `/vitals/${code}/move`, { to })
  const template = await call<string>('GET', `/vital-values.csv?vital=${code}`)
  const areas = template
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[2]!)
  const rows = rowsOf(areas, Date.now())
  const bytes = Buffer.from(['指标编码,区域编码,周期,数值,分母', ...rows.map(({ cells }) => cells.join(','))].join('\n'))
  say(`${rows.length} rows of ${areas.length} grids, ${(bytes.length / 1e6).toFixed(1)} MB; ${pairs.length} tanks to turn red`)

  const reds = pairs.values()
  let sent = 0
  const before = await redsUntil(reds, () => sent++ >= alarmsBefore)
  const rest = residentMb(server.pid)
  let [peak, isOver] = [rest, false]
  const seen: State[] = []
  const meanwhile = redsUntil(reds, () => isOver)
  const watch = (async () => {
    while (!isOver) {
      peak = Math.max(peak, residentMb(server.pid))
      const state = await call<State>('GET', '/vital-value-sheets/bench-sheet-1').catch(() => null)
      if (state) seen.push(state)
      await pause(200)
    }
  })()
  const began = performance.now()
  const taken = await call<State>('PUT', '/vital-value-sheets/bench-sheet-1?name=bench.csv', bytes)
  const seconds = (performance.now() - began) / 1000
  isOver = true
  const during = await meanwhile
  await watch
  await pause(3_000)
  const postgres = memoryMb(server.pid).postgres

  const planted = rows.flatMap(({ cells, why }, i) => (why === null ? [] : [{ cells, why, line: i + 2 }]))
  const errors = await call<string>('GET', '/vital-value-sheets/bench-sheet-1/errors')
  const read = readCsv(Buffer.from(errors))
  if (!read.ok) throw new Error('the error sheet cannot be read')
  const faults = read.value.rows.slice(1)
  const differences = planted.filter(({ cells, why, line }, i) => {
    const [found, at, reason] = [faults[i]?.slice(0, cells.length), faults[i]?.[cells.length], faults[i]?.[cells.length + 1]]
    // A cell that begins like a formula is defused with an apostrophe.
    return found?.map((cell) => cell.replace(/^'/, '')).join() !== cells.join() || at !== String(line) || !reason?.startsWith(why)
  }).length
  const isSteady = seen.every(({ done }, i) => i === 0 || done >= seen[i - 1]!.done)
  const between = new Set(seen.map(({ done }) => done)).size
  const [p99Before, p99] = [quantile(lateness(before), 0.99), quantile(lateness(during), 0.99)]
  const lost = [...alarms.values()].filter(({ after }) => after === null).length
  const figures: Figure[] = [
    { what: 'rows a second, until the sheet is answered', runs: [total / seconds], unit: 'rows/s' },
    { what: `all ${total.toLocaleString('en-US')} rows`, runs: [seconds], unit: 's' },
    {
      what: 'rows taken; the others are the planted faults',
      runs: [taken.taken],
      bar: {
        says: `${total - planted.length}`,
        held: taken.taken === total - planted.length && taken.refused === planted.length,
      },
    },
    {
      what: `rows of the error sheet (${faults.length}) unlike the planted faults (${planted.length})`,
      runs: [differences + Math.abs(faults.length - planted.length)],
      bar: { says: '0', held: differences === 0 && faults.length === planted.length },
    },
    {
      what: 'different places of the progress seen, never going back',
      runs: [between],
      bar: { says: '≥ 10', held: between >= 10 && isSteady },
    },
    { what: 'resident memory of the server before', runs: [rest], unit: 'MB' },
    { what: 'most while it is taken', runs: [peak], unit: 'MB' },
    { what: 'PostgreSQL afterwards', runs: [postgres], unit: 'MB' },
    {
      what: `red reading to the duty officer before (${before.length}): p50`,
      runs: [quantile(lateness(before), 0.5)],
      unit: 'ms',
    },
    { what: 'p99', runs: [p99Before], unit: 'ms' },
    { what: `while the sheet is taken (${during.length}): p50`, runs: [quantile(lateness(during), 0.5)], unit: 'ms' },
    { what: 'p99', runs: [p99], unit: 'ms', bar: { says: '≤ 1 s', held: p99 <= 1_000 } },
    { what: 'p99 while it is taken against before', runs: [p99 / p99Before], unit: '×' },
    { what: 'red readings nobody was told of', runs: [lost], bar: { says: '0', held: lost === 0 } },
  ]
  publish({
    ...{ bench: 'value-sheet', title: 'a sheet of values, and the alarms beside it' },
    work: `A CSV of ${total.toLocaleString('en-US')} hourly values of ${areas.length} grids of a district, every ${faultyEvery}th faulty in one of four ways, sent by \`PUT /vital-value-sheets/{id}\` to the whole demo city; every ${everyMs} ms a tank turns red by MQTT, before it and while it is taken.`,
    same: 'The error sheet is compared cell by cell with what was planted.',
    versions: {},
    figures,
    notes: [
      'Parts of 250 rows are a transaction each, and between two of them the sheet stands back for as long as one took; the roll-up of what was taken runs beside it. One run.',
    ],
  })
} finally {
  stop.abort()
  for (const line of lines) await line.endAsync(true)
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
