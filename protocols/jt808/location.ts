import type { Unknown } from '../decoded.ts'
import { type Field, setBits, time6 } from '../layout.ts'
import { type Extras, readExtras, writeExtras } from './extras.ts'
import { alarmNames, type Status, statusOf } from './status.ts'

/** Body of 0x0200, and of every message that tells where a vehicle is. */
export type Location = {
  /** Names of the set alarm bits. */
  alarms: string[]
  alarmBits: number
  status: Status
  statusBits: number
  /** Degrees, south and west negative, as the device says: also impossible ones. */
  latitude: number
  longitude: number
  altitudeM: number
  speedKmh: number
  /** Degrees from north, clockwise. */
  direction: number
  /** With offset +08:00; null when the device has no time. */
  time: string | null
  extras: Extras
  /** Additions the platform does not know, or with another length than theirs. */
  unknown: Unknown[]
  /** Hex of bytes at the end that are no whole addition. */
  rest?: string
}

export const shortestLocation = 28

/** 1e-6 degree without a sign; the sign stands in the status. Terminals that send a negative number are understood too. */
const degrees = (raw: number, negative: boolean): number => {
  const value = raw > 0x7fffffff ? raw - 0x1_0000_0000 : raw
  return (negative && value > 0 ? -value : value) / 1e6 + 0
}

export const location: Field<Location> = {
  read(from) {
    const alarmBits = from.u32()
    const statusBits = from.u32()
    const status = statusOf(statusBits)
    return {
      alarms: setBits(alarmBits, alarmNames),
      alarmBits,
      status,
      statusBits,
      latitude: degrees(from.u32(), status.south),
      longitude: degrees(from.u32(), status.west),
      altitudeM: from.u16(),
      speedKmh: from.u16() / 10,
      direction: from.u16(),
      time: time6.read(from),
      ...readExtras(from),
    }
  },
  write(to, value) {
    // The sign goes into the status bits; what the bits say otherwise is kept.
    const south = value.latitude < 0 ? 4 : 0
    const west = value.longitude < 0 ? 8 : 0
    to.u32(value.alarmBits).u32((value.statusBits | south | west) >>> 0)
    to.u32(Math.round(Math.abs(value.latitude) * 1e6)).u32(Math.round(Math.abs(value.longitude) * 1e6))
    to.u16(value.altitudeM)
      .u16(Math.round(value.speedKmh * 10))
      .u16(value.direction)
    time6.write(to, value.time)
    writeExtras(to, value.extras, value.unknown)
    if (value.rest) for (let i = 0; i < value.rest.length; i += 2) to.u8(Number.parseInt(value.rest.slice(i, i + 2), 16))
  },
}
