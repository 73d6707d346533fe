import { chinaTimeOf } from '../china-time.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import { readXml, type XmlElement } from '../xml.ts'
import { xmlText } from '../xml-text.ts'
import type { Device, Fields, Head, Mansdcp } from './types.ts'

/** A catalogue is sent device by device; longer documents are no messages of this protocol. */
export const mostBytes = 1024 * 1024

/**
 * Reads the body of a MESSAGE or NOTIFY (`Application/MANSDCP+xml`) in the encoding it tells, GB2312 being read as GB18030; one
 * that tells none is UTF-8 or else GB18030. Refused: `bad-xml`, `forbidden-entity`, `bad-encoding`, `too-long`,
 * `unknown-message` (another root), `missing-field` (CmdType, SN or DeviceID).
 */
export function readMansdcp(bytes: Uint8Array): Decoded<Mansdcp> {
  if (bytes.length > mostBytes) return rejected('too-long', bytes.length)
  const text = textOf(bytes)
  if (!text.ok) return text
  const xml = readXml(text.value.trim())
  if (!xml.ok) return xml
  const root = xml.value
  if (!['Query', 'Control', 'Notify', 'Response'].includes(root.name)) return rejected('unknown-message', root.name)
  const command = word(root, 'CmdType')
  const sn = Number(word(root, 'SN') ?? Number.NaN)
  const deviceId = word(root, 'DeviceID')
  if (command === null) return rejected('missing-field', 'CmdType')
  if (deviceId === null) return rejected('missing-field', 'DeviceID')
  if (!Number.isInteger(sn)) return rejected('missing-field', 'SN')
  const head: Head = { sn, deviceId }
  const read = readers[`${root.name}/${command}`]
  return decoded(read ? read(root, head) : { ...head, kind: 'other', root: root.name, command, fields: fieldsOf(root) })
}

function textOf(bytes: Uint8Array): Decoded<string> {
  const text = xmlText(bytes)
  if (text.ok || text.detail !== 'utf-8' || Buffer.from(bytes.subarray(0, 100)).includes('encoding')) return text
  return decoded(new TextDecoder('gb18030').decode(bytes))
}

const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent?.children.find((one) => one.name === name)
const word = (parent: XmlElement | undefined, name: string): string | null => child(parent, name)?.text.trim() || null

function number(parent: XmlElement | undefined, name: string): number | null {
  const text = word(parent, name)
  return text !== null && /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null
}

/** Degrees within ± `most`; 0/0 in the sea off Africa is what devices without a fix send, but a true place as well: it stays. */
function degrees(parent: XmlElement | undefined, name: string, most: number): number | null {
  const value = number(parent, name)
  return value === null || Math.abs(value) > most ? null : value
}
const placeOf = (parent: XmlElement) => ({
  longitude: degrees(parent, 'Longitude', 180),
  latitude: degrees(parent, 'Latitude', 90),
})

/** `2026-11-26T10:00:00`, Beijing time; a fraction is dropped, an offset read. */
function time(parent: XmlElement, name: string): string | null {
  const [, date, clock, offset] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(word(parent, name) ?? '') ?? []
  if (!date) return null
  const local = chinaTimeOf(`${date}${clock}`.replace(/\D/g, ''))
  if (!offset || !local) return local
  const at = Date.parse(
    `${date}T${clock}${offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`}`,
  )
  return Number.isNaN(at) ? null : `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

const items = (list: XmlElement | undefined): XmlElement[] => list?.children.filter(({ name }) => name === 'Item') ?? []

type Reader = (root: XmlElement, head: Head) => Mansdcp
const catalog =
  (notify: boolean): Reader =>
  (root, head) => ({
    ...head,
    kind: 'catalog',
    notify,
    total: number(root, 'SumNum'),
    devices: items(child(root, 'DeviceList')).map(deviceOf),
  })

const readers: Record<string, Reader> = {
  'Notify/Keepalive': (root, head) => ({
    ...head,
    kind: 'keepalive',
    status: word(root, 'Status'),
    faulty: (child(root, 'Info')?.children ?? []).flatMap(({ name, text }) => (name === 'DeviceID' ? [text.trim()] : [])),
  }),
  'Response/Catalog': catalog(false),
  'Notify/Catalog': catalog(true),
  'Notify/Alarm': (root, head) => ({
    ...head,
    kind: 'alarm',
    priority: number(root, 'AlarmPriority'),
    method: number(root, 'AlarmMethod'),
    time: time(root, 'AlarmTime'),
    description: word(root, 'AlarmDescription'),
    ...placeOf(root),
    alarmType: number(child(root, 'Info'), 'AlarmType') ?? number(root, 'AlarmType'),
    eventType: number(child(child(root, 'Info'), 'AlarmTypeParam'), 'EventType'),
  }),
  'Notify/MobilePosition': (root, head) => ({
    ...head,
    kind: 'mobile-position',
    time: time(root, 'Time'),
    ...placeOf(root),
    speedKmh: number(root, 'Speed'),
    direction: number(root, 'Direction'),
    altitudeM: number(root, 'Altitude'),
  }),
  'Notify/MediaStatus': (root, head) => ({ ...head, kind: 'media-status', notifyType: number(root, 'NotifyType') }),
  'Response/DeviceInfo': (root, head) => ({
    ...head,
    kind: 'device-info',
    result: word(root, 'Result'),
    name: word(root, 'DeviceName'),
    manufacturer: word(root, 'Manufacturer'),
    model: word(root, 'Model'),
    firmware: word(root, 'Firmware'),
    channels: number(root, 'Channel'),
  }),
  'Response/DeviceStatus': (root, head) => ({
    ...head,
    kind: 'device-status',
    result: word(root, 'Result'),
    online: word(root, 'Online'),
    status: word(root, 'Status'),
    reason: word(root, 'Reason'),
    encode: word(root, 'Encode'),
    record: word(root, 'Record'),
    deviceTime: time(root, 'DeviceTime'),
    alarms: items(child(root, 'Alarmstatus') ?? child(root, 'AlarmStatus')).map((item) => ({
      deviceId: word(item, 'DeviceID') ?? '',
      dutyStatus: word(item, 'DutyStatus'),
    })),
  }),
}

const named = new Set(
  (
    'DeviceID Name Manufacturer Model Owner CivilCode Block Address Parental ParentID BusinessGroupID IPAddress Port Status ' +
    'Longitude Latitude PTZType DirectionType Event Password'
  ).split(' '),
)

/** A place of a catalogue; its password is not kept. */
function deviceOf(item: XmlElement): Device {
  const info = child(item, 'Info')
  const either = (name: string): string | null => word(item, name) ?? word(info, name)
  const more = [...item.children, ...(info?.children ?? [])].filter(
    ({ name, text, children }) => !named.has(name) && children.length === 0 && text.trim() !== '',
  )
  return {
    deviceId: word(item, 'DeviceID') ?? '',
    name: word(item, 'Name'),
    manufacturer: word(item, 'Manufacturer'),
    model: word(item, 'Model'),
    owner: word(item, 'Owner'),
    civilCode: word(item, 'CivilCode'),
    block: word(item, 'Block'),
    address: word(item, 'Address'),
    parental: number(item, 'Parental'),
    parentId: word(item, 'ParentID'),
    businessGroupId: either('BusinessGroupID'),
    ipAddress: word(item, 'IPAddress'),
    port: number(item, 'Port'),
    status: word(item, 'Status'),
    ...placeOf(item),
    ptzType: number(info, 'PTZType') ?? number(item, 'PTZType'),
    directionType: number(info, 'DirectionType') ?? number(item, 'DirectionType'),
    event: word(item, 'Event'),
    more: Object.fromEntries(more.map(({ name, text }) => [name, text.trim()])),
  }
}

/** All children by name; those of one name as a list. */
function fieldsOf(parent: XmlElement): Fields {
  const fields: Fields = Object.create(null)
  for (const one of parent.children) {
    const value = one.children.length > 0 ? fieldsOf(one) : one.text.trim()
    const before = fields[one.name]
    fields[one.name] = before === undefined ? value : [before, value].flat()
  }
  return { ...fields }
}
