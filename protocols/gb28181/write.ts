import { toGbk } from '../gbk.ts'
import { escapeXml } from '../xml.ts'
import type { Fields } from './types.ts'

export type Command = {
  root: 'Query' | 'Control' | 'Notify' | 'Response'
  command: string
  sn: number
  deviceId: string
  fields?: Fields
}

/** The body of a message in GB2312, as platforms of both editions read it; characters GBK has not become `?`. */
export function writeMansdcp({ root, command, sn, deviceId, fields = {} }: Command): Uint8Array {
  const all: Fields = { CmdType: command, SN: String(sn), DeviceID: deviceId, ...fields }
  return toGbk(`<?xml version="1.0" encoding="GB2312"?>\r\n<${root}>\r\n${lines(all)}</${root}>\r\n`)
}

function lines(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => line(name, one)))
    .join('')
}

const line = (name: string, value: string | Fields): string =>
  typeof value === 'string' ? `<${name}>${escapeXml(value)}</${name}>\r\n` : `<${name}>\r\n${lines(value)}</${name}>\r\n`

/** Asks for the tree of devices, the maker's words or the state of one. */
export const query = (command: 'Catalog' | 'DeviceInfo' | 'DeviceStatus', sn: number, deviceId: string): Uint8Array =>
  writeMansdcp({ root: 'Query', command, sn, deviceId })

/** Body of a SUBSCRIBE for positions, every so many seconds. */
export const queryPositions = (sn: number, deviceId: string, intervalS: number): Uint8Array =>
  writeMansdcp({ root: 'Query', command: 'MobilePosition', sn, deviceId, fields: { Interval: String(intervalS) } })

/** Body of a SUBSCRIBE for alarms of every grade and method. */
export const queryAlarms = (sn: number, deviceId: string): Uint8Array =>
  writeMansdcp({
    ...{ root: 'Query', command: 'Alarm', sn, deviceId },
    fields: { StartAlarmPriority: '0', EndAlarmPriority: '0', AlarmMethod: '0' },
  })
