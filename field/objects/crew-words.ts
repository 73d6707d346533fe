import { createT } from '../../ui/t.ts'

const zh = {
  first: '到场先看',
  near: '最近水源',
  'near-none': '2 公里内没有登记的消火栓和水源',
  'near-hidden': '您没有查看实景要素的权限',
  away: '{way} {metres}',
  schematic: '示意，位置以现场为准',
  'as-of': '数据日期 {day}',
  papers: '图纸资料',
  'papers-none': '还没有图纸资料',
  open: '打开',
  'open-this': '打开 {title}',
  'close-this': '收起 {title}',
  save: '存到手机',
  close: '收起',
  failed: '没有网络，这份还没存到手机',
  kept: '平面图看过一次就存在手机里，没有网络也能看。',
  until: '有效期至 {day}',
  'standing.soon': '快到期',
  'standing.expired': '已到期',
  'kind.floor-plan': '平面图',
  'kind.licence': '证照',
  'kind.report': '检测报告',
  'kind.contract': '合同',
  'kind.photo': '照片',
  'kind.other': '其他',
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
  away: '{way} {metres}',
  schematic: 'schematic: trust the ground',
  'as-of': 'data of {day}',
  papers: 'Papers',
  'papers-none': 'No papers yet',
  open: 'Open',
  'open-this': 'Open {title}',
  'close-this': 'Close {title}',
  save: 'Save',
  close: 'Close',
  failed: 'No network, and this one is not on the phone yet',
  kept: 'A floor plan once seen stays on the phone, also without a network.',
  until: 'valid until {day}',
  'standing.soon': 'Expires soon',
  'standing.expired': 'Expired',
  'kind.floor-plan': 'Floor plan',
  'kind.licence': 'Licence',
  'kind.report': 'Test report',
  'kind.contract': 'Contract',
  'kind.photo': 'Photo',
  'kind.other': 'Other',
  'kind.hydrant': 'Hydrant',
  'kind.water': 'Water source',
  duty: 'On duty',
  'duty-nobody': 'Nobody is on duty',
  ways: 'N,NE,E,SE,S,SW,W,NW',
}

/** Words of what a crew sees of an object. */
export const t = createT(zh, en)

/** One of eight ways, as people say them. */
export const wayWord = (bearing: number): string => t('ways').split(',')[Math.round(bearing / 45) % 8]!

/** A distance on foot: to ten metres, from a kilometre on to a hundred. */
export const metresWord = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`
