import type { Reader } from '../bytes.ts'
import { type Field, list, record, scaled, text, time6, u8, u16, u32 } from '../layout.ts'

// Active safety additions 0x64–0x67 of T/JSATL 12 (苏标); the Guangdong edition (粤标) has a longer alarm number.

/** Kinds by type number; others are null and keep their number. */
const adasKinds: Record<number, string> = {
  1: 'forward-collision',
  2: 'lane-departure',
  3: 'too-close',
  4: 'pedestrian-collision',
  5: 'frequent-lane-change',
  6: 'road-sign-exceeded',
  7: 'obstacle',
  16: 'road-sign-seen',
  17: 'photo',
}
const dsmKinds: Record<number, string> = {
  1: 'fatigue',
  2: 'phone',
  3: 'smoking',
  4: 'distracted',
  5: 'driver-abnormal',
  16: 'photo',
  17: 'driver-changed',
}
const bsdKinds: Record<number, string> = { 1: 'rear', 2: 'left-rear', 3: 'right-rear' }

/** A type number with the word for it. */
const kind = (kinds: Record<number, string>): Field<{ number: number; kind: string | null }> => ({
  read(from) {
    const number = from.u8()
    return { number, kind: kinds[number] ?? null }
  },
  write: (to, value) => void to.u8(value.number),
})

/** Names the alarm in later messages about its photos and films. `terminalId` has 7 bytes, in the longer edition 30. */
export type AlarmNumber = {
  terminalId: string
  time: string | null
  serial: number
  attachments: number
  reserved: number
  long: boolean
}

const short = record({ terminalId: text(7), time: time6, serial: u8, attachments: u8, reserved: u8 })
const longer = record({ terminalId: text(30), time: time6, serial: u8, attachments: u8, reserved: u16 })

/** `after`: how many bytes follow it at least. The longer edition is known by what is left. */
export const alarmNumber = (after = 0): Field<AlarmNumber> => ({
  read(from: Reader) {
    const long = from.left - after >= 40
    return { ...(long ? longer : short).read(from), long }
  },
  write: (to, value) => (value.long ? longer : short).write(to, value),
})

const micro = scaled(u32, 1e6)

/** Where the vehicle was: speed in km/h, altitude in m, degrees, time in GMT+8, `vehicle` the bits of its state. */
const place = {
  speedKmh: u8,
  altitudeM: u16,
  latitude: micro,
  longitude: micro,
  time: time6,
  vehicle: u16,
}

/** 0x64 driver assistance. `state` 0 not available, 1 begins, 2 ends; time to collision and following time in seconds. */
export const adas = record({
  id: u32,
  state: u8,
  type: kind(adasKinds),
  level: u8,
  frontSpeedKmh: u8,
  frontDistanceS: scaled(u8, 10),
  deviation: u8,
  roadSign: u8,
  roadSignValue: u8,
  ...place,
  alarm: alarmNumber(),
})

/** 0x65 driver state; `fatigue` 1–10. */
export const dsm = record({
  id: u32,
  state: u8,
  type: kind(dsmKinds),
  level: u8,
  fatigue: u8,
  reserved: u32,
  ...place,
  alarm: alarmNumber(),
})

/** 0x66 tyres: pressure in kPa, temperature in °C, battery in %; `kinds` are bits (0 pressure … 7). */
export const tyres = record({
  id: u32,
  state: u8,
  ...place,
  alarm: alarmNumber(1),
  tyres: list(u8, record({ position: u8, kinds: u16, pressureKpa: u16, temperatureC: u16, batteryPercent: u16 })),
})

/** 0x67 blind spots. */
export const blindSpot = record({ id: u32, state: u8, type: kind(bsdKinds), ...place, alarm: alarmNumber() })
