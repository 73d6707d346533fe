import { createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Aedes, type Client } from 'aedes'
import { ReceiptIn } from '../../../contract/reading.ts'
import { keyBySecret } from '../../city/sign-in/store.ts'
import type { Send } from '../../kernel/outbox.ts'
import { whyNotListening } from '../../kernel/port.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type Ingest, parseReadings } from './accept.ts'
import { devicesOfKey } from './store.ts'

export type Broker = { port: number; send: Send; connections(): number; close(): Promise<void> }

type Known = { key: string; devices: Set<string>; loadedAt: number }

const topicOf = /^zhili\/v1\/devices\/([^/+#]{1,120})\/(readings|receipts)$/
const commandsOf = /^zhili\/v1\/devices\/([^/+#]{1,120})\/commands$/
/** A gateway's list of devices is read anew after a minute, so that a new device needs no reconnect. */
const listAgeMs = 60_000
/** Largest payload taken; a batch of 1,000 readings fits. */
const maxPayload = 262_144
const retryMs = 1_000

/**
 * The embedded MQTT 3.1.1 broker. QoS 1 is acknowledged only after the commit; refused messages are kept in quarantine and
 * then acknowledged (an error here would close the connection and the device would resend for ever). Only while the
 * database is down or the disk is full is the acknowledgement withheld, until it works again.
 */
export async function startBroker(spine: Spine, ingest: Ingest, port: number): Promise<Broker> {
  const aedes = await Aedes.createBroker({ concurrency: 200, queueLimit: 1000, maxClientsIdLength: 128 })
  const known = new WeakMap<Client, Known>()
  let closing = false

  aedes.authenticate = (client, username, password, done) => {
    void keyBySecret(spine, username ?? '', password?.toString() ?? '').then(
      async (key) => {
        const fits =
          key !== null && (key.kind === 'gateway' || key.kind === 'device') && (client.id === key.id || key.kind === 'gateway')
        if (fits) known.set(client, { key: key.id, devices: await devicesOfKey(spine, key), loadedAt: performance.now() })
        done(null, fits)
      },
      (error: Error) => done(Object.assign(error, { returnCode: 3 }), false),
    )
  }

  aedes.authorizeSubscribe = (client, subscription, done) => {
    const device = commandsOf.exec(subscription.topic)?.[1]
    const own =
      subscription.topic === 'zhili/v1/devices/+/commands' || (device !== undefined && known.get(client)?.devices.has(device))
    // A null subscription is the protocol's "refused"; `$share/…` would be granted and never deliver.
    done(null, own ? subscription : null)
  }
  // A gateway listens to `+`: it gets the commands of its own devices only.
  aedes.authorizeForward = (client, packet) => {
    const device = commandsOf.exec(packet.topic)?.[1]
    return device !== undefined && known.get(client)?.devices.has(device) ? packet : null
  }

  aedes.authorizePublish = (client, packet, done) => {
    if (!client) return done(null)
    void take(client, packet.topic, packet.payload).then(
      () => done(null),
      (error: Error) => done(error),
    )
  }

  async function take(client: Client, topic: string, payload: Buffer | string): Promise<void> {
    const text = payload.toString().slice(0, maxPayload)
    const source = client.id
    const match = topicOf.exec(topic)
    const refused = (code: 'reading.not-allowed' | 'reading.malformed', details: Record<string, string>) =>
      patiently(() => ingest.refuse({ channel: 'mqtt', source, code, details, payload: text, area: null }))
    if (!match) return refused('reading.malformed', { reason: `topic ${topic.slice(0, 120)}` })
    const [, device, kind] = match as unknown as [string, string, 'readings' | 'receipts']
    if (!(await mayPublish(client, device))) return refused('reading.not-allowed', { device })
    if (payload.length > maxPayload) return refused('reading.malformed', { reason: `${payload.length} bytes` })
    if (kind === 'receipts') {
      const receipt = ReceiptIn.safeParse(readJson(text))
      if (!receipt.success) return refused('reading.malformed', { reason: receipt.error.issues[0]!.message })
      await patiently(() => ingest.receipt(device, receipt.data))
      return
    }
    const parsed = parseReadings(text)
    if (!parsed.ok) return refused('reading.malformed', { reason: parsed.reason })
    await patiently(() => ingest.accept({ device, channel: 'mqtt', source: device, payload: text, readings: parsed.readings }))
  }

  async function mayPublish(client: Client, device: string): Promise<boolean> {
    const entry = known.get(client)
    if (!entry) return false
    if (!entry.devices.has(device) && performance.now() - entry.loadedAt > listAgeMs) {
      entry.devices = await devicesOfKey(spine, { id: entry.key, kind: 'gateway' })
      entry.loadedAt = performance.now()
    }
    return entry.devices.has(device)
  }

  /** Tries again for as long as only the database or the disk stands in the way: the unacknowledged message is the back-pressure. */
  async function patiently(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        if (closing) throw error
        spine.log.warn({ err: error }, 'reading held back')
        await pause(retryMs)
      }
    }
  }

  const server = createServer(aedes.handle)
  try {
    await listen(server, port)
  } catch (error) {
    // Its heartbeat would keep a process alive that has nothing to do any more.
    await new Promise<void>((resolve) => aedes.close(() => resolve()))
    throw error
  }
  return {
    port: (server.address() as { port: number }).port,
    send: (message) =>
      new Promise((resolve, reject) => {
        const packet = {
          cmd: 'publish' as const,
          topic: message.address,
          payload: JSON.stringify(message.body),
          qos: 1 as const,
          retain: false,
          dup: false,
        }
        aedes.publish(packet, (error) => (error ? reject(error) : resolve()))
      }),
    connections: () => aedes.connectedClients,
    async close() {
      closing = true
      await new Promise<void>((resolve) => aedes.close(() => resolve()))
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not JSON: the schema refuses null with its reason
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening({ speaks: 'MQTT', setting: 'MQTT_PORT', port }, error)))
    server.listen(port, resolve)
  })
}
