import type { Permit } from '../contract/permit.ts'
import { postKinds } from '../server/city/permit/permits.ts'
import type { OrderRow, Standing } from '../server/flow/5-work/types.ts'

/** A moment of Monday 2 March 2026 in the city's zone: `at('09:42')`. */
export const at = (time: string): Date => new Date(`2026-03-02T${time}:00+08:00`)

/** What has happened to no order that was just asked. */
const notYet = {
  accepted_at: null,
  accepted_by: null,
  accepted_name: null,
  arrived_at: null,
  submitted_at: null,
  submitted_by: null,
  done_at: null,
  result: null,
  cause: null,
}

/** A lead order of 临江街道's 平安法治 board, asked at 09:30: accept by 09:35, arrive by 10:00, finish by 12:00. */
export const orderRow = (change: Partial<OrderRow> = {}): OrderRow => ({
  id: '019cac00-0000-7000-8000-000000000001',
  event: '019cac00-0000-7000-8000-00000000000e',
  unit: 'unit-linjiang-safety-law',
  unit_name: '临江街道平安法治板块',
  post: 'post-linjiang-safety-law-a',
  role: 'lead',
  mandatory: true,
  part: null,
  backstop: false,
  state: 'asked',
  step: 0,
  area: '99/990101/990101001/',
  asked_at: at('09:30'),
  accept_by: at('09:35'),
  rung_by: null,
  arrive_by: at('10:00'),
  finish_by: at('12:00'),
  provisional: false,
  ...notYet,
  defects: [],
  checklist: [],
  done_items: {},
  pause: null,
  paused_ms: 0,
  paused_at: null,
  returns: 0,
  proposal: null,
  ask: null,
  version: 1,
  changed_at: at('09:30'),
  demo: true,
  called: ['post-linjiang-safety-law-a'],
  ...change,
})

/** The same order after 周敏 accepted it at 09:32. */
export const acceptedRow = (change: Partial<OrderRow> = {}): OrderRow =>
  orderRow({ state: 'accepted', accepted_at: at('09:32'), accepted_by: 'p-zhoumin', accepted_name: '周敏', ...change })

const standing = (person: string, post: string, unit: string, kind: string): Standing => ({
  person,
  post,
  unit,
  permits: new Set<Permit>(postKinds[kind]!.permits),
  inScope: true,
})

/** People of the small city in front of that order. */
export const people = {
  zhoumin: standing('p-zhoumin', 'post-linjiang-safety-law-a', 'unit-linjiang-safety-law', 'town-post'),
  wutong: standing('p-wutong', 'post-linjiang-safety-law-b', 'unit-linjiang-safety-law', 'town-post'),
  tangke: standing('p-tangke', 'post-linjiang-duty', 'unit-linjiang', 'town-duty'),
  chenli: standing('p-chenli', 'post-beian-duty', 'unit-beian', 'district-duty'),
  hechuan: standing('p-hechuan', 'post-beian-checker', 'unit-beian', 'district-checker'),
  hanqing: standing('p-hanqing', 'post-beian-sanitation-maintainer', 'unit-beian-sanitation', 'maintainer'),
  liangzhu: { ...standing('p-liangzhu', 'post-zhuxi-duty', 'unit-zhuxi', 'town-duty'), inScope: false },
} as const satisfies Record<string, Standing>
