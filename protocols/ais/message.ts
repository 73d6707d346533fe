import { type Decoded, decoded, rejected } from '../decoded.ts'
import type { Layout, NumberField } from './fields.ts'
import {
  aid,
  aircraft,
  classB,
  classBExtended,
  inland,
  longRange,
  position,
  staticA,
  staticB,
  staticBOfCraft,
  station,
  voyage,
} from './layouts.ts'
import { bitsAt, type Groups, hexAt, textAt } from './six-bit.ts'
import type { AisMessage } from './types.ts'

type Draft = Record<string, unknown> & { type: number; repeat: number; mmsi: number }
/** The least bits a message may have (gpsd takes positions and voyages whose end is cut by that much), and how it is read. */
type Kind = { least: number; read(from: Groups, message: Draft): void }

/** A field with its place after the start; `half` is where a signed number becomes negative, 0 for unsigned ones. */
type Step = { name: string; at: number; bits: number; half: number; read: NumberField<unknown>['read'] | null }

/** One step for each field that is no spare. */
function stepsOf(layout: Layout): Step[] {
  let at = 0
  return Object.entries(layout).flatMap(([name, field]) => {
    const step: Step = {
      name,
      at,
      bits: field.bits,
      half: field.kind === 'number' && field.signed ? 2 ** (field.bits - 1) : 0,
      read: field.kind === 'number' ? field.read : null,
    }
    at += field.bits
    return name.startsWith('_') ? [] : [step]
  })
}

function readFields(from: Groups, start: number, steps: Step[], to: Record<string, unknown>): void {
  for (const { name, at, bits, half, read } of steps) {
    if (read) {
      const raw = bitsAt(from, start + at, bits)
      to[name] = read(half > 0 && raw >= half ? raw - 2 * half : raw)
    } else to[name] = textAt(from, start + at, bits)
  }
}

/** A message that is its layout and nothing more. */
function plain(layout: Layout, least: number): Kind {
  const fields = stepsOf(layout)
  return { least, read: (from, message) => readFields(from, 38, fields, message) }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment every part of which is told and which exists; 31 April and second 60 are none. */
function timestampOf(parts: Record<string, number | null>): string | null {
  const { year, month, day, hour, minute, second } = parts
  if (year == null || month == null || day == null || hour == null || minute == null || second == null || year > 9999) return null
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`
  const at = new Date(text)
  return Number.isNaN(at.getTime()) || at.getUTCDate() !== day ? null : text
}

const { year, month, day, hour, minute, second, ...stationRest } = station
const clockFields = stepsOf({ year, month, day, hour, minute, second })
const stationFields = stepsOf(stationRest)
const stationKind: Kind = {
  least: 168,
  read(from, message) {
    const clock: Record<string, number | null> = {}
    readFields(from, 38, clockFields, clock)
    message.timestamp = timestampOf(clock)
    readFields(from, 78, stationFields, message)
  },
}

/** All four zero: nobody told how large it is. */
function sizeKnown(message: Draft): void {
  if (message.toBow === 0 && message.toStern === 0 && message.toPort === 0 && message.toStarboard === 0)
    message.toBow = message.toStern = message.toPort = message.toStarboard = null
}

const voyageFields = stepsOf(voyage)
const voyageKind: Kind = {
  least: 420,
  read(from, message) {
    const all: Draft = { type: message.type, repeat: message.repeat, mmsi: message.mmsi }
    readFields(from, 38, voyageFields, all)
    const { etaMonth, etaDay, etaHour, etaMinute, ...rest } = all
    Object.assign(message, rest)
    const parts = [etaMonth, etaDay, etaHour, etaMinute]
    message.eta = parts.every((part) => part === null) ? null : { month: etaMonth, day: etaDay, hour: etaHour, minute: etaMinute }
    sizeKnown(message)
  },
}

const extendedFields = stepsOf(classBExtended)
const aidFields = stepsOf(aid)
const staticAFields = stepsOf(staticA)
const staticBFields = stepsOf(staticB)
const craftFields = stepsOf(staticBOfCraft)
const inlandFields = stepsOf(inland)

/** A name of 20 characters goes on behind the message. */
function readAid(from: Groups, message: Draft): void {
  readFields(from, 38, aidFields, message)
  if (typeof message.name === 'string' && from.bits >= 278) {
    // Blanks at the seam belong to the name.
    const full = Array.from({ length: 20 }, (_, i) => textAt(from, 43 + 6 * i, 6) ?? ' ').join('')
    if (!hasEnd(from, 43, 120)) message.name = (full + (textAt(from, 272, Math.min(88, from.bits - 272)) ?? '')).trimEnd()
  }
  sizeKnown(message)
}

function hasEnd(from: Groups, start: number, bits: number): boolean {
  for (let at = start; at < start + bits; at += 6) if (bitsAt(from, at, 6) === 0) return true
  return false
}

function readStatic(from: Groups, message: Draft): void {
  const part = bitsAt(from, 38, 2)
  if (part === 0) {
    message.part = 'A'
    readFields(from, 40, staticAFields, message)
  } else if (part === 1 && from.bits >= 162) {
    message.part = 'B'
    const craft = Math.floor(message.mmsi / 10_000_000) === 98
    readFields(from, 40, craft ? craftFields : staticBFields, message)
    message.vendorid = textAt(from, 48, 42)
    if (!craft) sizeKnown(message)
  } else readRaw(from, message)
}

function readBinary(from: Groups, message: Draft): void {
  const start = message.type === 6 ? 72 : 40
  if (message.type === 6) readAddress(from, message)
  message.dac = bitsAt(from, start, 10)
  message.fid = bitsAt(from, start + 10, 6)
  message.bits = from.bits - start - 16
  message.hex = hexAt(from, start + 16)
  if (message.type === 8 && message.dac === 200 && message.fid === 10 && from.bits === 168) {
    const ship: Record<string, unknown> = {}
    readFields(from, 56, inlandFields, ship)
    message.inland = ship
  }
}

function readAddress(from: Groups, message: Draft): void {
  message.seqno = bitsAt(from, 38, 2)
  message.destMmsi = bitsAt(from, 40, 30)
  message.retransmit = bitsAt(from, 70, 1) === 1
}

function readText(from: Groups, message: Draft): void {
  const start = message.type === 12 ? 72 : 40
  if (message.type === 12) readAddress(from, message)
  message.text = textAt(from, start, from.bits - start)
}

function readRaw(from: Groups, message: Draft): void {
  message.raw = true
  message.bits = from.bits - 38
  message.hex = hexAt(from, 38)
}

const positionKind = plain(position, 163)
const raw: Kind = { least: 38, read: readRaw }
const kinds: Partial<Record<number, Kind>> = {
  1: positionKind,
  2: positionKind,
  3: positionKind,
  4: stationKind,
  5: voyageKind,
  6: { least: 88, read: readBinary },
  8: { least: 56, read: readBinary },
  9: plain(aircraft, 168),
  11: stationKind,
  12: { least: 72, read: readText },
  14: { least: 40, read: readText },
  18: plain(classB, 168),
  19: {
    least: 312,
    read(from, message) {
      readFields(from, 38, extendedFields, message)
      sizeKnown(message)
    },
  },
  21: { least: 272, read: readAid },
  24: { least: 160, read: readStatic },
  27: plain(longRange, 96),
}

/** Reads a whole message; `too-short` names the bits that are there. */
export function readMessage(from: Groups): Decoded<AisMessage> {
  if (from.bits < 38) return rejected('too-short', from.bits)
  const type = bitsAt(from, 0, 6)
  const kind = kinds[type] ?? raw
  if (from.bits < kind.least) return rejected('too-short', from.bits)
  const message: Draft = { type, repeat: bitsAt(from, 6, 2), mmsi: bitsAt(from, 8, 30) }
  kind.read(from, message)
  return decoded(message as unknown as AisMessage)
}
