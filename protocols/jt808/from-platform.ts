import type { Reader } from '../bytes.ts'
import {
  type Field,
  followed,
  hex,
  hexToEnd,
  hexWithLength,
  ifLeft,
  list,
  listToEnd,
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
import { parameter } from './parameters.ts'
import { circles, ids, polygon, rectangles, route } from './places.ts'
import { recorder } from './recorder.ts'

/** Numbers of parts wanted again: counted by one byte, by two in 2019. */
const parts = (newer: boolean): Field<number[]> => ({
  read(from: Reader) {
    const wide = newer && !(from.left === from.bytes[from.at]! * 2 + 1)
    return list(wide ? u16 : u8, u16).read(from)
  },
  write: (to, value) => list(newer ? u16 : u8, u16).write(to, value),
})
const resend = (newer: boolean) => record({ firstSerial: u16, parts: parts(newer) })

const search = { kind: u8, channel: u8, event: u8, from: time6, until: time6 }
const address = { address: textWithLength(u8), tcpPort: u16, udpPort: u16 }

/** What the platform says: [message, layout, layout of 2019 where it differs]. */
export const fromPlatform = {
  platformReply: [0x8001, record({ answers: u16, message: u16, result: u8 })],
  resend: [0x8003, resend(false), resend(true)],
  timeAnswer: [0x8004, record({ time: time6 })],
  registerAnswer: [0x8100, followed(record({ answers: u16, result: u8 }), () => ifLeft({ code: textToEnd }))],
  setParameters: [0x8103, record({ parameters: list(u8, parameter) })],
  queryParameters: [0x8104, nothing],
  control: [0x8105, followed(record({ command: u8 }), () => ifLeft({ parameters: textToEnd }))],
  queryNamedParameters: [0x8106, record({ ids: list(u8, u32) })],
  queryAttributes: [0x8107, nothing],
  upgrade: [0x8108, record({ kind: u8, maker: text(5), version: textWithLength(u8), data: hexWithLength(u32) })],
  queryLocation: [0x8201, nothing],
  follow: [0x8202, followed(record({ intervalS: u16 }), () => ifLeft({ validS: u32 }))],
  confirmAlarm: [0x8203, record({ serial: u16, alarms: u32 })],
  linkCheck: [0x8204, nothing],
  text: [0x8300, record({ flags: u8, text: textToEnd }), record({ flags: u8, kind: u8, text: textToEnd })],
  setEvents: [
    0x8301,
    followed(record({ action: u8 }), () => ifLeft({ events: list(u8, record({ id: u8, text: textWithLength(u8) })) })),
  ],
  question: [
    0x8302,
    record({ flags: u8, question: textWithLength(u8), answers: listToEnd(record({ id: u8, text: textWithLength(u16) })) }),
  ],
  setServices: [
    0x8303,
    followed(record({ action: u8 }), () => ifLeft({ services: list(u8, record({ kind: u8, name: textWithLength(u16) })) })),
  ],
  service: [0x8304, record({ kind: u8, text: textWithLength(u16) })],
  callBack: [0x8400, record({ listen: u8, phone: textToEnd })],
  setPhoneBook: [
    0x8401,
    followed(record({ action: u8 }), () =>
      ifLeft({ contacts: list(u8, record({ use: u8, phone: textWithLength(u8), name: textWithLength(u8) })) }),
    ),
  ],
  vehicleControl: [0x8500, record({ flags: u8 }), record({ kind: u16, data: hexToEnd })],
  setCircles: [0x8600, circles(false), circles(true)],
  deleteCircles: [0x8601, ids],
  setRectangles: [0x8602, rectangles(false), rectangles(true)],
  deleteRectangles: [0x8603, ids],
  setPolygon: [0x8604, polygon(false), polygon(true)],
  deletePolygons: [0x8605, ids],
  setRoute: [0x8606, route(false), route(true)],
  deleteRoutes: [0x8607, ids],
  queryAreas: [0x8608, record({ kind: u8, ids: list(u32, u32) })],
  recorderQuery: [0x8700, record({ command: u8, data: hexToEnd })],
  recorderSet: [0x8701, recorder],
  queryDriver: [0x8702, nothing],
  mediaReceived: [0x8800, followed(record({ mediaId: u32 }), () => ifLeft({ parts: list(u8, u16) }))],
  takePhoto: [
    0x8801,
    record({
      channel: u8,
      command: u16,
      intervalS: u16,
      keep: u8,
      resolution: u8,
      quality: u8,
      brightness: u8,
      contrast: u8,
      saturation: u8,
      chroma: u8,
    }),
  ],
  findMedia: [0x8802, record(search)],
  uploadMedia: [0x8803, record({ ...search, remove: u8 })],
  record: [0x8804, record({ command: u8, seconds: u16, keep: u8, rate: u8 })],
  uploadOne: [0x8805, record({ mediaId: u32, remove: u8 })],
  transparentDown: [0x8900, record({ kind: u8, data: hexToEnd })],
  platformKey: [0x8a00, record({ e: u32, n: hex(128) })],
  playBack: [
    0x9201,
    record({
      ...address,
      channel: u8,
      media: u8,
      stream: u8,
      storage: u8,
      mode: u8,
      speed: u8,
      from: time6,
      until: time6,
    }),
  ],
  uploadFilms: [
    0x9206,
    record({
      address: textWithLength(u8),
      port: u16,
      user: textWithLength(u8),
      password: textWithLength(u8),
      path: textWithLength(u8),
      channel: u8,
      from: time6,
      until: time6,
      alarmsHigh: u32,
      alarms: u32,
      media: u8,
      stream: u8,
      storage: u8,
      condition: u8,
    }),
  ],
} as const
