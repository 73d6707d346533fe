import { createServer, type Server, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { writeToStream } from 'mqtt-packet'
import type { Send } from '../../kernel/outbox.ts'
import { whyNotListening } from '../../kernel/port.ts'
import type { MappedFeeds } from './mapped/mapped.ts'
import { createDoors, type DoorDeps } from './mqtt-doors.ts'
import { createReadGate } from './read-gate.ts'
import { createPacketLimit } from './rules/packet-limit.ts'

export type Broker = { port: number; send: Send; connections(): number; close(): Promise<void> }

// Its table of ready-made numbers is 20 MB and spares an acknowledgement less than a microsecond.
writeToStream.cacheNumbers = false

/** Beyond this the connection is closed: what is a little too large is refused into the quarantine, where a person sees it. */
const maxPacket = 4 * 1024 * 1024

type BrokerDeps = Omit<DoorDeps, 'closing' | 'sparkplug' | 'tell'> & { mapped: Pick<MappedFeeds, 'sparkplug'> }

/**
 * The embedded MQTT 3.1.1 broker. QoS 1 is acknowledged only after the commit; refused messages are kept in quarantine and
 * then acknowledged (an error here would close the connection and the device would resend for ever). Only while the
 * database is down or the disk is full is the acknowledgement withheld, until it works again.
 */
export async function startBroker({ spine, ingest, aside, mapped }: BrokerDeps, port: number): Promise<Broker> {
  const aedes = await Aedes.createBroker({ concurrency: 200, queueLimit: 1000, maxClientsIdLength: 128 })
  let closing = false
  const tell: DoorDeps['tell'] = ({ topic, payload }) => publish(aedes, topic, Buffer.from(payload))
  Object.assign(aedes, createDoors({ spine, ingest, aside, sparkplug: mapped.sparkplug, tell, closing: () => closing }))
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
    send: (message) => publish(aedes, message.address, JSON.stringify(message.body)),
    connections: () => aedes.connectedClients,
    async close() {
      closing = true
      gate.close()
      await end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function publish(aedes: Aedes, topic: string, payload: string | Buffer): Promise<void> {
  const packet = { cmd: 'publish' as const, topic, payload, qos: 1 as const, retain: false, dup: false }
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
