// One broken device that sends as fast as it is answered, rubbish or readings, beside the devices of other gateways: how much later
// these have their acknowledgement.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import type { Inventory, InventoryDevice, InventoryGateway } from '../simulator/inventory.ts'
import { launch } from './parts/launch.ts'
import { publish } from './parts/publish.ts'
import { inTurns, median, quantile, quick, say, short } from './parts/run.ts'

const seconds = quick ? 2 : 6
const rounds = quick ? 1 : 6
const perSecond = 200
const tickMs = 10
/** So many messages of the broken device are under way at any time. */
const flood = 500

const connect = ({ key, secret }: InventoryGateway, port: number, name = '') =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: `${key}${name}`, username: key, password: secret })
type Line = Awaited<ReturnType<typeof connect>>
type Pair = { line: Line; device: InventoryDevice }

const send = ({ line, device }: Pair, body: string): Promise<unknown> =>
  line.publishAsync(`zhili/v1/devices/${device.id}/readings`, body, { qos: 1 })
let moment = Date.now()
/** Every reading has a moment of its own, or it would be dropped as a repeat. */
const reading = (values: Record<string, number>): string => {
  moment = Math.max(moment + 1, Date.now())
  return JSON.stringify({ at: new Date(moment).toISOString(), values })
}

/** Keeps the broken device sending until told to stop; answers how many of its messages were answered. */
function storm(pair: Pair, body: () => string): () => Promise<number> {
  let [going, answered] = [true, 0]
  const lane = async (): Promise<void> => {
    while (going) {
      await send(pair, body())
      answered++
    }
  }
  const lanes = Promise.all(Array.from({ length: flood }, lane))
  return async () => {
    going = false
    await lanes
    return answered
  }
}

/** Readings of the others for some seconds; answers after how many ms each had its acknowledgement. */
async function others(pairs: readonly Pair[]): Promise<number[]> {
  const began = performance.now()
  const waits: Promise<number>[] = []
  while (performance.now() - began < seconds * 1000) {
    for (const due = ((performance.now() - began) / 1000) * perSecond; waits.length < due; ) {
      const at = performance.now()
      waits.push(send(pairs[waits.length % pairs.length]!, reading({ ch4: 2 })).then(() => performance.now() - at))
    }
    await pause(tickMs)
  }
  return Promise.all(waits)
}

const bodies = { calm: null, rubbish: () => `{"at":"never","n":${moment++}`, readings: () => reading({ ch4: 3 }) }
type Side = keyof typeof bodies
const sides = Object.keys(bodies) as Side[]

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const lines: Line[] = []
const server = await launch(dir, ['--no-simulator'])
try {
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  const [own, ...rest] = gateways as [InventoryGateway, ...InventoryGateway[]]
  const broken = { line: await connect(own, server.mqttPort, ':broken'), device: own.devices[0]! }
  lines.push(broken.line)
  const pairs: Pair[] = []
  for (const gateway of rest) {
    const line = await connect(gateway, server.mqttPort)
    lines.push(line)
    for (const device of gateway.devices.slice(0, 10)) pairs.push({ line, device })
  }
  const stormed: Record<Side, number[]> = { calm: [], rubbish: [], readings: [] }
  const p99 = await inTurns(sides, rounds, async (side) => {
    const body = bodies[side]
    const end = body ? storm(broken, body) : async () => 0
    const waits = await others(pairs)
    stormed[side].push((await end()) / seconds)
    say(`${side}: ${waits.length} of the others, ${short(stormed[side].at(-1)!)} a second of the broken one`)
    return quantile(waits, 0.99)
  })
  const later = (side: Side): number[] => p99[side].map((ms, i) => ms - p99.calm[i]!)
  const bar = (side: Side) => ({ says: '≤ 100 ms', held: median(later(side)) <= 100 })
  publish({
    bench: 'broken',
    title: 'one broken device, and how long the others wait',
    work: `${perSecond} readings/s of ${pairs.length} devices over ${rest.length} gateways, each a QoS 1 message of its own, and one device of another gateway with ${flood} messages under way at any time: none, rubbish that is no JSON, or readings. ${seconds} s each.`,
    same: 'Every message of both was acknowledged.',
    versions: {},
    figures: [
      ...sides.map((side) => ({ what: `others, p99 to the acknowledgement: ${side}`, runs: p99[side], unit: 'ms' })),
      { what: 'later under rubbish', runs: later('rubbish'), unit: 'ms', bar: bar('rubbish') },
      { what: 'later under readings', runs: later('readings'), unit: 'ms', bar: bar('readings') },
      { what: 'rubbish answered', runs: stormed.rubbish.slice(1), unit: 'messages/s' },
      { what: 'readings answered', runs: stormed.readings.slice(1), unit: 'messages/s' },
    ],
    notes: [
      'The devices, the server and its PostgreSQL share the cores of this machine: the storm takes its part of them as well.',
    ],
  })
} finally {
  for (const line of lines) await line.endAsync(true)
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
