import { fromHex, Reader, toHex } from '../bytes.ts'
import { date4, digits, type Field, listToEnd, record, text, textToEnd, time6, u8, u16 } from '../layout.ts'

// Data of the driving recorder (GB/T 19056) inside 0x0700 and 0x8701: `55 7A`, command, length, reserved, data, XOR.

/** Seconds or minutes in a row; what the recorder has not filled (FF) is null. */
const filled = (value: number): number | null => (value === 0xff ? null : value)

/** 0.0001 minute of arc; null when the recorder has none. */
const degrees = (from: Reader): number | null => {
  const raw = from.u32() | 0
  return raw === 0x7fffffff || raw === -1 ? null : raw / 600_000
}
const metres = (from: Reader): number | null => {
  const raw = (from.u16() << 16) >> 16
  return raw === 0x7fff || raw === -1 ? null : raw
}

const readOnly = <T>(read: (from: Reader) => T): Field<T> => ({ read, write: () => {} })
const many = <T>(count: number, one: (from: Reader) => T): Field<T[]> =>
  readOnly((from) => Array.from({ length: count }, () => one(from)))

const place = readOnly((from) => ({ longitude: degrees(from), latitude: degrees(from), altitudeM: metres(from) }))
const speedAndStatus = (from: Reader) => ({ speedKmh: filled(from.u8()), status: from.u8() })
const day3 = readOnly((from) => {
  const bytes = from.slice(3)
  return date4.read(new Reader(Uint8Array.of(0x20, ...bytes)))
})
/** 0.1 km. */
const mileage = readOnly((from) => Number(digits(4).read(from)) / 10 || 0)

const vehicle = record({ vin: text(17), plate: text(12), category: textToEnd })
const names = record({ time: time6, operated: u8, signals: many(8, (from) => text(10).read(from)) })
const blocks = <T>(one: Field<T>) => listToEnd(one) as Field<T[]>

const layouts = new Map<number, Field<unknown>>(
  Object.entries({
    0: record({ year: digits(1), amendment: u8 }),
    1: record({ licence: text(18) }),
    2: record({ time: time6 }),
    3: record({ time: time6, installedAt: time6, firstMileageKm: mileage, mileageKm: mileage }),
    4: record({ time: time6, pulses: u16 }),
    5: vehicle,
    6: names,
    7: record({ maker: text(7), model: text(16), producedOn: day3, number: text(4), reserved: text(5) }),
    8: blocks(record({ from: time6, seconds: many(60, speedAndStatus) })),
    9: blocks(record({ from: time6, minutes: many(60, (from) => ({ ...place.read(from), speedKmh: filled(from.u8()) })) })),
    16: blocks(record({ until: time6, licence: text(18), states: many(100, speedAndStatus), place })),
    17: blocks(record({ licence: text(18), from: time6, until: time6, start: place, end: place })),
    18: blocks(record({ time: time6, licence: text(18), kind: u8 })),
    19: blocks(record({ time: time6, kind: u8 })),
    20: blocks(record({ time: time6, kind: u8 })),
    21: blocks(
      record({
        state: u8,
        from: time6,
        until: time6,
        seconds: many(60, (from) => ({ recordedKmh: filled(from.u8()), referenceKmh: filled(from.u8()) })),
      }),
    ),
    130: vehicle,
    131: record({ time: time6 }),
    132: names,
    194: record({ time: time6 }),
    195: record({ time: time6, pulses: u16 }),
    196: record({ time: time6, installedAt: time6, firstMileageKm: mileage, mileageKm: mileage }),
  }).map(([command, field]) => [Number(command), field as Field<unknown>]),
)

/** What the data of a recorder say; null when the command is not known or the data end early. */
export function readRecorder(command: number, data: Uint8Array): unknown {
  const field = layouts.get(command)
  if (!field || data[0] !== 0x55 || data[1] !== 0x7a || data.length < 7) return null
  const from = new Reader(data, 6, Math.min(data.length - 1, 6 + ((data[3]! << 8) | data[4]!)))
  const value = field.read(from)
  return from.failed ? null : value
}

/** Command and data of 0x0700 and 0x8701: `data` as sent, `record` what they say. */
export const recorder: Field<{ command: number; data: string; record: unknown }> = {
  read(from) {
    const command = from.u8()
    const bytes = from.slice(from.left)
    return { command, data: toHex(bytes), record: readRecorder(command, bytes) }
  },
  write: (to, value) => void to.u8(value.command).put(fromHex(value.data) ?? new Uint8Array()),
}
