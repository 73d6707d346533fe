import type { Words } from '../../contract/words.ts'
import type { CountName, Figure, HaulPart, PlanPart, Waiting } from './newspaper.ts'

/** The figures of the newspaper page (Chongqing Daily, about 11 April 2024) as data, row by row of the mission sheet. */

type Named = [row: string, zh: string, en: string]
const named = (...[row, zh, en]: Named) => ({ row, zh, en })
const counted = (from: CountName) => ({ from: { count: from } })
const exact = (value: number | string) => ({
  ...{ value, kind: 'exact' as const },
  says: typeof value === 'number' ? value.toLocaleString('en') : value,
})
const rounded = (value: number, step: number, says: string) => ({ value, step, says, kind: 'rounded' as const })
const least = (value: number, says: string) => ({ value, says, kind: 'least' as const })
const city = { city: true }

const centres: readonly Figure[] = [
  { ...named('M1', '体征指标：梳理', 'vital signs sorted'), ...exact(4712), ...counted('vitals'), ...city },
  { ...named('M1', '体征指标：编目', 'vital signs catalogued'), ...exact(3439), ...counted('vitals-catalogued'), ...city },
  { ...named('M1', '体征指标：接入', 'vital signs connected'), ...exact(2356), ...counted('vitals-connected'), ...city },
  { ...named('M2', '区县治理中心', 'district centres'), ...exact(41), ...counted('district-centres') },
  { ...named('M2', '业务事项', 'business items'), ...rounded(550_000, 10_000, '55 万'), ...counted('items'), ...city },
  { ...named('M2', '特色应用', 'special apps'), ...exact(181), ...counted('apps'), ...city },
  {
    ...named('M2', '受理任务和事件', 'tasks and events accepted'),
    ...{ ...rounded(123_000, 1_000, '12.3 万'), ...counted('cases'), ...city },
  },
  {
    ...named('M2', '办结任务和事件', 'tasks and events finished'),
    ...{ ...rounded(101_000, 1_000, '10.1 万'), ...counted('cases-done'), ...city },
  },
  { ...named('M3', '镇街', 'towns and streets'), ...exact(1031), ...counted('towns') },
  { ...named('M3', '村社区', 'villages and communities'), ...rounded(11_200, 100, '1.12 万'), ...counted('communities') },
  { ...named('M3', '网格', 'grids'), ...rounded(65_300, 100, '6.53 万'), ...counted('grids') },
  { ...named('M3', 'L2 级实景示范镇街', 'towns with a real-scene map'), ...exact(116), ...counted('scene-towns') },
  {
    ...named('M3', '网格上报', 'grid reports'),
    ...{ ...rounded(3_860_000, 10_000, '386 万'), ...counted('grid-reports'), ...city },
  },
  {
    ...named('M3', '网格上报办结', 'grid reports finished'),
    ...{ ...rounded(3_856_000, 1_000, '385.6 万'), ...counted('grid-reports-done'), ...city },
  },
]

const hauled = (part: HaulPart) => ({ from: { haul: 'spoil-truck', part } })
const week = 7 * 24
const scenarios: readonly Figure[] = [
  { ...named('M4', '渣土车路侧智能设备', 'roadside devices for spoil trucks'), ...least(600, '600 余'), ...counted('cameras') },
  {
    ...named('M4', '区县办结渣土事件', 'spoil events closed in one district'),
    ...exact(100),
    ...counted('spoil-closed'),
    ...city,
  },
  {
    ...named('M4', '渣土处置率：启用前', 'spoil events handled, before'),
    ...rounded(20, 1, '20 %'),
    ...hauled('handled-before'),
  },
  { ...named('M4', '渣土处置率：启用后', 'spoil events handled, after'), ...rounded(90, 1, '90 %'), ...hauled('handled-after') },
  {
    ...named('M4', '渣土处置时长：启用前（各区县最短）', 'hours to handle, before (shortest of districts)'),
    ...{ kind: 'within', value: week, below: 8 * week, says: '以周计', ...hauled('hours-before') },
  },
  {
    ...named('M4', '渣土处置时长：启用后（各区县最长）', 'hours to handle, after (longest of districts)'),
    ...{ kind: 'within', value: 1, below: 24, says: '以小时计', ...hauled('hours-after') },
  },
  { ...named('M5', '化粪池', 'septic tanks'), ...least(2082, '2,082 余'), ...counted('tanks') },
  { ...named('M6', '危岩', 'dangerous rocks'), ...least(400, '400 余'), ...counted('rocks'), ...city },
  { ...named('M7', '高层建筑', 'high-rises'), ...least(40_000, '4 万余'), ...counted('buildings'), ...city },
]

const finance = (zh: string, en: string, value: number | string, part: PlanPart): Figure => ({
  ...named('M10', `智融惠畅：${zh}`, `finance plan: ${en}`),
  ...{ ...exact(value), from: { plan: 'finance-plan', part } },
})
/** Where an indicator stood in 2023 (null: not printed) and should stand in 2025 and 2027. */
const series = (
  { zh, en }: Words,
  indicator: string,
  [was, next, last]: [was: number | null, next: number, last: number | string],
): Figure[] => [
  ...(was === null ? [] : [finance(`${zh} 2023`, `${en} 2023`, was, { indicator, period: '2023', as: 'told' })]),
  finance(`${zh} 2025`, `${en} 2025`, next, { indicator, period: '2025', as: 'target' }),
  finance(`${zh} 2027`, `${en} 2027`, last, { indicator, period: '2027', as: 'target' }),
]

const financePlan: readonly Figure[] = [
  finance('任务', 'tasks', 29, { count: 'undertakings' }),
  finance('具体任务', 'tasks of the systems', 24, { count: 'tasks' }),
  finance('体系', 'systems', 7, { count: 'systems' }),
  finance('保障措施', 'safeguards', 5, { count: 'safeguards' }),
  finance('清单项', 'list items', 53, { count: 'listed' }),
  finance('改革清单', 'reforms', 14, { list: 'reforms' }),
  finance('政策清单', 'policies', 13, { list: 'policies' }),
  finance('平台清单', 'platforms', 13, { list: 'platforms' }),
  finance('项目清单', 'projects', 13, { list: 'projects' }),
  finance('指标', 'indicators', 18, { count: 'indicators' }),
  finance('有公开数的指标', 'indicators with published figures', 5, { count: 'attested' }),
  finance('待录入的指标', 'indicators awaiting data', 13, { count: 'awaited' }),
  ...series({ zh: '增加值（亿元）', en: 'value added (100 m yuan)' }, 'value-added', [2591, 3000, 3800]),
  ...series({ zh: '占 GDP %', en: '% of GDP' }, 'share-of-gdp', [8.6, 9, '> 9.5']),
  ...series({ zh: '存款（万亿元）', en: 'deposits (trillion)' }, 'deposits', [5.36, 6.2, 8]),
  ...series({ zh: '贷款（万亿元）', en: 'loans (trillion)' }, 'loans', [5.67, 6.6, 8]),
  ...series({ zh: '上市公司', en: 'listed companies' }, 'listed-companies', [null, 125, 160]),
]

const works = (zh: string, en: string, part: PlanPart) => ({
  ...named('M12', zh, en),
  from: { plan: 'major-works', part },
})
const tunnel = 'yongan-tunnel'
const majorWorks: readonly Figure[] = [
  { ...works('永安隧洞（米）', 'Yongan tunnel, metres', { item: tunnel, figure: '长度' }), ...exact(12_321) },
  { ...works('永安隧洞开工', 'Yongan tunnel begun', { item: tunnel, milestone: 'start' }), ...exact('2021-04-12') },
  { ...works('永安隧洞贯通', 'Yongan tunnel through', { item: tunnel, milestone: 'through' }), ...exact('2024-04-07') },
  {
    ...works('渝西水资源受益人口', 'people served by Yuxi water', { item: 'yuxi-works', figure: '受益人口' }),
    ...rounded(3_400_000, 100_000, '340 万'),
  },
]

/** A sign of the first quarter of 2024, and its year-on-year where it is printed. */
function sign({ zh, en }: Words, indicator: string, value: number, yearOnYear: number | null): Figure[] {
  const part = { indicator, period: '2024-Q1' }
  const from = (as: 'told' | 'year-on-year') => ({ from: { plan: 'economic-signs', part: { ...part, as } } })
  const told: Figure = { ...named('M13', `长安${zh}`, `Changan, ${en}`), ...exact(value), ...from('told') }
  if (yearOnYear === null) return [told]
  const grown: Figure = {
    ...named('M13', `长安${zh}同比`, `Changan, ${en}, year on year`),
    ...{ kind: 'exact', value: yearOnYear, says: `+${yearOnYear.toFixed(2)} %`, ...from('year-on-year') },
  }
  return [told, grown]
}

const economicSigns: readonly Figure[] = [
  ...sign({ zh: '产量', en: 'made' }, 'made', 619_200, 6.8),
  ...sign({ zh: '销量', en: 'sold' }, 'sold', 692_100, 13.87),
  ...sign({ zh: '自主品牌销量', en: 'own brands' }, 'own-brands', 588_800, 13.57),
  ...sign({ zh: '出口', en: 'exports' }, 'exports', 108_900, 80.1),
  ...sign({ zh: '出口国家和地区', en: 'countries' }, 'countries', 63, null),
]

export const figures: readonly Figure[] = [...centres, ...scenarios, ...financePlan, ...majorWorks, ...economicSigns]

const register: Words = { zh: '没有一标三实数据库', en: 'there is no register of addresses, people, houses and units' }
const households: Words = {
  zh: '没有防返贫户档系统',
  en: 'there is no system of household files',
}
const waits = (why: Words, says: string, ...[row, zh, en]: Named): Waiting => ({ row, zh, en, says, why })
/** Figures nothing can be read for: the systems do not exist. */
export const waiting: readonly Waiting[] = [
  waits(register, '8670 万', 'M3', '一标三实数据', 'register records'),
  waits(households, '24,382', 'M8', '脱贫户', 'households out of poverty'),
  waits(households, '88,202', 'M8', '脱贫人口', 'persons out of poverty'),
  waits(households, '2,041', 'M8', '监测户', 'households monitored'),
  waits(households, '6,229', 'M8', '监测人口', 'persons monitored'),
  waits(households, '661', 'M8', '风险消除户', 'households cleared'),
  waits(households, '2,017', 'M8', '风险消除人口', 'persons cleared'),
]
