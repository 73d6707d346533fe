import type { Words } from './words.ts'

/** The columns of a sheet of devices, as they are written; those of `also` are read as well. */
export const deviceColumns = {
  object: { zh: '对象编号', en: 'Object code', also: ['对象编码'] },
  id: { zh: '设备号', en: 'Device number', also: ['设备编号', '设备编码'] },
  kind: { zh: '设备类型', en: 'Kind of device', also: ['类型'] },
  name: { zh: '设备名称', en: 'Name of device', also: ['名称'] },
  gateway: { zh: '由谁上报', en: 'Who speaks for it', also: ['网关', '网关编号', 'Gateway'] },
  intervalS: { zh: '上报间隔（秒）', en: 'Interval (s)', also: ['上报间隔', 'Interval'] },
} as const satisfies Record<string, Words & { also: readonly string[] }>
export type DeviceColumn = keyof typeof deviceColumns
/** What a sheet must have; a column left out says nothing of the known devices and the usual of new ones. */
export const neededOfDevice = ['object', 'id'] as const satisfies readonly DeviceColumn[]
/** Stands where a gateway would when a device speaks for itself: an empty cell changes nothing. */
export const noneOfDevice = '—'
