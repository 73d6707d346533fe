// Node-RED with mosquitto before it and PostgreSQL behind it: MQTT in, JSON, a function that compares the limits and inserts the rows.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { freePort } from '../../test/free-port.ts'
import { calm } from './ingest-feed.ts'
import { type MqttLine, openLine } from './mqtt-line.ts'
import { debian, peersOf } from './peers.ts'

export type NodeRed = { version: string; run(asked: { each: number; seconds: number }): Promise<number>; close(): Promise<void> }

const connections = 41
/** Sent and not in the table yet: as many as the other side may have unacknowledged. */
const mostOut = connections * 50
const devices = 2_882

/** The limits of the pack's threshold rules, as somebody would write them into a function. */
const compare = septicGas.detect
  .flatMap((rule) => ('reading' in rule && 'levels' in rule ? [{ rule: rule as unknown as Threshold, id: rule.id }] : []))
  .map(({ rule: { reading, direction, levels }, id }) => {
    const is = direction === 'above' ? '>=' : '<='
    return levels.map(({ limit, severity }) => `if (v.${reading} ${is} ${limit}) hits.push('${id} ${severity}')`).join('\n')
  })
  .join('\n')
type Threshold = { reading: string; direction: 'above' | 'below'; levels: { limit: number; severity: string }[] }

const work = `
const list = Array.isArray(msg.payload) ? msg.payload : [msg.payload]
const device = msg.topic.split('/')[3]
const hits = []
for (const { values: v } of list) {
${compare}
}
await global.get('pool').query(
  'insert into red_readings (at, device, values) select * from unnest($1::timestamptz[], $2::text[], $3::jsonb[])',
  [list.map((r) => r.at), list.map(() => device), list.map((r) => JSON.stringify(r.values))])
return hits.length > 0 ? { payload: hits } : null
`

const flows = (port: number) => [
  { id: 'tab', type: 'tab', label: 'bench' },
  {
    ...{ id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: String(port), clientid: 'node-red', protocolVersion: '4' },
    ...{ keepalive: '60', cleansession: true, autoConnect: true },
  },
  {
    ...{
      id: 'in',
      type: 'mqtt in',
      z: 'tab',
      topic: 'zhili/v1/devices/+/readings',
      qos: '1',
      datatype: 'json',
      broker: 'broker',
    },
    wires: [['work']],
  },
  { id: 'work', type: 'function', z: 'tab', func: work, outputs: 1, wires: [[]] },
]

/** mosquitto and Node-RED as they are started by hand, with the flow above; answers the broker's port. */
async function start(dir: string, url: string): Promise<{ port: number; children: ChildProcess[] }> {
  const { folder } = peersOf('node-red')
  const port = await freePort()
  const red = join(dir, 'red')
  mkdirSync(red)
  writeFileSync(
    join(dir, 'mosquitto.conf'),
    `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 1000\n`,
  )
  writeFileSync(join(red, 'flows.json'), JSON.stringify(flows(port)))
  const pgPath = createRequire(import.meta.url).resolve('pg')
  writeFileSync(
    join(red, 'settings.js'),
    `const { Pool } = require(${JSON.stringify(pgPath)})
module.exports = { uiPort: ${await freePort()}, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json',
  logging: { console: { level: 'error' } },
  functionGlobalContext: { pool: new Pool({ connectionString: ${JSON.stringify(url)}, max: 10 }) } }`,
  )
  const broker = spawn(debian('/usr/sbin/mosquitto', 'mosquitto'), ['-c', join(dir, 'mosquitto.conf')], { stdio: 'ignore' })
  await pause(500)
  const program = join(folder, 'node_modules', 'node-red', 'red.js')
  const settings = ['--userDir', red, '--settings', join(red, 'settings.js')]
  return { port, children: [spawn(process.execPath, [program, ...settings], { stdio: ['ignore', 'ignore', 'inherit'] }), broker] }
}

export async function openNodeRed(url: string): Promise<NodeRed> {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-peer-'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table red_readings (at timestamptz, device text, values jsonb)')
  const { port, children } = await start(dir, url)
  const lines: MqttLine[] = []
  for (let n = 0; n < connections; n++) lines.push(await openLine({ port, id: `bench-${n}`, secret: 'bench' }))
  const rows = async (): Promise<number> =>
    Number((await client.query<{ n: string }>('select count(*) as n from red_readings')).rows[0]!.n)
  await untilHeard(lines[0]!, rows)
  return {
    version: peersOf('node-red').versions['node-red']!,
    async run(asked) {
      await client.query('truncate red_readings')
      return pump(lines, rows, asked)
    },
    async close() {
      for (const line of lines) line.close()
      for (const child of children) await end(child)
      await client.end()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

let sent = 0
function say(line: MqttLine, each: number): void {
  const readings = Array.from({ length: each }, () => ({
    at: new Date(Date.now() + (sent % 1000)).toISOString(),
    values: calm(sent++),
  }))
  const topic = `zhili/v1/devices/red-${sent % devices}/readings`
  line.publish(topic, JSON.stringify(each === 1 ? readings[0] : readings), () => undefined)
}

/** Its start takes some seconds, and what is sent before it listens is gone. */
async function untilHeard(line: MqttLine, rows: () => Promise<number>): Promise<void> {
  for (let tries = 0; (await rows()) === 0; tries++) {
    if (tries === 300) throw new Error('Node-RED does not start')
    say(line, 1)
    await pause(100)
  }
  await pause(500)
}

/** Keeps it busy for so many seconds; answers rows committed a second. */
async function pump(
  lines: MqttLine[],
  rows: () => Promise<number>,
  { each, seconds }: { each: number; seconds: number },
): Promise<number> {
  const began = performance.now()
  let [out, done] = [0, 0]
  while (performance.now() - began < seconds * 1000) {
    for (; out - done + each <= mostOut * each; out += each) say(lines[(out / each) % lines.length]!, each)
    await pause(20)
    done = await rows()
  }
  const rate = (1000 * done) / (performance.now() - began)
  for (let tries = 0; (await rows()) < out && tries < 200; tries++) await pause(50)
  return rate
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
