// From a reading to the phone while 1,000 other readings come in every second: when the gateway has its acknowledgement, and when
// the alarm, the event and the order stand on the streams of the duty officer and of the town's post.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import type { Inventory, InventoryDevice, InventoryGateway } from '../simulator/inventory.ts'
import { launch, memoryMb } from './parts/launch.ts'
import { listen, type Told } from './parts/listen.ts'

const perSecond = 1_000
const warmS = 10
const cases = 60
const everyMs = 500
const tickMs = 20
const town = '500105005'

type Step = 'acknowledged' | 'alarm' | 'event' | 'phone'
const steps: Step[] = ['acknowledged', 'alarm', 'event', 'phone']
/** By object: when its red reading was sent, and after how many milliseconds each step was seen. */
const seen = new Map<string, { at: number; after: Partial<Record<Step, number>> }>()

const note = (object: string, step: Step): void => {
  const one = seen.get(object)
  if (one) one.after[step] ??= performance.now() - one.at
}

const connect = ({ key, secret }: InventoryGateway, port: number) =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: key, username: key, password: secret })
type Line = Awaited<ReturnType<typeof connect>>

const publish = (line: Line, device: InventoryDevice, values: Record<string, number>, acked = (): void => undefined): void => {
  const body = JSON.stringify({ at: new Date().toISOString(), values })
  line.publish(`zhili/v1/devices/${device.id}/readings`, body, { qos: 1 }, (error) => !error && acked())
}

/** Answers every command at once, as a monitor with a working fan does. */
async function answerCommands(line: Line): Promise<void> {
  line.on('message', (topic, payload) => {
    const { command } = JSON.parse(String(payload)) as { command: string }
    line.publish(topic.replace(/commands$/, 'receipts'), JSON.stringify({ command, ok: true }), { qos: 1 })
  })
  await line.subscribeAsync('zhili/v1/devices/+/commands', { qos: 1 })
}

/** Normal readings from tanks of the whole city in turn, `perSecond` a second, until told to stop. Answers how many were acknowledged. */
function startLoad(pairs: { line: Line; device: InventoryDevice }[]): {
  stop(): { sent: number; acked: number; seconds: number }
} {
  const began = performance.now()
  let [sent, acked] = [0, 0]
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * perSecond; sent < due; sent++) {
      const { line, device } = pairs[sent % pairs.length]!
      publish(line, device, { ch4: 2 + (sent % 30) / 10, h2s: 0.5, o2: 20.9, co: 2 }, () => acked++)
    }
  }, tickMs)
  return {
    stop() {
      clearInterval(timer)
      return { sent, acked, seconds: (performance.now() - began) / 1000 }
    },
  }
}

const share = (sorted: number[], part: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(0)

function printSteps(): void {
  for (const step of steps) {
    const sorted = [...seen.values()]
      .map(({ after }) => after[step])
      .filter((ms) => ms !== undefined)
      .sort((a, b) => a - b)
    console.log(
      `${step.padEnd(14)} ${sorted.length}/${cases} seen · p50 ${share(sorted, 0.5)} ms · p99 ${share(sorted, 0.99)} ms · most ${share(sorted, 1)} ms`,
    )
  }
}

const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
const stop = new AbortController()
const lines: Line[] = []
const server = await launch(dir, ['--no-simulator'])
try {
  const { gateways } = (await (await fetch(`${server.url}/api/v1/demo/inventory`)).json()) as Inventory
  const byObject = (kind: string, step: Step) => (fact: Told) => fact.kind === kind && note(String(fact.body.object), step)
  const events = new Map<string, string>()
  const [alarm, event] = [byObject('alarm.raised', 'alarm'), byObject('event.opened', 'event')]
  await listen(server.url, {
    account: 'jiangbei-duty',
    stop: stop.signal,
    hear(fact) {
      alarm(fact)
      event(fact)
    },
  })
  await listen(server.url, {
    account: 'cuntan-post',
    stop: stop.signal,
    hear(fact) {
      if (fact.kind === 'event.opened') events.set(String(fact.body.event), String(fact.body.object))
      if (fact.kind === 'work-order.asked' && fact.body.role === 'lead') note(events.get(String(fact.body.event)) ?? '', 'phone')
    },
  })
  const pairs: { line: Line; device: InventoryDevice }[] = []
  for (const gateway of gateways) {
    const line = await connect(gateway, server.mqttPort)
    await answerCommands(line)
    lines.push(line)
    for (const device of gateway.devices) pairs.push({ line, device })
  }
  const reds = pairs.filter(({ device }) => device.area.includes(town)).slice(0, cases)
  const load = startLoad(pairs.filter((pair) => !reds.includes(pair)))
  await pause(warmS * 1000)
  for (const { line, device } of reds) {
    seen.set(device.object, { at: performance.now(), after: {} })
    publish(line, device, { ch4: 55, h2s: 1, o2: 20.9, co: 2 }, () => note(device.object, 'acknowledged'))
    await pause(everyMs)
  }
  await pause(3_000)
  const { sent, acked, seconds } = load.stop()
  console.log(`background: ${(sent / seconds).toFixed(0)} readings/s over ${seconds.toFixed(0)} s, ${acked}/${sent} acknowledged`)
  printSteps()
  console.log(`memory under this load: ${JSON.stringify(memoryMb(server.pid))} MB`)
} finally {
  stop.abort()
  for (const line of lines) await line.endAsync(true)
  await server.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}
