import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fromHex, toHex } from '../bytes.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import type { Location } from './location.ts'
import type { Bodies, Message } from './types.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8'))
type Vector = { hex: string; expected: Record<string, unknown> }
const vectors: Vector[] = read('vectors-yezhihao-2013.json').vectors
const framed: string[] = read('framed-hex-yezhihao.json')

/** Degrees as they have them: 1e-6, and without the sign that stands in the status bits. */
const micro = (degrees: number) => Math.abs(Math.round(degrees * 1e6))
const moment = (time: string | null | undefined) => time?.slice(0, 19)

const place = (at: Location) => ({
  warnBit: at.alarmBits,
  statusBit: at.statusBits,
  latitude: micro(at.latitude),
  longitude: micro(at.longitude),
  altitude: at.altitudeM,
  speed: Math.round(at.speedKmh * 10),
  direction: at.direction,
  deviceTime: moment(at.time),
})
const noMessage = { messageId: 0, properties: 0, protocolVersion: 0, serialNo: 0, verified: true }

type Safety = NonNullable<Location['extras']['adas']> | NonNullable<Location['extras']['dsm']>
const safety = (at: Omit<Safety, 'type' | 'level' | 'frontSpeedKmh'>) => ({
  id: at.id,
  state: at.state,
  speed: at.speedKmh,
  altitude: at.altitudeM,
  latitude: micro(at.latitude),
  longitude: micro(at.longitude),
  alarmTime: moment(at.time),
  statusBit: at.vehicle,
  deviceId: at.alarm.terminalId,
  dateTime: moment(at.alarm.time),
  sequenceNo: at.alarm.serial,
  fileTotal: at.alarm.attachments,
  reserved: at.alarm.reserved,
})

/** Our additions under their numbers. */
function attributes({ extras: e, unknown }: Location): Record<string, unknown> {
  assert.deepEqual(unknown, [])
  const out: Record<string, unknown> = {
    1: e.mileageKm && Math.round(e.mileageKm * 10),
    2: e.fuelL && Math.round(e.fuelL * 10),
    3: e.recorderSpeedKmh && Math.round(e.recorderSpeedKmh * 10),
    4: e.alarmToConfirm,
    5: e.tyrePressuresPa && { value: e.tyrePressuresPa },
    6: e.loadSpaceC,
    17: e.overspeed && { areaType: e.overspeed.placeType, areaId: e.overspeed.areaId },
    18: e.areaInOut && { areaType: e.areaInOut.placeType, areaId: e.areaInOut.areaId, direction: e.areaInOut.direction },
    19: e.sectionTime && { areaId: e.sectionTime.sectionId, driveTime: e.sectionTime.seconds, result: e.sectionTime.result },
    37: e.signals?.bits,
    42: e.io?.bits,
    43: e.analog && e.analog.ad1 * 65536 + e.analog.ad0,
    48: e.signalStrength,
    49: e.satellites,
    100: e.adas && {
      ...safety(e.adas),
      type: e.adas.type.number,
      level: e.adas.level,
      frontSpeed: e.adas.frontSpeedKmh,
      frontDistance: Math.round(e.adas.frontDistanceS * 10),
      deviateType: e.adas.deviation,
      roadSign: e.adas.roadSign,
      roadSignValue: e.adas.roadSignValue,
    },
    101: e.dsm && {
      ...safety(e.dsm),
      type: e.dsm.type.number,
      level: e.dsm.level,
      fatigueDegree: e.dsm.fatigue,
      reserves: e.dsm.reserved,
    },
    102: e.tyres && safety(e.tyres as never),
    103: e.blindSpot && { ...safety(e.blindSpot as never), type: e.blindSpot.type.number },
  }
  return Object.fromEntries(Object.entries(out).filter(([, value]) => value !== undefined))
}

type Area = Bodies['setCircles']['areas'][number] | Bodies['setRectangles']['areas'][number] | Bodies['setPolygon']
const area = (one: Area) => ({
  id: one.id,
  attribute: one.attribute,
  startTime: moment(one.from),
  endTime: moment(one.until),
  maxSpeed: one.maxSpeedKmh,
  duration: one.overspeedS,
})

const clock = (text: string) => `${text}:00`
function parameterOf({ id, ...found }: Bodies['setParameters']['parameters'][number]): [string, unknown] {
  const number = String(Number.parseInt(id, 16))
  if ('hex' in found) return [number, 'hex']
  const v = found.value as Record<string, never>
  if (id === 'f367')
    return [number, { rearApproachAlarmTimeThreshold: v.rearTime ?? -1, rearSideApproachAlarmTimeThreshold: v.sideTime ?? -1 }]
  if (id === '0079') return [number, { storageThreshold: v.thresholdPercent, duration: v.minutes, startTime: v.startMinute }]
  if (id === '007b') return [number, { overloadThreshold: v.persons, fatigueThreshold: v.fatigue }]
  if (id === '007c') {
    const { times } = found.value as { times: Record<string, string> }
    const all = Object.fromEntries(
      [1, 2, 3, 4].flatMap((n) => [
        [`wakeTime${n}`, clock(times[`wake${n}`]!)],
        [`sleepTime${n}`, clock(times[`sleep${n}`]!)],
      ]),
    )
    return [number, { mode: v.mode, conditionType: v.conditions, dayOfWeek: v.weekdays, timeFlag: times.flags, ...all }]
  }
  return [
    number,
    {
      realtimeEncode: v.liveEncoding,
      realtimeResolution: v.liveResolution,
      realtimeFrameInterval: v.liveKeyFrames,
      realtimeFrameRate: v.liveFps,
      realtimeBitRate: v.liveKbps,
      storageEncode: v.storedEncoding,
      storageResolution: v.storedResolution,
      storageFrameInterval: v.storedKeyFrames,
      storageFrameRate: v.storedFps,
      storageBitRate: v.storedKbps,
      odsConfig: v.osd,
      audioEnabled: v.audioOut,
    },
  ]
}
const settings = (all: Bodies['setParameters']['parameters']) => Object.fromEntries(all.map(parameterOf))

/** A message of ours as they write it. */
const theirs: { [N in keyof Bodies]?: (body: Bodies[N]) => object } = {
  platformReply: (b) => ({ responseSerialNo: b.answers, responseMessageId: b.message, resultCode: b.result }),
  heartbeat: () => ({}),
  register: (b) => ({
    provinceId: b.province,
    cityId: b.county,
    makerId: b.maker,
    deviceModel: b.model,
    deviceId: b.terminalId,
    plateColor: b.plateColour,
    plateNo: b.plate,
  }),
  authenticate: (b) => ({ token: b.code }),
  parameters: (b) => ({ responseSerialNo: b.answers, parameters: settings(b.parameters) }),
  setParameters: (b) => ({ parameters: settings(b.parameters) }),
  attributes: (b) => ({
    deviceType: b.kind,
    makerId: b.maker,
    deviceModel: b.model,
    deviceId: b.terminalId,
    iccid: b.iccid,
    hardwareVersion: b.hardware,
    firmwareVersion: b.firmware,
    gnssAttribute: b.gnss,
    networkAttribute: b.network,
  }),
  location: (b) => ({ ...place(b), attributes: attributes(b) }),
  locationAnswer: (b) => ({ responseSerialNo: b.answers, ...place(b.location) }),
  eventReport: (b) => ({ eventId: b.event }),
  driver: (b) => {
    const d = b as Exclude<typeof b, { licence: string; identity: string; name: string; issuer: string; state?: never }>
    return {
      status: 'state' in d ? d.state : null,
      dateTime: 'time' in d ? d.time?.slice(2, 19).replace(/\D/g, '') : null,
      cardStatus: 'result' in d ? d.result : null,
      name: d.name,
      licenseNo: d.licence,
      institution: d.issuer,
      licenseValidPeriod: 'validUntil' in d ? d.validUntil?.replaceAll('-', '') : null,
    }
  },
  locations: (b) => ({ total: b.items.length, type: b.kind, items: b.items.map((one) => ({ ...place(one), ...noMessage })) }),
  mediaEvent: (b) => ({ id: b.mediaId, type: b.kind, format: b.format, event: b.event, channelId: b.channel }),
  media: (b) => ({
    id: b.mediaId,
    type: b.kind,
    format: b.format,
    event: b.event,
    channelId: b.channel,
    location: { ...place(b.location!), ...noMessage },
    packet: b.data,
  }),
  alarmFiles: (b) => ({
    deviceId: b.alarm.terminalId,
    deviceId_: b.terminalId,
    dateTime: moment(b.alarm.time),
    sequenceNo: b.alarm.serial,
    fileTotal: b.alarm.attachments,
    reserved: b.alarm.reserved,
    platformAlarmId: b.number,
    type: b.kind,
  }),
  alarmFile: (b) => ({ name: b.name, type: b.kind, size: b.bytes }),
  resend: (b) => ({ responseSerialNo: b.firstSerial, id: b.parts }),
  registerAnswer: (b) => ({ responseSerialNo: b.answers, resultCode: b.result, token: b.code }),
  control: (b) => ({ command: b.command, parameter: b.parameters }),
  queryNamedParameters: (b) => ({ id: b.ids }),
  upgrade: (b) => ({ type: b.kind, makerId: b.maker, version: b.version, packet: [...fromHex(b.data)!] }),
  follow: (b) => ({ interval: b.intervalS, validityPeriod: b.validS }),
  text: (b) => ({ sign: b.flags, type: 0, content: b.text }),
  setEvents: (b) => ({ type: b.action, events: b.events?.map(({ id, text }) => ({ id, content: text })) }),
  setCircles: (b) => ({
    action: b.action,
    items: b.areas.map((one) => ({
      ...area(one),
      latitude: micro(one.latitude),
      longitude: micro(one.longitude),
      radius: one.radiusM,
    })),
  }),
  deleteCircles: (b) => ({ id: b.ids }),
  setRectangles: (b) => ({
    action: b.action,
    items: b.areas.map((one) => ({
      ...area(one),
      latitudeUL: micro(one.upperLeft.latitude),
      longitudeUL: micro(one.upperLeft.longitude),
      latitudeLR: micro(one.lowerRight.latitude),
      longitudeLR: micro(one.lowerRight.longitude),
    })),
  }),
  setPolygon: (b) => ({
    ...area(b),
    points: b.points.map((one) => ({ latitude: micro(one.latitude), longitude: micro(one.longitude) })),
  }),
  mediaReceived: (b) => ({ mediaId: b.mediaId, id: b.parts }),
  takePhoto: (b) => ({
    channelId: b.channel,
    command: b.command,
    time: b.intervalS,
    save: b.keep,
    resolution: b.resolution,
    quality: b.quality,
    brightness: b.brightness,
    contrast: b.contrast,
    saturation: b.saturation,
    chroma: b.chroma,
  }),
}

function asTheirs(message: Message): Record<string, unknown> {
  const make = theirs[message.name as keyof Bodies] as ((body: unknown) => object) | undefined
  return {
    ...make?.(message.body),
    messageId: Number.parseInt(message.id, 16),
    protocolVersion: message.protocolVersion,
    clientId: message.phone,
    serialNo: message.serial,
  }
}

/** Their expected fields; F364 and F365 in an edition of their own are hex here and are not compared. */
function expectedOf({ expected }: Vector): Record<string, unknown> {
  const { properties: _, verified: __, message: ___, parameters, ...fields } = expected
  if (!parameters) return fields
  const known = Object.entries(parameters).map(([id, value]) => [id, id === '62308' || id === '62309' ? 'hex' : value])
  return { ...fields, parameters: Object.fromEntries(known) }
}

describe('the messages of yezhihao/jt808-server', () => {
  it('have the fields that library decodes', () => {
    let values = 0
    for (const one of vectors) {
      const found = decode(fromHex(one.hex)!)
      assert.ok(found.ok, one.hex)
      assert.deepEqual(asTheirs(found.value), expectedOf(one), found.value.name)
      values += JSON.stringify(expectedOf(one)).split(/[,{[]/).length
    }
    console.log(`yezhihao: ${vectors.length} of ${vectors.length} messages equal, about ${values} values`)
  })

  it('are written again byte by byte', () => {
    let same = 0
    const all = [...vectors.map(({ hex }) => hex), ...framed]
    for (const hex of all) {
      const found = decode(fromHex(hex)!)
      assert.ok(found.ok, hex)
      const again = encode(found.value).map(toHex).join('')
      if (again === hex.toLowerCase()) same++
      else assert.equal(found.value.name, 'callBack', hex) // a phone number filled up with zeros
    }
    assert.equal(same, all.length - 1)
  })
})
