import type { DemoField } from '../contract/demo-field.ts'
import { demoTrips } from '../contract/demo-haul.ts'
import { toHex } from '../protocols/bytes.ts'
import { decode } from '../protocols/jt808/decode.ts'
import { encode } from '../protocols/jt808/encode.ts'
import { createFramer } from '../protocols/jt808/frame.ts'
import type { Message } from '../protocols/jt808/types.ts'
import type { FieldDevice } from './field.ts'
import { route } from './model/truck.ts'
import type { Play } from './plays.ts'

/** Where a terminal is; load in percent. Null: it has nothing to tell now. */
export type Seen = { lon: number; lat: number; speedKmh: number; direction: number; load: 0 | 50 | 100 }

/** A terminal of JT/T 808-2013: registers, signs in with the code it is given, then tells where it is. */
export function terminalOf({ number, id }: Pick<DemoField, 'number' | 'id'>, where: (nowMs: number) => Seen | null): FieldDevice {
  let serial = 0
  let signedIn = false
  const send = (message: string, hex: string): Uint8Array[] =>
    encode({
      ...{ id: message, version: 2013, protocolVersion: 0, phone: number, serial: serial++ & 0xffff, encryption: 0 },
      ...{ name: 'opaque', body: { hex } },
    } as Message)
  return {
    framer: createFramer(),
    greet: () => send('0100', registration(id)),
    hear(frame) {
      const read = decode(frame)
      if (!read.ok) return []
      const { name, body } = read.value as { name: string; body: { result?: number; code?: string; message?: number } }
      if (name === 'registerAnswer' && body.code !== undefined) return send('0102', toHex(Buffer.from(body.code)))
      if (name === 'platformReply' && body.message === 0x0102) signedIn = body.result === 0
      return []
    },
    beat(nowMs) {
      if (!signedIn) return send('0002', '')
      const seen = where(nowMs)
      return seen ? send('0200', location(seen, nowMs)) : []
    },
  }
}

/** One of the two trucks of the first stories. */
export function truckTerminal(device: DemoField, seed: string, { model }: Play<'rounds'>): FieldDevice {
  const { id, lon, lat } = device
  return terminalOf(device, (nowMs) => {
    const { full, ...seen } = route(model, { id: `${seed}:${id}`, site: { lon, lat }, tip: tipOf(id) }, nowMs)
    return { ...seen, load: full ? 100 : 0 }
  })
}

/** Where a truck of the demo unloads. */
const tipOf = (id: string) => demoTrips.find(({ device }) => device === id)

/** Chongqing, an invented maker and model, no plate: the demo has none. */
function registration(id: string): string {
  const body = Buffer.alloc(2 + 2 + 5 + 20 + 7 + 1)
  body.writeUInt16BE(50, 0)
  body.writeUInt16BE(105, 2)
  body.write('ZHILI', 4, 'latin1')
  body.write('DEMO', 9, 'latin1')
  body.write(id.slice(-7), 29, 'latin1')
  return toHex(body)
}

const loadBits = { 0: 0, 50: 1, 100: 3 } as const

/** Ignition on and a fix (bits 0 and 1), load in bits 8 and 9: 0 empty, 1 half, 3 full. */
function location({ lon, lat, speedKmh, direction, load }: Seen, nowMs: number): string {
  const body = Buffer.alloc(28)
  body.writeUInt32BE(0b11 | (loadBits[load] << 8), 4)
  body.writeUInt32BE(Math.round(lat * 1e6), 8)
  body.writeUInt32BE(Math.round(lon * 1e6), 12)
  body.writeUInt16BE(260, 16)
  body.writeUInt16BE(Math.round(speedKmh * 10), 18)
  body.writeUInt16BE(direction, 20)
  const clock = new Date(nowMs + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14)
  Buffer.from(clock, 'hex').copy(body, 22)
  return toHex(body)
}
