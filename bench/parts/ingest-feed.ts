// Gateways that publish as fast as they are acknowledged.
import type { InventoryGateway } from '../../simulator/inventory.ts'
import { type MqttLine, openLine } from './mqtt-line.ts'

type Run = { each: number; seconds: number; mark?: boolean }
export type Sent = { device: string; at: string }
export type Feed = { run(asked: Run): Promise<number>; marked(): Sent[]; close(): void }

/** Messages a gateway may have out unacknowledged: enough that the server is never idle. */
export const feedWindow = 50

/** A normal reading: nothing to alarm anybody. */
export const calm = (n: number): Record<string, number> => ({ ch4: 2 + (n % 30) / 10, h2s: 0.5, o2: 20.9 })

type Line = { line: MqttLine; devices: { id: string }[]; next: number; at: number }

export async function createFeed(gateways: InventoryGateway[], port: number): Promise<Feed> {
  const lines: Line[] = []
  for (const { key, secret, devices } of gateways)
    if (devices.length > 0) lines.push({ line: await openLine({ port, id: key, secret }), devices, next: 0, at: Date.now() })
  let marked: Sent[] = []
  return {
    async run(asked) {
      marked = []
      const began = performance.now()
      const acked = await Promise.all(lines.map((line) => pump(line, asked, asked.mark ? marked : null)))
      return (1000 * acked.reduce((sum, n) => sum + n, 0)) / (performance.now() - began)
    },
    marked: () => marked,
    close() {
      for (const { line } of lines) line.close()
    },
  }
}

let sent = 0
/** One gateway, until the time is over or the line is cut; every reading has a moment of its own. */
async function pump(from: Line, { each, seconds }: Run, marked: Sent[] | null): Promise<number> {
  const { line } = from
  let acked = 0
  const until = performance.now() + seconds * 1000
  const all = Promise.withResolvers<void>()
  const say = (): void => {
    if (performance.now() >= until || !line.alive()) {
      if (line.waiting() === 0) all.resolve()
      return
    }
    const device = from.devices[from.next++ % from.devices.length]!.id
    const readings = Array.from({ length: each }, () => ({ at: new Date(momentOf(from)).toISOString(), values: calm(sent++) }))
    line.publish(`zhili/v1/devices/${device}/readings`, JSON.stringify(each === 1 ? readings[0] : readings), () => {
      acked += each
      for (const { at } of readings) marked?.push({ device, at })
      say()
    })
  }
  for (let n = 0; n < feedWindow; n++) say()
  await Promise.race([all.promise, line.cut])
  return acked
}

/** Now, and never twice the same for one gateway. */
function momentOf(line: Line): number {
  line.at = Math.max(line.at + 1, Date.now())
  return line.at
}
