import { chinaTime, clockDigits } from '../china-time.ts'
import { type Field, i16le, record, setBits, text, textWithLength, u8, u16le } from '../layout.ts'
import {
  analogKinds,
  operations,
  partKinds,
  partStates,
  systemKinds,
  systemStates,
  transmitterOperations,
  transmitterStates,
} from './codes.ts'

/** Second, minute, hour, day, month, year of the century, one byte each. */
export const clock: Field<string | null> = {
  read(from) {
    const [second = 0, minute = 0, hour = 0, day = 0, month = 0, year = 0] = from.slice(6)
    return year > 99 ? null : chinaTime({ year: 2000 + year, month, day, hour, minute, second })
  },
  write(to, value) {
    const pairs = clockDigits(value).slice(2).match(/../g) ?? []
    for (const pair of pairs.reverse()) to.u8(Number(pair))
  },
}

/** A number with the word for it. */
type Kind = { number: number; kind: string | null }
const kindOf = (kinds: Record<number, string>): Field<Kind> => ({
  read(from) {
    const number = from.u8()
    return { number, kind: kinds[number] ?? null }
  },
  write: (to, value) => void to.u8(value.number),
})

/** A word of bits, and the names of those set. */
type Bits = { bits: number; names: string[] }
const bitsOf = (field: Field<number>, names: readonly string[]): Field<Bits> => ({
  read(from) {
    const bits = field.read(from)
    return { bits, names: setBits(bits, names) }
  },
  write: (to, value) => field.write(to, value.bits),
})

/** Low byte first. */
const address4: Field<number> = { read: (from) => from.uintLe(4), write: (to, value) => void to.uintLe(4, value) }

const system = { system: kindOf(systemKinds), systemAddress: u8 }
const part = { ...system, part: kindOf(partKinds), partAddress: address4 }

type Analog = { number: number; kind: string | null; unit: string | null; value: number }
/** A measured value in its unit; of an unknown kind the bare number. */
const analog: Field<Analog> = {
  read(from) {
    const number = from.u8()
    const raw = i16le.read(from)
    const { kind = null, unit = null, per = 1 } = analogKinds[number] ?? {}
    return { number, kind, unit, value: raw / per }
  },
  write(to, value) {
    to.u8(value.number)
    i16le.write(to, Math.round(value.value * (analogKinds[value.number]?.per ?? 1)))
  },
}

const version = { main: u8, sub: u8 }
const ask = { count: u8, from: clock }
const reserved = record({ reserved: u8 })

/** Data types: number, and the layout of one object. */
export const dataTypes = {
  'system-state': [1, record({ ...system, state: bitsOf(u16le, systemStates), time: clock })],
  'part-state': [2, record({ ...part, state: bitsOf(u16le, partStates), text: text(31), time: clock })],
  'part-value': [3, record({ ...part, analog, time: clock })],
  operation: [4, record({ ...system, operation: bitsOf(u8, operations), operator: u8, time: clock })],
  'software-version': [5, record({ ...system, ...version })],
  settings: [6, record({ ...system, text: textWithLength(u8) })],
  'part-settings': [7, record({ ...part, text: text(31) })],
  'system-time': [8, record({ ...system, time: clock })],
  'transmitter-state': [21, record({ state: bitsOf(u8, transmitterStates), time: clock })],
  'transmitter-operation': [24, record({ operation: bitsOf(u8, transmitterOperations), operator: u8, time: clock })],
  'transmitter-version': [25, record(version)],
  'transmitter-settings': [26, record({ text: textWithLength(u8) })],
  'transmitter-time': [28, record({ time: clock })],
  'ask-system-state': [61, record(system)],
  'ask-part-state': [62, record(part)],
  'ask-part-value': [63, record(part)],
  'ask-operations': [64, record({ ...system, ...ask })],
  'ask-software-version': [65, record(system)],
  'ask-settings': [66, record(system)],
  'ask-part-settings': [67, record(part)],
  'ask-system-time': [68, record(system)],
  'ask-transmitter-state': [81, reserved],
  'ask-transmitter-operations': [84, record(ask)],
  'ask-transmitter-version': [85, reserved],
  'ask-transmitter-settings': [86, reserved],
  'ask-transmitter-time': [88, reserved],
  'start-anew': [89, reserved],
  'set-time': [90, record({ time: clock })],
  'duty-check': [91, record({ minutes: u8 })],
} as const
