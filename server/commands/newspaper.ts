/**
 * The figures of the newspaper page (Chongqing Daily, about 11 April 2024) as data, row by row of the mission sheet. `step` is the unit the
 * page rounds to: 「1.12 万」 is a multiple of 100. `least` figures are printed as 「600 余」: at least so many.
 */
export type Figure = {
  row: string
  zh: string
  en: string
  says: string
  value: number
  kind: 'exact' | 'rounded' | 'least'
  step?: number
  /** which count of rows answers it (store-newspaper.ts); null: nothing that counts it is built or seeded yet */
  from: CountName | null
}
export const countNames = [
  ...(['towns', 'communities', 'grids', 'scene-towns', 'district-centres'] as const),
  ...(['vitals', 'vitals-catalogued', 'vitals-connected', 'finance-tasks', 'finance-items'] as const),
  ...(['items', 'apps', 'spoil-closed', 'grid-reports', 'grid-reports-done', 'cases', 'cases-done'] as const),
  ...(['buildings', 'hazard-points', 'cameras'] as const),
] as const
export type CountName = (typeof countNames)[number]
export type Counts = Record<CountName, number>

type Exact = [row: string, zh: string, en: string, value: number, from: CountName | null]
const exact = (...[row, zh, en, value, from]: Exact): Figure => ({
  ...{ row, zh, en, value, from, kind: 'exact' },
  says: value.toLocaleString('en'),
})
type Printed = Pick<Figure, 'row' | 'zh' | 'en' | 'says' | 'value' | 'from'>
const rounded = (figure: Printed & { step: number }): Figure => ({ ...figure, kind: 'rounded' })
const least = (figure: Printed): Figure => ({ ...figure, kind: 'least' })

export const figures: readonly Figure[] = [
  exact('M1', '体征指标：梳理', 'vital signs sorted', 4712, 'vitals'),
  exact('M1', '体征指标：编目', 'vital signs catalogued', 3439, 'vitals-catalogued'),
  exact('M1', '体征指标：接入', 'vital signs connected', 2356, 'vitals-connected'),
  exact('M2', '区县治理中心', 'district centres', 41, 'district-centres'),
  rounded({ row: 'M2', zh: '业务事项', en: 'business items', says: '55 万', value: 550_000, step: 10_000, from: 'items' }),
  exact('M2', '特色应用', 'special apps', 181, 'apps'),
  rounded({
    row: 'M2',
    zh: '受理任务和事件',
    en: 'tasks and events accepted',
    says: '12.3 万',
    value: 123_000,
    step: 1_000,
    from: 'cases',
  }),
  rounded({
    row: 'M2',
    zh: '办结任务和事件',
    en: 'tasks and events finished',
    says: '10.1 万',
    value: 101_000,
    step: 1_000,
    from: 'cases-done',
  }),
  exact('M3', '镇街', 'towns and streets', 1031, 'towns'),
  rounded({
    row: 'M3',
    zh: '村社区',
    en: 'villages and communities',
    says: '1.12 万',
    value: 11_200,
    step: 100,
    from: 'communities',
  }),
  rounded({ row: 'M3', zh: '网格', en: 'grids', says: '6.53 万', value: 65_300, step: 100, from: 'grids' }),
  rounded({
    row: 'M3',
    zh: '一标三实数据',
    en: 'register records',
    says: '8670 万',
    value: 86_700_000,
    step: 100_000,
    from: null,
  }),
  exact('M3', 'L2 级实景示范镇街', 'towns with a real-scene map', 116, 'scene-towns'),
  rounded({
    row: 'M3',
    zh: '网格上报',
    en: 'grid reports',
    says: '386 万',
    value: 3_860_000,
    step: 10_000,
    from: 'grid-reports',
  }),
  rounded({
    row: 'M3',
    zh: '网格上报办结',
    en: 'grid reports finished',
    says: '385.6 万',
    value: 3_856_000,
    step: 1_000,
    from: 'grid-reports-done',
  }),
  least({
    row: 'M4',
    zh: '渣土车路侧智能设备',
    en: 'roadside devices for spoil trucks',
    says: '600 余',
    value: 600,
    from: 'cameras',
  }),
  exact('M4', '区县办结渣土事件', 'spoil events closed in one district', 100, 'spoil-closed'),
  least({ row: 'M6', zh: '危岩地灾点', en: 'dangerous rocks', says: '400 余', value: 400, from: 'hazard-points' }),
  least({ row: 'M7', zh: '高层建筑', en: 'high-rises', says: '4 万余', value: 40_000, from: 'buildings' }),
  exact('M8', '脱贫户', 'households out of poverty', 24_382, null),
  exact('M8', '脱贫人口', 'persons out of poverty', 88_202, null),
  exact('M8', '监测户', 'households monitored', 2041, null),
  exact('M8', '风险消除户', 'households cleared', 661, null),
  exact('M10', '智融惠畅任务', 'finance plan: tasks', 29, 'finance-tasks'),
  exact('M10', '智融惠畅清单项', 'finance plan: list items', 53, 'finance-items'),
  exact('M12', '永安隧洞', 'Yongan tunnel, metres', 12_321, null),
  exact('M13', '长安一季度产量', 'Changan, made in a quarter', 619_200, null),
]

/** `waits`: nothing counts it yet; `same`/`differs`: the count holds or not under the page's own rounding. */
export type Verdict = { figure: Figure; counted: number | null; verdict: 'same' | 'differs' | 'waits' }

/**
 * Does a count answer what the page prints? Rounded figures hold when rounding or cutting the count to the page's unit gives the page's
 * number: 11,270 is 「1.12 万」 cut and 「1.13 万」 rounded, and newspapers do both.
 */
export function holds(figure: Pick<Figure, 'kind' | 'value' | 'step'>, counted: number): boolean {
  const { kind, value, step = 1 } = figure
  if (kind === 'exact') return counted === value
  if (kind === 'least') return counted >= value
  return Math.round(counted / step) * step === value || Math.floor(counted / step) * step === value
}

/** Every figure with what the rows say. */
export function compare(all: readonly Figure[], counts: Counts): Verdict[] {
  return all.map((figure): Verdict => {
    if (figure.from === null) return { figure, counted: null, verdict: 'waits' }
    const counted = counts[figure.from]
    return { figure, counted, verdict: holds(figure, counted) ? 'same' : 'differs' }
  })
}

/** A share of two counts with both its numbers, or 「—」 where there is nothing to divide by. */
export function shareLine(part: number, whole: number): string {
  if (whole === 0) return '—'
  return `${((100 * part) / whole).toFixed(2)} % (${part.toLocaleString('en')} / ${whole.toLocaleString('en')})`
}
