import { bcdDigits, fromHex, Reader, toBcd, toHex } from '../bytes.ts'
import { type Field, hexToEnd, list, listToEnd, record, textToEnd, u8, u16, u32, written } from '../layout.ts'

import { safetyLayout, safetySettings } from './safety-settings.ts'

/** `hh:mm` of two BCD bytes, as the device says it. */
const clock2: Field<string> = {
  read(from) {
    const bytes = from.slice(2)
    const digits = bcdDigits(bytes) ?? toHex(bytes)
    return `${digits.slice(0, 2)}:${digits.slice(2)}`
  },
  write: (to, value) => void to.put(toBcd(value, 2)),
}

const stream = {
  liveEncoding: u8,
  liveResolution: u8,
  liveKeyFrames: u16,
  liveFps: u8,
  liveKbps: u32,
  storedEncoding: u8,
  storedResolution: u8,
  storedKeyFrames: u16,
  storedFps: u8,
  storedKbps: u32,
  osd: u16,
}
const wakeTimes = record({
  flags: u8,
  wake1: clock2,
  sleep1: clock2,
  wake2: clock2,
  sleep2: clock2,
  wake3: clock2,
  sleep3: clock2,
  wake4: clock2,
  sleep4: clock2,
})
const channel = record({ physical: u8, logical: u8, type: u8, cradle: u8 })

/** The eight bytes of a CAN collecting rule (0x0110–0x01FF); 0 ms: not collected. */
const canRule: Field<{ intervalMs: number; channel: number; extended: boolean; computed: boolean; canId: number }> = {
  read(from) {
    const intervalMs = from.u32()
    const word = from.u32()
    return {
      intervalMs,
      channel: word >>> 31,
      extended: ((word >>> 30) & 1) === 1,
      computed: ((word >>> 29) & 1) === 1,
      canId: word & 0x1fff_ffff,
    }
  },
  write(to, value) {
    const flags = value.channel * 0x8000_0000 + (value.extended ? 0x4000_0000 : 0) + (value.computed ? 0x2000_0000 : 0)
    to.u32(value.intervalMs).u32(flags + value.canId)
  },
}

/** Which layout a parameter has; the names of the numbers stand in the README. */
const dwords = span(0x01, 0x07, 0x18, 0x19, 0x1b, 0x1c, 0x20, 0x22, 0x27, 0x29, 0x2c, 0x30, 0x45, 0x47, 0x50, 0x5a)
for (const id of span(0x64, 0x65, 0x70, 0x74, 0x7a, 0x7a, 0x80, 0x80, 0x93, 0x93, 0x95, 0x95, 0x100, 0x100, 0x102, 0x102))
  dwords.add(id)
const words = span(0x31, 0x31, 0x5b, 0x5e, 0x81, 0x82, 0x101, 0x101, 0x103, 0x103)
const bytes = span(0x84, 0x84, 0x90, 0x92, 0x94, 0x94)
const texts = span(0x10, 0x17, 0x1a, 0x1a, 0x1d, 0x1d, 0x23, 0x26, 0x40, 0x44, 0x48, 0x49, 0x83, 0x83)
const records: Record<number, Field<unknown>> = {
  117: record({ ...stream, audioOut: u8 }) as Field<unknown>,
  118: {
    read(from) {
      const head = record({ audioVideo: u8, audio: u8, video: u8 }).read(from)
      return { ...head, channels: listToEnd(channel).read(from) }
    },
    write(to, value) {
      const all = value as { audioVideo: number; audio: number; video: number; channels: never[] }
      record({ audioVideo: u8, audio: u8, video: u8 }).write(to, all)
      listToEnd(channel).write(to, all.channels)
    },
  },
  119: record({ channels: list(u8, record({ logical: u8, ...stream })) }) as Field<unknown>,
  121: record({ thresholdPercent: u8, minutes: u8, startMinute: u8 }) as Field<unknown>,
  123: record({ persons: u8, fatigue: u8 }) as Field<unknown>,
  124: record({ mode: u8, conditions: u8, weekdays: u8, times: wakeTimes }) as Field<unknown>,
}

function span(...pairs: number[]): Set<number> {
  const ids = new Set<number>()
  for (let i = 0; i < pairs.length; i += 2) for (let id = pairs[i]!; id <= pairs[i + 1]!; id++) ids.add(id)
  return ids
}

function layoutOf(id: number, length: number): Field<unknown> | undefined {
  if (dwords.has(id)) return u32 as Field<unknown>
  if (words.has(id)) return u16 as Field<unknown>
  if (bytes.has(id)) return u8 as Field<unknown>
  if (texts.has(id)) return textToEnd as Field<unknown>
  if (id >= 0x110 && id <= 0x1ff) return canRule as Field<unknown>
  return records[id] ?? safetySettings(id, length)
}

/** One parameter of a terminal: its number in hex and its value, or `hex` when the platform does not know it. */
export type Parameter = { id: string; value: unknown } | { id: string; hex: string }

export const parameter: Field<Parameter> = {
  read(from) {
    const number = from.u32()
    const length = from.u8()
    const id = number.toString(16).padStart(4, '0')
    const raw = from.slice(length)
    const own = new Reader(raw)
    const value = layoutOf(number, length)?.read(own)
    return value === undefined || own.failed || own.left > 0 ? { id, hex: toHex(raw) } : { id, value }
  },
  write(to, one) {
    const number = Number.parseInt(one.id, 16)
    const raw =
      'hex' in one
        ? (fromHex(one.hex) ?? new Uint8Array())
        : written(layoutOf(number, 0) ?? safetyLayout(number, one.value) ?? (hexToEnd as Field<unknown>), one.value)
    to.u32(number).u8(raw.length).put(raw)
  },
}
