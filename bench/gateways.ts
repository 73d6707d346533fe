// Ten thousand vehicle terminals, each over a connection of its own, telling where they are every ten seconds by JT/T 808: how long
// after a position was written its answer is there, which says that it is committed. Nothing may be lost or doubled.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { decode } from '../protocols/jt808/decode.ts'
import { createFramer } from '../protocols/jt808/frame.ts'
import { location, signIn } from '../test/field-peer.ts'
import { freePort } from '../test/free-port.ts'
import { ask, benchServer } from './parts/bench-database.ts'
import { launch, residentMb } from './parts/launch.ts'
import { publish } from './parts/publish.ts'
import { median, quantile, quick, say, short } from './parts/run.ts'

const terminals = quick ? 1_000 : 10_000
const everyS = 10
const rounds = quick ? 2 : 36
const total = rounds * terminals
/** Connections opened side by side. */
const atOnce = 200
const code = 'bench-code'

const phoneOf = (n: number): string => String(13_100_000_000 + n)
const clock = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14)

type Terminal = { n: number; socket: Socket; sent: Map<number, number>; signedIn: Promise<void> }
const lags: number[] = []

async function terminal(n: number, port: number): Promise<Terminal> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  const { promise: signedIn, resolve } = Promise.withResolvers<void>()
  const sent = new Map<number, number>()
  const framer = createFramer()
  socket.on('data', (chunk) => {
    for (const piece of framer.push(chunk)) {
      const read = piece instanceof Uint8Array ? decode(piece) : null
      if (!read?.ok || read.value.name !== 'platformReply') continue
      const { answers, message, result } = read.value.body as { answers: number; message: number; result: number }
      if (result !== 0) continue
      if (message === 0x0102) resolve()
      const at = sent.get(answers)
      if (message === 0x0200 && at !== undefined && sent.delete(answers)) lags.push(performance.now() - at)
    }
  })
  socket.write(signIn(code, 60_000, phoneOf(n)))
  return { n, socket, sent, signedIn }
}

const register = (url: string): Promise<unknown> =>
  ask(
    url,
    `with place as (select area, lon, lat from objects order by id limit 1),
      made as (insert into objects (id, pack, kind, code, name, area, lon, lat)
        select 'bt-' || n, 'spoil-truck', 'spoil-truck', 'BT' || n, 'BT ' || n, area, lon, lat from place, generate_series(0, ${terminals - 1}) n returning id),
      devices as (insert into devices (id, object, kind, pack, name, interval_s)
        select id, id, 'vehicle-terminal', 'spoil-truck', id, ${everyS} from made returning id)
     insert into senders (protocol, number, device, code, crs)
     select 'jt808', (13100000000 + substr(id, 4)::bigint)::text, id, '${code}', 'WGS-84' from devices`,
  )

async function connected(port: number): Promise<Terminal[]> {
  const all: Terminal[] = []
  for (let n = 0; n < terminals; n += atOnce)
    all.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, terminals - n) }, (_, i) => terminal(n + i, port)))))
  await Promise.all(all.map(({ signedIn }) => signedIn))
  return all
}

/** Each at its own moment of the ten seconds; answers what the server held in memory meanwhile, in MB, once a second. */
async function drive(all: Terminal[], pid: number): Promise<number[]> {
  const memory: number[] = []
  const began = performance.now()
  for (let done = 0; done < total; ) {
    const passed = performance.now() - began
    const due = Math.min(total, Math.floor((passed / 1000 / everyS) * terminals))
    for (; done < due; done++) {
      const { n, socket, sent } = all[done % terminals]!
      const serial = Math.floor(done / terminals)
      sent.set(serial, performance.now())
      socket.write(location(serial, clock(), { from: phoneOf(n) }))
    }
    if (memory.length < passed / 1000) {
      memory.push(residentMb(pid))
      if (memory.length % 30 === 0) say(`${short(done)} sent, ${short(lags.length)} answered, ${short(memory.at(-1)!)} MB`)
    }
    await pause(5)
  }
  for (const until = performance.now() + 60_000; lags.length < total && performance.now() < until; ) await pause(50)
  return memory
}

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const database = await benchServer()
try {
  const url = await database.make('gateways')
  const port = await freePort()
  const settings = { DATABASE_URL: url.replace('@/', '@localhost/'), GATEWAY_PER_ADDRESS: '20000', JT808_PORT: String(port) }
  say('seeding the city')
  await (await launch(dir, ['--no-simulator'], settings)).stop()
  await register(url)
  const server = await launch(dir, ['--no-simulator'], settings)
  const empty = residentMb(server.pid)
  const all = await connected(port)
  say(`${short(terminals)} terminals signed in`)
  const memory = await drive(all, server.pid)
  const [{ n: stored, moments } = { n: 0, moments: 0 }] = await ask<{ n: number; moments: number }>(
    url,
    `select count(*)::int as n, count(distinct (device, at))::int as moments from readings where device like 'bt-%'`,
  )
  for (const { socket } of all) socket.destroy()
  await server.stop()
  const [p50, p99] = [quantile(lags, 0.5), quantile(lags, 0.99)]
  const missing = total - lags.length
  const third = Math.ceil(memory.length / 3)
  const thirds = [0, 1, 2].map((i) => median(memory.slice(i * third, (i + 1) * third)))
  publish({
    bench: 'gateways',
    title: `${short(terminals)} vehicle terminals by JT/T 808 for ${short((rounds * everyS) / 60)} minutes`,
    work: `${short(terminals)} terminals, each over a connection of its own, sign in and send a position every ${everyS} s, ${rounds} times, spread over the ${everyS} s; lag from the write to the answer, which comes after the commit. The whole server with the demo city; frames are kept as they came.`,
    same: `Sent ${short(total)}, answered ${short(lags.length)}, stored ${short(stored)}`,
    versions: { PostgreSQL: `${database.version} embedded, fsync on` },
    figures: [
      { what: 'positions not answered', runs: [missing], bar: { says: '0', held: missing === 0 } },
      {
        what: 'answered and not stored, or stored twice',
        runs: [Math.abs(stored - lags.length) + (stored - moments)],
        bar: { says: '0', held: stored === lags.length && moments === stored },
      },
      { what: 'positions a second', runs: [terminals / everyS], unit: '/s' },
      { what: 'lag, p50', runs: [p50], unit: 'ms' },
      { what: 'lag, p99', runs: [p99], unit: 'ms', bar: { says: '≤ 1,000 ms', held: p99 <= 1000 } },
      { what: 'lag, longest', runs: [quantile(lags, 1)], unit: 'ms' },
      { what: 'memory of the server, most', runs: [Math.max(...memory)], unit: 'MB' },
    ],
    notes: [
      `Memory ${short(empty)} MB before the first terminal, then in thirds of the time, median: ${thirds.map(short).join(' → ')} MB.`,
      'Terminals, server and PostgreSQL share the cores.',
    ],
  })
} finally {
  await database.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
