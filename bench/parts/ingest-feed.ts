// Gateways that publish as fast as they are acknowledged.
import mqtt from 'mqtt'
import type { InventoryGateway } from '../../simulator/inventory.ts'

type Run = { each: number; seconds: number; mark?: boolean }
export type Sent = { device: string; at: string }
export type Feed = { run(asked: Run): Promise<number>; marked(): Sent[]; close(): Promise<void> }

/** Messages a gateway may have out unacknowledged: enough that the server is never idle. */
export const feedWindow = 50

/** A normal reading: nothing to alarm anybody. */
export const calm = (n: number): Record<string, number> => ({ ch4: 2 + (n % 30) / 10, h2s: 0.5, o2: 20.9 })

type Line = { client: mqtt.MqttClient; devices: { id: string }[]; next: number; at: number }

async function connect({ key, secret, devices }: InventoryGateway, port: number): Promise<Line> {
  const options = { clientId: key, username: key, password: secret, reconnectPeriod: 0 }
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, options)
  client.on('error', () => undefined)
  return { client, devices, next: 0, at: Date.now() }
}

export async function createFeed(gateways: InventoryGateway[], port: number): Promise<Feed> {
  const lines = await Promise.all(gateways.filter(({ devices }) => devices.length > 0).map((one) => connect(one, port)))
  let marked: Sent[] = []
  return {
    async run(asked) {
      marked = []
      const began = performance.now()
      const acked = await Promise.all(lines.map((line) => pump(line, asked, asked.mark ? marked : null)))
      return (1000 * acked.reduce((sum, n) => sum + n, 0)) / (performance.now() - began)
    },
    marked: () => marked,
    close: async () => void (await Promise.all(lines.map(({ client }) => client.endAsync(true)))),
  }
}

let sent = 0
/** One gateway, until the time is over or the line is cut; every reading has a moment of its own. */
async function pump(line: Line, { each, seconds }: Run, marked: Sent[] | null): Promise<number> {
  let acked = 0
  const until = performance.now() + seconds * 1000
  const lane = async (): Promise<void> => {
    while (performance.now() < until && line.client.connected) {
      const device = line.devices[line.next++ % line.devices.length]!.id
      const readings = Array.from({ length: each }, () => ({ at: new Date(momentOf(line)).toISOString(), values: calm(sent++) }))
      const body = JSON.stringify(each === 1 ? readings[0] : readings)
      if (!(await published(line.client, `zhili/v1/devices/${device}/readings`, body))) return
      acked += each
      for (const { at } of readings) marked?.push({ device, at })
    }
  }
  await Promise.all(Array.from({ length: feedWindow }, lane))
  return acked
}

/** Now, and never twice the same for one gateway. */
function momentOf(line: Line): number {
  line.at = Math.max(line.at + 1, Date.now())
  return line.at
}

/** Whether the message was acknowledged; false when the line was cut first. */
function published(client: mqtt.MqttClient, topic: string, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const cut = (): void => resolve(false)
    client.once('close', cut)
    client.publish(topic, body, { qos: 1 }, (error) => {
      client.off('close', cut)
      resolve(!error)
    })
  })
}
