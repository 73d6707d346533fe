import { createT } from './t.ts'

const zh = {
  first: '到场先看',
  near: '最近水源',
  'near-none': '2 公里内没有登记的消火栓和水源',
  'near-hidden': '没有查看实景要素的权限',
  'as-of': '数据日期 {day}',
  schematic: '示意，位置以现场为准',
  papers: '图纸资料',
  'papers-none': '还没有图纸资料',
  until: '有效期至 {day}',
  expired: '已到期',
  'kind.hydrant': '消火栓',
  'kind.water': '消防水源',
  duty: '当班',
  'duty-nobody': '无人在岗',
  ways: '北,东北,东,东南,南,西南,西,西北',
} as const

const en: Record<keyof typeof zh, string> = {
  first: 'Know first',
  near: 'Nearest water',
  'near-none': 'No hydrant or water source is registered within 2 km',
  'near-hidden': 'You may not read the scene',
  'as-of': 'data of {day}',
  schematic: 'schematic: trust the ground',
  papers: 'Papers',
  'papers-none': 'No papers yet',
  until: 'valid until {day}',
  expired: 'expired',
  'kind.hydrant': 'Hydrant',
  'kind.water': 'Water source',
  duty: 'On duty',
  'duty-nobody': 'Nobody is on duty',
  ways: 'N,NE,E,SE,S,SW,W,NW',
}

/** Words of what a crew sees of an object, on the sheet of the console and on the phone; loaded with those pages only. */
export const crew = createT(zh, en)

/** One of eight ways, as people say them; `bearing` in degrees from north. */
export const wayWord = (bearing: number): string => crew('ways').split(',')[Math.round(bearing / 45) % 8]!
