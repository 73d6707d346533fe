import mqtt, { type MqttClient } from 'mqtt'
import { writeToStream } from 'mqtt-packet'
import { CommandOut, type ReadingIn } from '../contract/reading.ts'
import type { InventoryGateway } from './inventory.ts'

// Its table of ready-made numbers is 20 MB.
writeToStream.cacheNumbers = false

export type Command = ReturnType<typeof CommandOut.parse>

export type Gateway = {
  /** Hands readings over; they go out when the line allows, several of one device as one batch. None of those handed over together is let go. */
  push(device: string, ...readings: ReadingIn[]): void
  receipt(device: string, receipt: { command: string; ok: boolean; at: string }): void
  connected(): boolean
  close(): Promise<void>
}

/** Messages under way at a time; the server's acknowledgement after the commit is the brake. */
const maxInFlight = 40
/** Readings kept per device while the line is down; older ones are lost, as in a small real gateway. */
const maxKept = 10

/** One MQTT 3.1.1 connection for all devices of a district. It reconnects by itself. */
export function openGateway(
  url: string,
  gateway: InventoryGateway,
  onCommand: (device: string, command: Command) => void,
): Gateway {
  const kept = new Map<string, ReadingIn[]>()
  let inFlight = 0
  const client = connect(url, gateway)
  hear(client, onCommand)
  client.on('connect', pump)

  function pump(): void {
    for (const [device, readings] of kept) {
      if (!client.connected || inFlight >= maxInFlight) return
      kept.delete(device)
      inFlight++
      client.publish(
        `zhili/v1/devices/${device}/readings`,
        JSON.stringify(readings.length === 1 ? readings[0] : readings),
        { qos: 1 },
        () => {
          inFlight--
          pump()
        },
      )
    }
  }

  return {
    push(device, ...readings) {
      const waiting = kept.get(device) ?? []
      kept.set(device, [...waiting, ...readings].slice(-Math.max(maxKept, readings.length)))
      pump()
    },
    receipt(device, receipt) {
      if (client.connected) client.publish(`zhili/v1/devices/${device}/receipts`, JSON.stringify(receipt), { qos: 1 })
    },
    connected: () => client.connected,
    close: () => client.endAsync(true).then(() => undefined),
  }
}

function connect(url: string, gateway: InventoryGateway): MqttClient {
  const client = mqtt.connect(url, {
    clientId: gateway.id,
    username: gateway.key,
    password: gateway.secret,
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    connectTimeout: 15_000,
    reconnectPeriod: 2_000,
    resubscribe: false,
  })
  // A refused or lost line is nothing to die of: mqtt tries again every two seconds.
  client.on('error', () => undefined)
  return client
}

function hear(client: MqttClient, onCommand: (device: string, command: Command) => void): void {
  client.on('connect', () => {
    // The server forwards to a gateway the commands of its own devices only.
    client.subscribe('zhili/v1/devices/+/commands', { qos: 1 })
  })
  client.on('message', (topic, payload) => {
    const device = /^zhili\/v1\/devices\/([^/]+)\/commands$/.exec(topic)?.[1]
    const command = CommandOut.safeParse(parsed(payload))
    if (device && command.success) onCommand(device, command.data)
  })
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    return null // the schema refuses it
  }
}
