// A gateway's connection that costs the load's own process next to nothing: MQTT 3.1.1 by hand, QoS 1 out, commands in.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type MqttLine = {
  /** Sends a message; `acked` hears its acknowledgement. */
  publish(topic: string, body: string, acked: () => void): void
  /** how many messages are not acknowledged yet */
  waiting(): number
  /** false once the connection is gone; resolves `cut` then */
  alive(): boolean
  cut: Promise<void>
  close(): void
}

type Opening = {
  port: number
  id: string
  secret: string
  /** Hears each command; what it answers goes back as the receipt of that device. */
  onCommand?: (topic: string, payload: string) => { topic: string; body: string }
}

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}
const word = (n: number): Buffer => Buffer.from([n >> 8, n & 255])

/** Fixed header with the remaining length in sevens of bits, then the parts. */
function packet(head: number, ...parts: Buffer[]): Buffer {
  let left = parts.reduce((sum, part) => sum + part.length, 0)
  const length: number[] = []
  do {
    length.push((left & 127) | (left > 127 ? 128 : 0))
    left >>= 7
  } while (left > 0)
  return Buffer.concat([Buffer.from([head, ...length]), ...parts])
}

/** Numbers a connection has for messages under way. */
const mostUnderWay = 65_535
const kind = { connack: 2, publish: 3, puback: 4 } as const

/** Connects with key and secret, and subscribes to its devices' commands when somebody is to answer them. */
export async function openLine({ port, id, secret, onCommand }: Opening): Promise<MqttLine> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const cut = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const waiting = new Map<number, () => void>()
  let next = 0
  const publish: MqttLine['publish'] = (topic, body, acked) => {
    if (waiting.size >= mostUnderWay)
      throw new Error(`${id}: ${mostUnderWay} messages are not acknowledged, no number is free for another`)
    do next = (next % mostUnderWay) + 1
    while (waiting.has(next))
    waiting.set(next, acked)
    socket.write(packet(0x32, text(topic), word(next), Buffer.from(body)))
  }
  const welcome = Promise.withResolvers<void>()
  readPackets(socket, (head, body) => {
    if (head >> 4 === kind.connack) {
      if (body[1] === 0) welcome.resolve()
      else welcome.reject(new Error(`${id}: refused ${body[1]}`))
    } else if (head >> 4 === kind.puback) {
      const done = waiting.get(body.readUInt16BE(0))
      waiting.delete(body.readUInt16BE(0))
      done?.()
    } else if (head >> 4 === kind.publish && onCommand) {
      const end = 2 + body.readUInt16BE(0)
      const withId = ((head >> 1) & 3) > 0
      if (withId) socket.write(packet(0x40, body.subarray(end, end + 2)))
      const answer = onCommand(body.toString('utf8', 2, end), body.toString('utf8', end + (withId ? 2 : 0)))
      publish(answer.topic, answer.body, () => undefined)
    }
  })
  socket.write(packet(0x10, text('MQTT'), Buffer.from([4, 0xc2, 0, 0]), text(id), text(id), text(secret)))
  await welcome.promise
  if (onCommand) socket.write(packet(0x82, word(1), text('zhili/v1/devices/+/commands'), Buffer.from([1])))
  return { publish, waiting: () => waiting.size, alive: () => !socket.destroyed, cut, close: () => socket.destroy() }
}

/** Answers a command as a monitor with a working fan does. */
export function obey(topic: string, payload: string): { topic: string; body: string } {
  const { command } = JSON.parse(payload) as { command: string }
  return { topic: topic.replace(/commands$/, 'receipts'), body: JSON.stringify({ command, ok: true }) }
}

/** Cuts what comes into packets: the first byte, and all behind the length. */
function readPackets(socket: Socket, hear: (head: number, body: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let at = 0; ; ) {
      let [length, shift, from] = [0, 0, at + 1]
      for (; from < rest.length; from++, shift += 7) {
        length |= (rest[from]! & 127) << shift
        if (rest[from]! < 128) break
      }
      from += 1
      if (from + length > rest.length || from > rest.length) {
        rest = rest.subarray(at)
        return
      }
      hear(rest[at]!, rest.subarray(from, from + length))
      at = from + length
    }
  })
}
