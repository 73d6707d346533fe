import { once } from 'node:events'
import { connect } from 'node:net'
import { demoTanks } from '../../contract/demo-field.ts'
import { encode } from '../../protocols/gb26875/encode.ts'
import type { Zhili } from './zhili.ts'

/** The demo's transmitter where a newcomer begins, and the building it stands at. */
const [tank] = demoTanks
export const roofTank = { transmitter: tank!.number, building: tank!.object }
/** A word of the tank each wall second: at the rate of the story oftener than any rule waits. */
const everyMs = 1_000

/** `level` metres from now on; it is told until `stop`. */
export type RoofTank = { level(metres: number): Promise<void>; stop(): void }

/**
 * Plays the fire transmitter of a building over TCP: tells the level of the roof tank as the measured value of a part (GB/T 26875.3, type 3,
 * part 92), again and again as real ones do, and reads what it is answered.
 */
export async function startRoofTank(zhili: Zhili, source = roofTank.transmitter): Promise<RoofTank> {
  const port = Number(/GB\/T 26875\.3 (\d+)/.exec(zhili.server.said())?.[1])
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  socket.resume()
  let serial = 0
  let value = 0
  const tell = async (): Promise<void> => {
    const { now } = (await (await fetch(`${zhili.url}/api/v1/clock`)).json()) as { now: string }
    const time = `${new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
    const item = {
      ...{ system: { number: 11, kind: null }, systemAddress: 1, part: { number: 92, kind: null }, partAddress: 1 },
      ...{ analog: { number: 2, kind: null, unit: null, value }, time },
    }
    socket.write(
      encode({
        ...{ serial: serial++ & 0xffff, version: { main: 1, user: 1 }, time, source, target: '000000000001' },
        ...{ command: 'send', commandNumber: 2, data: { type: 'part-value', number: 3, items: [item] } },
      }),
    )
  }
  let beat: NodeJS.Timeout | undefined
  return {
    async level(metres) {
      value = metres
      await tell()
      beat ??= setInterval(() => void tell().catch(() => undefined), everyMs) // the server is gone: `stop` follows
    },
    stop() {
      clearInterval(beat)
      socket.destroy()
    },
  }
}
