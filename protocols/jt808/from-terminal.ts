import { Reader } from '../bytes.ts'
import {
  date4,
  digits,
  type Field,
  followed,
  hex,
  hexToEnd,
  hexWithLength,
  ifLeft,
  list,
  nothing,
  record,
  text,
  textToEnd,
  textWithLength,
  time6,
  u8,
  u16,
  u32,
} from '../layout.ts'
import { type Location, location, shortestLocation } from './location.ts'
import { parameter } from './parameters.ts'
import { areaAnswer } from './places.ts'
import { recorder } from './recorder.ts'

const register = (maker: number, model: number, terminalId: number) =>
  record({
    province: u16,
    county: u16,
    maker: text(maker),
    model: text(model),
    terminalId: text(terminalId),
    plateColour: u8,
    plate: textToEnd,
  })
const register2013 = register(5, 20, 7)
const register2011 = register(5, 8, 7)

/** 0x0100 before 2019: the terminals of 2011 name their model in 8 bytes; a body too short for 20 is theirs. */
const registerOlder: typeof register2013 = {
  read: (from: Reader) => (from.left < 37 ? register2011 : register2013).read(from),
  write: (to, value) => register2013.write(to, value),
}

const reply = { answers: u16, message: u16, result: u8 }

/** Numbers of parts asked for again: counted by one byte, in newer terminals by two. */
const partNumbers: Field<number[]> = {
  read(from) {
    const wide = from.left >= 2 && from.bytes[from.at]! * 2 + 1 !== from.left
    return list(wide ? u16 : u8, u16).read(from)
  },
  write: (to, value) => list(value.length > 255 ? u16 : u8, u16).write(to, value),
}

const card = { name: textWithLength(u8), licence: text(20), issuer: textWithLength(u8), validUntil: date4 }

/** 0x0702: what follows the card's state depends on whether it could be read; the identity number came in 2019. */
const driver = (newer: boolean) =>
  followed(
    followed(
      followed(record({ state: u8, time: time6 }), () => ifLeft({ result: u8 })),
      () => ifLeft(card),
    ),
    () => (newer ? ifLeft({ identity: text(20) }) : (nothing as Field<{ identity?: string }>)),
  )

/** 0x0702 of 2011 begins with the length of the name; there is no state. */
const driver2011 = record({ name: textWithLength(u8), identity: text(20), licence: text(40), issuer: textWithLength(u8) })
const driverOlder: Field<ReturnType<ReturnType<typeof driver>['read']> | ReturnType<typeof driver2011.read>> = {
  read: (from) => (from.bytes[from.at]! > 2 ? driver2011 : driver(false)).read(from),
  write: (to, value) =>
    'state' in value ? driver(false).write(to, value) : driver2011.write(to, value as ReturnType<typeof driver2011.read>),
}

/** A location in a stretch of its own length. */
const within = (size: (from: Reader) => number): Field<Location> => ({
  read(from) {
    const own = new Reader(from.slice(size(from)))
    const value = location.read(own)
    if (own.failed) from.failed = true
    return value
  },
  write: (to, value) => location.write(to, value),
})

const batchItem: Field<Location> = {
  read: within((from) => from.u16()).read,
  write(to, value) {
    const at = to.length
    to.u16(0)
    location.write(to, value)
    to.setU16(at, to.length - at - 2)
  },
}
const fixedLocation = within(() => shortestLocation)

/** 0x0801: terminals of 2011 send no place; a body too short for one has none. */
const media: Field<{ location: Location | null; data: string }> = {
  read: (from) => ({
    location: from.left >= shortestLocation ? fixedLocation.read(from) : null,
    data: hexToEnd.read(from),
  }),
  write(to, value) {
    if (value.location) location.write(to, value.location)
    hexToEnd.write(to, value.data)
  },
}

type Found = { mediaId: number | null; kind: number; channel: number; event: number; location: Location }
/** 0x0802: 35 bytes an item, 31 (without a number) in terminals of 2011. */
const found: Field<Found[]> = {
  read(from) {
    const count = from.u16()
    const older = count > 0 && from.left === count * 31
    const item: Field<Found> = record({
      mediaId: older ? ({ read: () => null, write: () => {} } as Field<null>) : (u32 as Field<number | null>),
      kind: u8,
      channel: u8,
      event: u8,
      location: fixedLocation,
    }) as Field<Found>
    const items: Found[] = []
    for (let left = count; left > 0 && !from.failed; left--) items.push(item.read(from))
    return items
  },
  write(to, items) {
    to.u16(items.length)
    for (const one of items) {
      if (one.mediaId !== null) to.u32(one.mediaId)
      to.u8(one.kind).u8(one.channel).u8(one.event)
      location.write(to, one.location)
    }
  },
}

/** `hh:mm:ss.mmm` of five BCD bytes; the last two hold the milliseconds. */
const canClock: Field<string> = {
  read(from) {
    const at = digits(5).read(from)
    return `${at.slice(0, 2)}:${at.slice(2, 4)}:${at.slice(4, 6)}.${at.slice(6).replace(/^0/, '')}`
  },
  write(to, value) {
    const [clock = '', ms = ''] = value.split('.')
    digits(5).write(to, clock + ms.padStart(4, '0'))
  },
}

const attributes = (model: number, terminalId: number) =>
  record({
    kind: u16,
    maker: text(5),
    model: text(model),
    terminalId: text(terminalId),
    iccid: digits(10),
    hardware: textWithLength(u8),
    firmware: textWithLength(u8),
    gnss: u8,
    network: u8,
  })

const auth2019 = record({ code: textWithLength(u8), imei: text(15), software: text(20) })
const film = {
  channel: u8,
  from: time6,
  until: time6,
  alarmsHigh: u32,
  alarms: u32,
  kind: u8,
  stream: u8,
  storage: u8,
  bytes: u32,
}

/** What a terminal says: [message, layout, layout of 2019 where it differs]. */
export const fromTerminal = {
  terminalReply: [0x0001, record(reply)],
  heartbeat: [0x0002, nothing],
  logout: [0x0003, nothing],
  timeQuery: [0x0004, nothing],
  resendRequest: [0x0005, record({ firstSerial: u16, parts: partNumbers })],
  register: [0x0100, registerOlder, register(11, 30, 30)],
  authenticate: [0x0102, record({ code: textToEnd }), auth2019],
  parameters: [0x0104, record({ answers: u16, parameters: list(u8, parameter) })],
  attributes: [0x0107, attributes(20, 7), attributes(30, 30)],
  upgradeResult: [0x0108, record({ kind: u8, result: u8 })],
  location: [0x0200, location],
  locationAnswer: [0x0201, followed(record({ answers: u16 }), () => record({ location }))],
  eventReport: [0x0301, record({ event: u8 })],
  questionAnswer: [0x0302, record({ answers: u16, answer: u8 })],
  serviceRequest: [0x0303, record({ kind: u8, wanted: u8 })],
  vehicleAnswer: [0x0500, record({ answers: u16, location })],
  areasAnswer: [0x0608, areaAnswer],
  recorderAnswer: [0x0700, followed(record({ answers: u16 }), () => recorder)],
  waybill: [0x0701, record({ data: hexWithLength(u32) })],
  driver: [0x0702, driverOlder, driver(true)],
  locations: [
    0x0704,
    {
      read(from: Reader) {
        const count = from.u16()
        const kind = from.u8()
        const items: Location[] = []
        for (let left = count; left > 0 && !from.failed; left--) items.push(batchItem.read(from))
        return { kind, items }
      },
      write(to, value) {
        to.u16(value.items.length).u8(value.kind)
        for (const one of value.items) batchItem.write(to, one)
      },
    } as Field<{ kind: number; items: Location[] }>,
  ],
  can: [
    0x0705,
    {
      read(from: Reader) {
        const count = from.u16()
        const time = canClock.read(from)
        const items: { id: number; data: string }[] = []
        for (let left = count; left > 0 && !from.failed; left--) items.push({ id: from.u32(), data: hex(8).read(from) })
        return { time, items }
      },
      write(to, value) {
        to.u16(value.items.length)
        canClock.write(to, value.time)
        for (const one of value.items) hex(8).write(to.u32(one.id), one.data)
      },
    } as Field<{ time: string; items: { id: number; data: string }[] }>,
  ],
  mediaEvent: [0x0800, record({ mediaId: u32, kind: u8, format: u8, event: u8, channel: u8 })],
  media: [0x0801, followed(record({ mediaId: u32, kind: u8, format: u8, event: u8, channel: u8 }), () => media)],
  mediaFound: [0x0802, record({ answers: u16, items: found })],
  photoAnswer: [0x0805, followed(record({ answers: u16, result: u8 }), () => ifLeft({ mediaIds: list(u16, u32) }))],
  transparentUp: [0x0900, record({ kind: u8, data: hexToEnd })],
  compressedUp: [0x0901, record({ gzip: hexWithLength(u32) })],
  terminalKey: [0x0a00, record({ e: u32, n: hex(128) })],
  passengers: [0x1005, record({ from: time6, until: time6, on: u16, off: u16 })],
  films: [0x1205, record({ answers: u16, items: list(u32, record(film)) })],
  alarmFiles: [
    0x1210,
    record({
      terminalId: text(7),
      alarm: record({ terminalId: text(7), time: time6, serial: u8, attachments: u8, reserved: u8 }),
      number: text(32),
      kind: u8,
      files: list(u8, record({ name: textWithLength(u8), bytes: u32 })),
    }),
  ],
  alarmFile: [0x1211, record({ name: textWithLength(u8), kind: u8, bytes: u32 })],
  alarmFileDone: [0x1212, record({ name: textWithLength(u8), kind: u8, bytes: u32 })],
} as const
