import { createT } from '../../ui/t.ts'

const zh = {
  away: '{way} {metres}',
  open: '打开',
  'open-this': '打开 {title}',
  'close-this': '收起 {title}',
  save: '存到手机',
  close: '收起',
  failed: '没有网络，这份还没存到手机',
  kept: '平面图看过一次就存在手机里，没有网络也能看。',
  'standing.soon': '快到期',
  'standing.expired': '已到期',
  'kind.floor-plan': '平面图',
  'kind.licence': '证照',
  'kind.report': '检测报告',
  'kind.contract': '合同',
  'kind.photo': '照片',
  'kind.other': '其他',
} as const

const en: Record<keyof typeof zh, string> = {
  away: '{way} {metres}',
  open: 'Open',
  'open-this': 'Open {title}',
  'close-this': 'Close {title}',
  save: 'Save',
  close: 'Close',
  failed: 'No network, and this one is not on the phone yet',
  kept: 'A floor plan once seen stays on the phone, also without a network.',
  'standing.soon': 'Expires soon',
  'standing.expired': 'Expired',
  'kind.floor-plan': 'Floor plan',
  'kind.licence': 'Licence',
  'kind.report': 'Test report',
  'kind.contract': 'Contract',
  'kind.photo': 'Photo',
  'kind.other': 'Other',
}

/** Words the phone has beside those of `ui/crew-words.ts`. */
export const t = createT(zh, en)

/** A distance on foot: to ten metres, from a kilometre on to a hundred. */
export const metresWord = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`
