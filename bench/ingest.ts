// Readings by MQTT, QoS 1, through the whole server into PostgreSQL until they are acknowledged, beside a bare loop that parses the
// same payloads, lets the same rules look and copies the rows in; then kill -9 while they come, and every acknowledged one is looked for.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Inventory } from '../simulator/inventory.ts'
import { ask, benchServer } from './parts/bench-database.ts'
import { createBareLoop } from './parts/ingest-bare.ts'
import { createFeed, type Feed, feedWindow } from './parts/ingest-feed.ts'
import { type NodeRed, openNodeRed } from './parts/ingest-node-red.ts'
import { launch, memoryMb } from './parts/launch.ts'
import { publish } from './parts/publish.ts'
import { inTurns, median, quick, ratios, say } from './parts/run.ts'

const seconds = quick ? 2 : 6
const rounds = quick ? 1 : 3
const killAfter = quick ? 200 : 5_000

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const database = await benchServer()
const url = await database.make('ingest')
// The settings want an address with a host in it; the socket's path beside it is what counts.
const start = () => launch(dir, ['--no-simulator'], { DATABASE_URL: url.replace('@/', '@localhost/') })
let server = await start()
let feed: Feed | null = null
let red: NodeRed | null = null
const socket = fork(fileURLToPath(new URL('./parts/socket-worker.ts', import.meta.url)), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
const [socketPort] = (await once(socket, 'message')) as [number]
try {
  const inventory = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  feed = await createFeed(inventory.gateways, server.mqttPort)
  const bare = await createBareLoop(url)
  red = await openNodeRed(url)
  const socketFeed = await createFeed(inventory.gateways, socketPort)
  const sides = {
    'one a message': () => feed!.run({ each: 1, seconds }),
    'bare, one a message': () => bare.run({ each: 1, seconds }),
    'twenty a message': () => feed!.run({ each: 20, seconds }),
    'bare, twenty a message': () => bare.run({ each: 20, seconds }),
    'the socket alone, one a message': () => socketFeed.run({ each: 1, seconds }),
    'Node-RED, one a message': () => red!.run({ each: 1, seconds }),
    'Node-RED, twenty a message': () => red!.run({ each: 20, seconds }),
  }
  const names = Object.keys(sides) as (keyof typeof sides)[]
  const rates = await inTurns(names, rounds, (name) => sides[name](), !quick)
  const memory = memoryMb(server.pid)
  await bare.close()
  socketFeed.close()
  await red.close()
  const redVersion = red.version
  red = null

  const dying = feed.run({ each: 1, seconds: 60, mark: true })
  while (feed.marked().length < killAfter) await pause(20)
  process.kill(server.pid, 'SIGKILL')
  await dying
  const acked = feed.marked()
  feed.close()
  feed = null
  await server.gone()
  server = await start()
  const [kept] = await ask<{ n: string }>(
    url,
    `select count(distinct (r.device, r.at)) as n from unnest($1::text[], $2::timestamptz[]) as a(device, at) join readings r on r.device = a.device and r.at = a.at`,
    [acked.map(({ device }) => device), acked.map(({ at }) => at)],
  )
  const lost = acked.length - Number(kept!.n)
  say(`kill -9: ${acked.length} acknowledged before it, ${lost} of them lost`)
  const share = (each: 'one' | 'twenty', of: 'bare' | 'Node-RED') =>
    ratios(rates[`${each} a message`], rates[`${of}, ${each} a message`])
  publish({
    bench: 'ingest',
    title: 'readings by MQTT until they are committed and acknowledged',
    work: `The whole server with the demo city (2,882 tanks of 41 gateways, three values a reading), its embedded broker, QoS 1, ${feedWindow} messages in flight a gateway; ${seconds} s a round, ${rounds} rounds in turns. Bare: JSON.parse, the rules of the same pack with each device's memory, COPY of 1,000 rows a transaction into an unindexed table of the same server. The socket alone: the same broker in a process that acknowledges and does nothing else. Node-RED: mosquitto before it, JSON, one function that compares the pack's limits and inserts a message's readings by a pool of ten connections; counted by rows committed.`,
    same: `Answers: after kill -9 in the middle, ${acked.length} acknowledged readings were looked for in the database by device and time`,
    versions: { PostgreSQL: `${database.version} embedded, fsync on`, 'Node-RED': redVersion, mosquitto: '2.0 (Debian)' },
    figures: [
      {
        what: 'acknowledged and lost after kill -9',
        runs: [lost],
        bar: { says: '0', held: lost === 0 && acked.length >= killAfter },
      },
      ...names.map((name) => ({ what: name, runs: rates[name], unit: 'readings/s' })),
      ...(['one', 'twenty'] as const).map((each) => ({
        what: `ours against bare, ${each} a message`,
        runs: share(each, 'bare'),
        unit: '×',
        bar: { says: '≥ 0.6×', held: median(share(each, 'bare')) >= 0.6 },
      })),
      {
        what: 'ours against the socket alone, one a message',
        runs: ratios(rates['one a message'], rates['the socket alone, one a message']),
        unit: '×',
        bar: { says: '≥ 0.6×', held: median(ratios(rates['one a message'], rates['the socket alone, one a message'])) >= 0.6 },
      },
      {
        what: 'ours against Node-RED, one a message',
        runs: share('one', 'Node-RED'),
        unit: '×',
        bar: { says: '≥ 10×', held: median(share('one', 'Node-RED')) >= 10 },
      },
      { what: 'ours against Node-RED, twenty a message', runs: share('twenty', 'Node-RED'), unit: '×' },
    ],
    notes: [
      `Publishers, server and PostgreSQL share the two cores; the bare loop has no publishers and no broker beside it. Server ${memory.server} MB.`,
      'What ours does besides: order and repeats by device, quality of every value, states of devices kept in PostgreSQL and locked, alarms and their cascade, the index by device and time.',
    ],
  })
} finally {
  feed?.close()
  await red?.close()
  socket.kill('SIGKILL')
  await server.stop()
  await database.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
