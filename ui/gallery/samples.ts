import type { EvidenceView } from '../../contract/event.ts'
import type { FactView } from '../../contract/fact.ts'
import type { OrderOfCard } from '../work-order-card.tsx'

/** The moment at which the gallery stands still, so that every picture of it is the same. All people are invented. */
export const NOW = '2026-04-10T09:48:47+08:00'

/** A time of that day, as the server sends it. */
export const at = (time: string): string => new Date(`2026-04-10T${time}+08:00`).toISOString()

const zhouMin = { kind: 'person' as const, id: 'p-zhoumin', name: '周敏', unitName: '寸滩街道', postName: '平安法治岗' }
const hanQing = { kind: 'person' as const, id: 'p-hanqing', name: '韩青', unitName: '江北区环卫所' }
const platform = { kind: 'system' as const, id: 'zhili' }
const device = { kind: 'device' as const, id: 'hf-0731', name: 'HF-0731' }
const order = { order: 'o1', unit: 'u1', unitName: '寸滩街道', role: 'lead', event: 'e1' }

let position = 0
function fact(
  time: string,
  kind: string,
  body: Record<string, unknown>,
  by: { actor?: FactView['actor']; recorded?: string } = {},
): FactView {
  position += 1
  return {
    position: `0.${position}`,
    kind,
    subject: 'event:e1',
    area: '50/500105/500105005/',
    actor: by.actor ?? platform,
    occurredAt: at(time),
    recordedAt: at(by.recorded ?? time),
    body,
  }
}

/** One gas event up to now. */
export const facts: readonly FactView[] = [
  fact('09:33:00', 'command.receipted', { name: '风机启动', tookMs: 800 }, { actor: device }),
  fact('09:37:37', 'alarm.raised', { label: '甲烷', value: 21, unit: ' %LEL', severity: 'yellow' }, { actor: device }),
  fact(
    '09:39:12',
    'alarm.stepped-up',
    { label: '甲烷', value: 52, unit: ' %LEL', severity: 'red', from: 'yellow' },
    { actor: device },
  ),
  fact('09:39:13', 'event.opened', { title: '塔山公园公厕 沼气超标' }),
  fact('09:39:14', 'event.dispatched', { plan: 'septic-gas', version: 3, leadName: '寸滩街道平安法治岗' }),
  fact('09:41:41', 'work-order.accepted', { ...order, tookS: 147 }, { actor: zhouMin }),
  fact(
    '09:44:02',
    'work-order.returned',
    { ...order, unitName: '市场监管所', reason: 'function', basis: '职责清单 4.2', proposedName: '城管局' },
    { actor: hanQing },
  ),
  fact(
    '09:45:00',
    'work-order.urged',
    { ...order, words: '请尽快到场' },
    { actor: { kind: 'person', id: 'p', name: '罗一帆', postName: '区值班长' } },
  ),
  fact('09:46:10', 'work-order.arrived', { ...order, distanceM: 85, accuracyM: 8 }, { actor: zhouMin, recorded: '09:48:20' }),
  fact('09:46:40', 'evidence.added', { kind: 'photo', label: { zh: '警戒照片', en: 'Photo of the cordon' } }, { actor: zhouMin }),
]

type Kind = 'tick' | 'photo' | 'reading'
/** A check list item. */
const item = (kind: Kind, zh: string, en: string, done: string | null = null) => ({
  id: zh,
  name: { zh, en },
  kind,
  unit: kind === 'reading' ? '%LEL' : null,
  required: true,
  done: done !== null,
  doneAt: done,
})

const lead: OrderOfCard = {
  unitName: '寸滩街道 平安法治岗',
  role: 'lead',
  state: 'arrived',
  holderName: '周敏',
  mandatory: true,
  part: null,
  askedAt: at('09:39:14'),
  acceptedAt: at('09:41:41'),
  submittedAt: null,
  clock: {
    clock: 'arrive',
    from: at('09:39:59'),
    due: at('09:54:59'),
    firstDue: at('09:54:59'),
    paused: false,
    provisional: false,
  },
  checklist: [
    item('tick', '拉警戒 40 m，劝离人员', 'Cordon 40 m, move people away', at('09:44:20')),
    item('tick', '先通风、再检测、后作业，两人同行', 'Vent, measure, then work; two people'),
    item('reading', '开盖前读数', 'Reading before opening'),
    item('photo', '池口照片', 'Photo of the opening'),
  ],
}

/** One card of each kind. */
export const orders: readonly OrderOfCard[] = [
  lead,
  {
    ...lead,
    unitName: '区环卫站',
    role: 'assist',
    state: 'asked',
    holderName: '韩青',
    acceptedAt: null,
    checklist: [],
    clock: {
      clock: 'accept',
      from: at('09:44:57'),
      due: at('09:49:57'),
      firstDue: at('09:49:57'),
      paused: false,
      provisional: false,
    },
  },
  {
    ...lead,
    unitName: '市场监管所 → 城管局',
    state: 'arbitration',
    holderName: null,
    checklist: [],
    acceptedAt: null,
    clock: {
      clock: 'finish',
      from: at('08:30:00'),
      due: at('10:28:47'),
      firstDue: at('10:28:47'),
      paused: false,
      provisional: true,
    },
  },
  {
    ...lead,
    unitName: '市政设施所',
    state: 'submitted',
    holderName: '冯越',
    checklist: [],
    acceptedAt: null,
    askedAt: at('08:31:00'),
    submittedAt: at('09:35:00'),
    clock: null,
  },
  {
    ...lead,
    unitName: '公园管理所',
    role: 'assist',
    mandatory: false,
    state: 'asked',
    holderName: '刘予安',
    checklist: [],
    acceptedAt: null,
    clock: {
      clock: 'accept',
      from: at('09:00:00'),
      due: at('09:30:47'),
      firstDue: at('09:30:47'),
      paused: false,
      provisional: false,
    },
  },
]

const photo = (ground: string, hole: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="320" height="200" fill="${ground}"/><path d="M0 100l320-40v140H0z" fill="slategray"/><ellipse cx="168" cy="142" rx="70" ry="34" fill="${hole}"/></svg>`)}`

/** Grey stand-ins for photographs: before and after. */
export const photos = { before: photo('lightslategray', 'black'), after: photo('lightsteelblue', 'lightgray') }

const proof = (zh: string, time: string, reading: number | null = null): EvidenceView => ({
  id: zh,
  item: zh,
  label: { zh, en: zh },
  kind: reading === null ? 'photo' : 'reading',
  file: reading === null ? 'before' : null,
  value: reading,
  unit: reading === null ? null : '%LEL',
  hash: 'a3f19c0d77e2b1',
  lon: 106.6,
  lat: 29.6,
  accuracyM: 8,
  distanceM: 85,
  takenAt: at(time),
  byName: '周敏',
})
/** Two photographs and a reading. */
export const evidence: readonly EvidenceView[] = [
  proof('警戒照片', '09:46:10'),
  proof('池口照片', '09:47:00'),
  proof('开盖前读数 甲烷', '09:47:30', 48),
]

const rise = [8, 9, 8, 10, 9, 9, 10, 9, 10, 9, 10, 11, 10, 11, 12, 11, 12, 13, 12, 14, 13, 15, 16, 18, 19, 21, 24, 31, 41, 48, 52]
/** Ten minutes of methane with a gap, ending above the red line. */
export const methane = rise.map((value, i) => ({ at: Date.parse(at('09:29:00')) + i * 20_000, value: i === 6 ? null : value }))
