import { createServer, type Server, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { writeToStream } from 'mqtt-packet'
import type { Send } from '../../kernel/outbox.ts'
import { whyNotListening } from '../../kernel/port.ts'
import type { MappedFeeds } from './mapped/mapped.ts'
import { createDoors, type DoorDeps } from './mqtt-doors.ts'
import { type FactsHeard, watchKeys } from './mqtt-keys.ts'
import { createReadGate } from './read-gate.ts'
import { createPacketLimit } from './rules/packet-limit.ts'
import type { VitalFeed } from './types.ts'

export type Broker = { port: number; send: Send; connections(): number; close(): Promise<void> }

// Its table of ready-made numbers is 20 MB and spares an acknowledgement less than a microsecond.
writeToStream.cacheNumbers = false

/** Beyond this the connection is closed: what is a little too large is refused into the quarantine, where a person sees it. */
const maxPacket = 4 * 1024 * 1024

type BrokerDeps = Omit<DoorDeps, 'closing' | 'sparkplug' | 'keys' | 'tell' | 'vitals'> & {
  vitalFeed: VitalFeed
  mapped: Pick<MappedFeeds, 'sparkplug'>
  hub: FactsHeard
}

/**
 * The embedded MQTT 3.1.1 broker. QoS 1 is acknowledged only after the commit; refused messages are kept in quarantine and
 * then acknowledged (an error here would close the connection and the device would resend for ever). Only while the
 * database is down or the disk is full is the acknowledgement withheld, until it works again.
 */
export async function startBroker({ spine, ingest, aside, mapped, vitalFeed, hub }: BrokerDeps, port: number): Promise<Broker> {
  const aedes = await Aedes.createBroker({ concurrency: 200, queueLimit: 1000, maxClientsIdLength: 128 })
  let closing = false
  // Sparkplug 3.0: commands to nodes go at QoS 0, and are not kept for who comes later.
  const tell: DoorDeps['tell'] = ({ topic, payload }) => publish(aedes, { topic, payload: Buffer.from(payload), qos: 0 })
  const keys = watchKeys(aedes, { spine, hub })
  const { sparkplug } = mapped
  Object.assign(aedes, createDoors({ spine, ingest, aside, sparkplug, vitals: vitalFeed, keys, tell, closing: () => closing }))
  const gate = createReadGate(ingest.pressure)
  // Only once it is let in: a gateway that comes while memory is full would give up waiting for its welcome.
  aedes.on('clientReady', ({ conn }) => gate.watch(conn as Socket))
  const server = createServer((socket) => {
    limitPackets(socket)
    aedes.handle(socket)
  })
  const end = (): Promise<void> => new Promise((resolve) => aedes.close(() => resolve()))
  try {
    await listen(server, port)
  } catch (error) {
    await end() // its heartbeat would keep a process alive that has nothing to do any more
    throw error
  }
  return {
    port: (server.address() as { port: number }).port,
    send: ({ address: topic, body }) => publish(aedes, { topic, payload: JSON.stringify(body), qos: 1 }),
    connections: () => aedes.connectedClients,
    async close() {
      closing = true
      gate.close()
      keys.stop()
      await end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Published = { topic: string; payload: string | Buffer; qos: 0 | 1 }

function publish(aedes: Aedes, message: Published): Promise<void> {
  const packet = { cmd: 'publish' as const, ...message, retain: false, dup: false }
  return new Promise((resolve, reject) => {
    aedes.publish(packet, (error) => (error ? reject(error) : resolve()))
  })
}

/** The broker takes what `read` gives, so that is where a packet too large for us ends the connection. */
function limitPackets(socket: Socket): void {
  const within = createPacketLimit(maxPacket)
  const read = socket.read.bind(socket)
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null
    if (chunk === null || within(chunk)) return chunk
    socket.destroy()
    return null
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening({ speaks: 'MQTT', setting: 'MQTT_PORT', port }, error)))
    server.listen(port, resolve)
  })
}
