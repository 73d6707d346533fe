import { fromHex, Reader, toHex, type Writer } from '../bytes.ts'
import type { Unknown } from '../decoded.ts'
import {
  type Field,
  followed,
  ifLeft,
  nullable,
  record,
  scaled,
  setBits,
  u8,
  u16,
  u32,
  type ValueOf,
  whenever,
  written,
} from '../layout.ts'
import { adas, blindSpot, dsm, tyres } from './adas.ts'
import { abnormalDrivingNames, signalNames, videoAlarmNames } from './status.ts'

/** A word of bits: its number and the names of those set. */
export type Bits = { bits: number; names: string[] }

const bits = (field: Field<number>, names: readonly string[]): Field<Bits> => ({
  read(from) {
    const word = field.read(from)
    return { bits: word, names: setBits(word, names) }
  },
  write: (to, value) => field.write(to, value.bits),
})

/** Numbers (from 1) of the set bits: channels, storages. */
const numbers = (field: Field<number>): Field<number[]> => ({
  read(from) {
    const word = field.read(from)
    return Array.from({ length: 32 }, (_, bit) => bit + 1).filter((number) => (word >>> (number - 1)) & 1)
  },
  write: (to, value) =>
    field.write(
      to,
      value.reduce((word, number) => (word | (1 << (number - 1))) >>> 0, 0),
    ),
})

/**
 * Temperature of the load space in °C. The standard says the highest bit is the sign, devices also send two's
 * complement; of the two readings the smaller one is meant, the other would be thousands of degrees.
 */
const temperature: Field<number> = {
  read(from) {
    const word = from.u16()
    const signed = word & 0x8000 ? -(word & 0x7fff) : word
    const complement = (word << 16) >> 16
    return Math.abs(signed) <= Math.abs(complement) ? signed + 0 : complement
  },
  write: (to, value) => void to.u16(value < 0 ? 0x8000 | -value : value),
}

/** Tyre pressures in Pa from the front, left to right; null where there is no tyre (0xFF). */
const pressures: Field<(number | null)[]> = {
  read(from) {
    const tyre = nullable(u8, 0xff)
    return Array.from({ length: from.left }, () => tyre.read(from))
  },
  write(to, value) {
    for (const one of value) to.u8(one ?? 0xff)
  },
}

const overspeed = followed(record({ placeType: u8 }), (head) =>
  whenever<{ areaId: number }>(head.placeType !== 0, { areaId: u32 }),
)

/** Number → name in `extras`, and its layout. */
const known = {
  mileageKm: [0x01, scaled(u32, 10)],
  fuelL: [0x02, scaled(u16, 10)],
  recorderSpeedKmh: [0x03, scaled(u16, 10)],
  alarmToConfirm: [0x04, u16],
  tyrePressuresPa: [0x05, pressures],
  loadSpaceC: [0x06, temperature],
  overspeed: [0x11, overspeed],
  areaInOut: [0x12, record({ placeType: u8, areaId: u32, direction: u8 })],
  sectionTime: [0x13, record({ sectionId: u32, seconds: u16, result: u8 })],
  videoAlarms: [0x14, bits(u32, videoAlarmNames)],
  videoLost: [0x15, numbers(u32)],
  videoBlocked: [0x16, numbers(u32)],
  storageFaults: [0x17, numbers(u16)],
  // JT/T 1078 gives its length as two, its table the degree of tiredness as a third byte.
  abnormalDriving: [0x18, followed(record({ kinds: bits(u16, abnormalDrivingNames) }), () => ifLeft({ fatigue: u8 }))],
  signals: [0x25, bits(u32, signalNames)],
  io: [0x2a, bits(u16, ['deep-sleep', 'sleep'])],
  analog: [0x2b, record({ ad1: u16, ad0: u16 })],
  signalStrength: [0x30, u8],
  satellites: [0x31, u8],
  adas: [0x64, adas],
  dsm: [0x65, dsm],
  tyres: [0x66, tyres],
  blindSpot: [0x67, blindSpot],
} as const

type Known = typeof known
/** Additions of 0x0200 by name, in the order they came in. */
export type Extras = { [K in keyof Known]?: ValueOf<Known[K][1]> }

const byId: ([keyof Known, Field<unknown>] | undefined)[] = []
for (const [name, [id, field]] of Object.entries(known)) byId[id] = [name as keyof Known, field as unknown as Field<unknown>]

/** Additions up to the end; a known one with another length than its own is kept as hex like an unknown one. */
export function readExtras(from: Reader): { extras: Extras; unknown: Unknown[]; rest?: string } {
  const extras: Record<string, unknown> = {}
  const unknown: Unknown[] = []
  while (from.left >= 2) {
    const start = from.at
    const id = from.u8()
    const length = from.u8()
    if (length > from.left) {
      from.at = start
      break
    }
    const own = new Reader(from.bytes, from.at, from.at + length)
    from.at += length
    const entry = byId[id]
    const value = entry && length > 0 ? entry[1].read(own) : undefined
    if (entry && value !== undefined && !own.failed && own.left === 0 && !(entry[0] in extras)) extras[entry[0]] = value
    else unknown.push({ id: id.toString(16).padStart(2, '0'), hex: toHex(from.bytes.subarray(own.end - length, own.end)) })
  }
  return from.left > 0 ? { extras, unknown, rest: toHex(from.slice(from.left)) } : { extras, unknown }
}

/** Known additions first, then the unknown ones. */
export function writeExtras(to: Writer, extras: Extras, unknown: readonly Unknown[]): void {
  const put = (id: number, bytes: Uint8Array): void => void to.u8(id).u8(bytes.length).put(bytes)
  for (const [name, value] of Object.entries(extras)) {
    const entry = known[name as keyof Known] as readonly [number, unknown] | undefined
    if (entry) put(entry[0], written(entry[1] as Field<unknown>, value))
  }
  for (const { id, hex } of unknown) put(Number.parseInt(id, 16), fromHex(hex) ?? new Uint8Array())
}
