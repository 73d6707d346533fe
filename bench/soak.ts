// Two thousand readings a second for as long as asked (`--minutes N`, 15 when left out): memory must stay flat, and what comes in must
// not be acknowledged later and later. Ends with 1 when it does not hold, so that it can stand in a daily run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Inventory, InventoryDevice } from '../simulator/inventory.ts'
import { launch, memoryMb, residentMb } from './parts/launch.ts'
import { type MqttLine, obey, openLine } from './parts/mqtt-line.ts'
import { publish } from './parts/publish.ts'
import { median, quantile, quick, say, short } from './parts/run.ts'
import { growthOf, type Sample } from './parts/slope.ts'

const perSecond = 2_000
const tickMs = 20
const sampleS = quick ? 2 : 5
const asked = process.argv.indexOf('--minutes')
const minutes = asked > 0 ? Number(process.argv[asked + 1]) : quick ? 1 : 15
if (!(minutes > 0)) throw new Error('--minutes takes a number above 0')
/** The first part fills caches and warms the code; the trend is that of the rest. */
const warmS = Math.min(180, minutes * 60 * 0.25)
/** One tank after the other goes over its limit and comes back: alarms, fans and their ends belong to every day. */
const alarmEveryS = 5
const alarmS = 20
/** What the trend may add over the whole time: a leak of 100 bytes a reading would be 170 MB in 15 minutes. */
const mostGrowth = { memoryMb: 15, lagMs: 50 }

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const server = await launch(dir, ['--no-simulator'])
const lines: MqttLine[] = []
try {
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  const pairs: Pair[] = []
  for (const { key, secret, devices } of gateways) {
    const line = await openLine({ port: server.mqttPort, id: key, secret, onCommand: obey })
    lines.push(line)
    for (const device of devices) pairs.push({ line, device })
  }
  const { memory, lag, figures } = await soak(pairs)
  const steady = (all: Sample[]): Sample[] => all.filter(({ at }) => at >= warmS)
  const [grown, later] = [growthOf(steady(memory)), growthOf(steady(lag))]
  const [most, worst] = [Math.max(...memory.map(({ value }) => value)), quantile(figures.late, 0.99)]
  const held = {
    memory: grown <= mostGrowth.memoryMb,
    lag: later <= mostGrowth.lagMs,
    bound: most <= 600,
    all: figures.sent === figures.acked,
  }
  publish({
    bench: 'soak',
    title: `${short(perSecond)} readings a second for ${minutes} minutes`,
    work: `One reading a message, QoS 1, from ${short(pairs.length)} tanks over ${lines.length} connections; every ${alarmEveryS} s another tank is over its limit for ${alarmS} s, its fan answers. Sampled every ${sampleS} s: resident memory, and how long after it was sent a reading was acknowledged. The trend (Theil–Sen) is that after the first ${short(warmS)} s.`,
    same: `${short(figures.sent)} sent, ${short(figures.acked)} acknowledged`,
    versions: { PostgreSQL: 'embedded, fsync on' },
    figures: [
      { what: 'sent and not acknowledged', runs: [figures.sent - figures.acked], bar: { says: '0', held: held.all } },
      { what: 'readings a second', runs: [figures.rate], unit: '/s' },
      {
        what: 'memory of the server: what its trend adds',
        runs: [grown],
        unit: 'MB',
        bar: { says: `≤ ${mostGrowth.memoryMb} MB`, held: held.memory },
      },
      { what: 'memory of the server, median', runs: [median(memory.map(({ value }) => value))], unit: 'MB' },
      { what: 'memory of the server, most', runs: [most], unit: 'MB', bar: { says: '≤ 600 MB', held: held.bound } },
      {
        what: 'lag, p99 of a sample: what its trend adds',
        runs: [later],
        unit: 'ms',
        bar: { says: `≤ ${mostGrowth.lagMs} ms`, held: held.lag },
      },
      { what: 'lag, p50', runs: [quantile(figures.late, 0.5)], unit: 'ms' },
      { what: 'lag, p99', runs: [worst], unit: 'ms' },
    ],
    notes: [
      `Memory in thirds of the time, median: ${thirds(memory)} MB; lag, p99: ${thirds(lag)} ms. PostgreSQL ${figures.postgresMb} MB at the end.`,
    ],
  })
  if (Object.values(held).includes(false)) process.exitCode = 1
} finally {
  for (const line of lines) line.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}

function thirds(samples: readonly Sample[]): string {
  const size = Math.ceil(samples.length / 3)
  return [0, 1, 2].map((n) => short(median(samples.slice(n * size, (n + 1) * size).map(({ value }) => value)))).join(' → ')
}

type Figures = { sent: number; acked: number; rate: number; late: number[]; postgresMb: number }
type Pair = { line: MqttLine; device: InventoryDevice }

/** Is it the turn of this tank to be over its limit? */
function isOver(tank: number, tanks: number, seconds: number): boolean {
  const turn = Math.floor(seconds / alarmEveryS) % tanks
  return tank <= turn && tank > turn - alarmS / alarmEveryS
}

/** Readings of all tanks in turn, as many as are due by now at each call; `fresh` takes how late each was acknowledged. */
function createLoad(pairs: Pair[], secondsIn: () => number) {
  const load = { sent: 0, acked: 0, fresh: [] as number[], send }
  function send(): void {
    const seconds = secondsIn()
    for (const due = seconds * perSecond; load.sent < due; load.sent++) {
      const tank = load.sent % pairs.length
      const { line, device } = pairs[tank]!
      const ch4 = isOver(tank, pairs.length, seconds) ? 14 : 2 + (load.sent % 30) / 10
      const at = performance.now()
      const body = JSON.stringify({ at: new Date().toISOString(), values: { ch4, h2s: 0.5, o2: 20.9, co: 2 } })
      line.publish(`zhili/v1/devices/${device.id}/readings`, body, () => {
        load.acked++
        load.fresh.push(performance.now() - at)
      })
    }
  }
  return load
}

async function soak(pairs: Pair[]): Promise<{ memory: Sample[]; lag: Sample[]; figures: Figures }> {
  const [memory, lag]: [Sample[], Sample[]] = [[], []]
  const late: number[] = []
  const began = performance.now()
  const secondsIn = (): number => (performance.now() - began) / 1000
  const load = createLoad(pairs, secondsIn)
  for (let next = sampleS; secondsIn() < minutes * 60; await pause(tickMs)) {
    load.send()
    if (secondsIn() < next) continue
    memory.push({ at: next, value: Math.round(residentMb(server.pid)) })
    lag.push({ at: next, value: quantile(load.fresh, 0.99) })
    late.push(...load.fresh.filter((_, n) => n % 10 === 0))
    load.fresh = []
    if (next % 60 < sampleS)
      say(`${next} s: ${memory.at(-1)!.value} MB, lag p99 ${short(lag.at(-1)!.value)} ms, ${load.sent - load.acked} on their way`)
    next += sampleS
  }
  const rate = load.sent / secondsIn()
  for (let tries = 0; load.acked < load.sent && tries < 600; tries++) await pause(50)
  const { sent, acked } = load
  return { memory, lag, figures: { sent, acked, rate, late, postgresMb: memoryMb(server.pid).postgres } }
}
