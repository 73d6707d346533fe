import type { Crs } from './crs.ts'
import type { Protocol } from './protocols.ts'

/** A device of the demo city that speaks a field protocol by itself. `code`: its password, where the protocol has one. */
export type DemoField = {
  protocol: Exclude<Protocol, 'ais' | 'gb28181' | 'gat1400'>
  number: string
  id: string
  name: string
  pack: string
  objectKind: string
  deviceKind: string
  lon: number
  lat: number
  intervalS: number
  code: string | null
  crs: Crs | null
}

const truck = { protocol: 'jt808', pack: 'spoil-truck', objectKind: 'spoil-truck', deviceKind: 'vehicle-terminal' } as const
const site = { pack: 'environment', objectKind: 'environment-site', deviceKind: 'environment-station', crs: null } as const

/** Registered by the seed and played by the simulator: what it sends is what a real terminal or station sends. Numbers are invented. */
export const demoField: readonly DemoField[] = [
  {
    ...truck,
    ...{ id: 'jt-500105-01', number: '13099980001', name: '渣土车 01', lon: 106.615, lat: 29.627 },
    ...{ intervalS: 10, code: null, crs: 'WGS-84' },
  },
  {
    ...truck,
    ...{ id: 'jt-500105-02', number: '13099980002', name: '渣土车 02', lon: 106.57, lat: 29.6 },
    ...{ intervalS: 10, code: null, crs: 'WGS-84' },
  },
  {
    ...site,
    ...{ protocol: 'hj212', id: 'hj-500105-01', number: 'DEMO50010500000000000001', name: '寸滩工地扬尘监测站' },
    ...{ lon: 106.615, lat: 29.627, intervalS: 30, code: '123456' },
  },
  {
    ...site,
    ...{ protocol: 'sl651', id: 'sw-500105-01', number: '5001050001', name: '寸滩雨水情站' },
    ...{ lon: 106.615, lat: 29.627, intervalS: 60, code: '03e8' },
  },
  {
    ...{ protocol: 'gb26875', pack: 'fire-alarm', objectKind: 'fire-system', deviceKind: 'fire-transmitter', crs: null },
    ...{ id: 'xf-500105-01', number: '500105000001', name: '寸滩街道办公楼火灾报警系统' },
    ...{ lon: 106.615, lat: 29.627, intervalS: 60, code: null },
  },
]

/** A device that speaks a field protocol and hangs on an object of the demo the seed makes anyway. */
export type DemoMounted = Pick<
  DemoField,
  'protocol' | 'number' | 'id' | 'name' | 'pack' | 'deviceKind' | 'intervalS' | 'code' | 'crs'
> & { object: string }

/** A fire-alarm transmitter of a high-rise of the demo, which tells the water level of the tank on its roof. `calm`: only a leak asked for comes to it. */
export type DemoTank = DemoMounted & { calm: boolean }

const tank = (district: string, serial: number, calm = false): DemoTank => ({
  ...{ protocol: 'gb26875', pack: 'fire-alarm', deviceKind: 'fire-transmitter', code: null, crs: null },
  ...{ id: `sx-${district}-0${serial}`, number: `${district}00010${serial}`, name: '楼顶消防水箱传输装置', intervalS: 60 },
  ...{ object: `building-${district}-000${serial}`, calm },
})

/** Their tanks leak, are emptied for work, or their transmitters fail (`simulator/model/roof-tank.ts`); where a newcomer begins only when asked for. */
export const demoTanks: readonly DemoTank[] = [
  // a building of low risk in 寸滩, where the demo's people are
  { ...tank('500105', 1, true), object: 'building-500105-0012' },
  ...[1, 2, 3, 4].map((serial) => tank('500103', serial)),
]
