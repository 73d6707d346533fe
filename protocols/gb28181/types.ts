/** Text that is missing or empty is null, and so is a number that is none; times are ISO with `+08:00`, null when impossible. */
type Text = string | null
type Num = number | null

export type Head = {
  /** Serial number of the command; an answer carries that of its question. */
  sn: number
  /** 20 digits; see `readDeviceId`. */
  deviceId: string
}

/** What all places of a catalogue have; which they have is up to the sender. */
export type Device = {
  deviceId: string
  name: Text
  manufacturer: Text
  model: Text
  owner: Text
  civilCode: Text
  block: Text
  address: Text
  /** 1 has children. */
  parental: Num
  /** Ids with `/` between when there are several. */
  parentId: Text
  businessGroupId: Text
  ipAddress: Text
  port: Num
  /** `ON`, `OFF`. */
  status: Text
  /** Degrees WGS-84 as the device says; null beyond the earth. */
  longitude: Num
  latitude: Num
  /** 1 dome, 2 half dome, 3 fixed, 4 remote … */
  ptzType: Num
  directionType: Num
  /** Of a notification: `ON` `OFF` `VLOST` `DEFECT` `ADD` `DEL` `UPDATE`. */
  event: Text
  /** Everything else it says, by the names of the standard. */
  more: Record<string, string>
}

export type Keepalive = Head & { kind: 'keepalive'; status: Text; faulty: string[] }
export type Catalog = Head & { kind: 'catalog'; notify: boolean; total: Num; devices: Device[] }
export type Alarm = Head & {
  kind: 'alarm'
  /** 1 first … 4 fourth grade. */
  priority: Num
  /** 1 phone, 2 device, 3 SMS, 4 GPS, 5 video, 6 device fault, 7 other. */
  method: Num
  time: Text
  description: Text
  longitude: Num
  latitude: Num
  /** Depends on the method. */
  alarmType: Num
  eventType: Num
}
export type MobilePosition = Head & {
  kind: 'mobile-position'
  time: Text
  longitude: Num
  latitude: Num
  speedKmh: Num
  /** Degrees from north. */
  direction: Num
  altitudeM: Num
}
/** `notifyType` 121: a recording has been sent to its end. */
export type MediaStatus = Head & { kind: 'media-status'; notifyType: Num }
export type DeviceInfo = Head & {
  kind: 'device-info'
  result: Text
  name: Text
  manufacturer: Text
  model: Text
  firmware: Text
  channels: Num
}
export type DeviceStatus = Head & {
  kind: 'device-status'
  result: Text
  online: Text
  status: Text
  reason: Text
  encode: Text
  record: Text
  deviceTime: Text
  alarms: { deviceId: string; dutyStatus: Text }[]
}
/** Any other command: its root (`Query`, `Control`, `Notify`, `Response`), its name and what it says, by the standard's names. */
export type Other = Head & { kind: 'other'; root: string; command: string; fields: Fields }
export type Fields = { [name: string]: string | Fields | (string | Fields)[] }

export type Mansdcp = Keepalive | Catalog | Alarm | MobilePosition | MediaStatus | DeviceInfo | DeviceStatus | Other
