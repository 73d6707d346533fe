// From a reading to the vital counted from it, in the whole demo city while 1,000 others come in every second: the highest methane of a town's day.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { VitalPage } from '../contract/vital.ts'
import type { Inventory, InventoryDevice } from '../simulator/inventory.ts'
import { launch } from './parts/launch.ts'
import { enter } from './parts/listen.ts'
import { type MqttLine, obey, openLine } from './parts/mqtt-line.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say } from './parts/run.ts'

const code = 'septic.ch4-day-highest'
const perSecond = 1_000
const warmS = 15
const cases = quick ? 5 : 60
const lookMs = 20
const patienceMs = 20_000
/** Above what the others send, below any alarm. */
const highest = 12

type Pair = { line: MqttLine; device: InventoryDevice }

const send = ({ line, device }: Pair, ch4: number, acked: () => void): void =>
  line.publish(
    `zhili/v1/devices/${device.id}/readings`,
    JSON.stringify({ at: new Date().toISOString(), values: { ch4, h2s: 0.5, o2: 20.9, co: 2 } }),
    acked,
  )

function startLoad(pairs: readonly Pair[]) {
  const began = performance.now()
  let [sent, acked] = [0, 0]
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * perSecond; sent < due; sent++)
      send(pairs[sent % pairs.length]!, 2 + (sent % 30) / 10, () => acked++)
  }, 20)
  return () => {
    clearInterval(timer)
    return (1000 * acked) / (performance.now() - began)
  }
}

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const server = await launch(dir, ['--no-simulator'])
const pairs: Pair[] = []
try {
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  for (const { key, secret, devices } of gateways) {
    const line = await openLine({ port: server.mqttPort, id: key, secret, onCommand: obey })
    for (const device of devices) if (device.id.startsWith('hf-')) pairs.push({ line, device })
  }
  const cookie = await enter(server.url, 'city-duty')
  const saidOf = async (town: string): Promise<number | null> => {
    const answer = await fetch(`${server.url}/api/v1/vitals/${code}?area=${town}`, { headers: { cookie } })
    return ((await answer.json()) as VitalPage).cell?.value ?? null
  }
  const byTown = Map.groupBy(pairs, ({ device }) => device.area.split('/')[2]!)
  const told: { town: string; pair: Pair }[] = []
  for (const [town, [pair]] of byTown)
    if (told.length < cases && ((await saidOf(town)) ?? 0) < highest) told.push({ town, pair: pair! })
  const stop = startLoad(pairs.filter((pair) => !told.some((one) => one.pair === pair)))
  await pause(warmS * 1000)
  const after: number[] = []
  for (const { town, pair } of told) {
    const acked = Promise.withResolvers<number>()
    send(pair, highest, () => acked.resolve(performance.now()))
    const at = await acked.promise
    while ((await saidOf(town)) !== highest && performance.now() - at < patienceMs) await pause(lookMs)
    after.push(performance.now() - at < patienceMs ? performance.now() - at : Number.POSITIVE_INFINITY)
  }
  const perS = stop()
  say(after.map(Math.round).join(' '))
  const p95 = quantile(after, 0.95)
  publish({
    bench: 'reading-vital',
    title: 'from a reading to the vital counted from it',
    work: `The whole demo city, ${perSecond.toLocaleString('en')} readings a second by MQTT from all ${gateways.length} gateways. ${told.length} times a tank sends the highest methane of its town’s day: from the acknowledgement, when it is kept, until the vital of the town says it.`,
    same: 'A number that is not the one sent counts as never shown',
    versions: {},
    figures: [
      { what: 'readings a second kept', runs: [perS], unit: '' },
      { what: `kept → said by the vital, ${told.length} times: p50`, runs: [quantile(after, 0.5)], unit: 'ms' },
      { what: 'p95', runs: [p95], unit: 'ms', bar: { says: '≤ 2000 ms', held: p95 <= 2_000 } },
      { what: 'at most', runs: [Math.max(...after)], unit: 'ms' },
    ],
    notes: [`Asked every ${lookMs} ms by one reader; one after the other.`],
  })
} finally {
  for (const { line } of pairs) line.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
