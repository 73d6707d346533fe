import type { KpiPeriod } from './kpi.ts'

/** 办理评价 (K14): what is counted and how it is called, free of any library, for the server, its sheet and the pages. */
type Words = { zh: string; en: string }

/**
 * Rates of domain.md 12, in the order they are shown: what is closed falsely comes first. `of`: what the denominator counts. A share of
 * what is bad is `low`. `per`: what one line of it is, a case, a part of a unit, or an object.
 */
export const measures = {
  'false-closing': {
    zh: '虚假闭环',
    en: 'False closings',
    good: 'low',
    what: { zh: '结案时带有办结缺陷的 ÷ 本期结案', en: 'closed with a defect ÷ closed in the period' },
  },
  reopened: {
    zh: '结案后重开',
    en: 'Reopened',
    good: 'low',
    what: { zh: '结案后又重开的 ÷ 本期结案', en: 'opened again since ÷ closed in the period' },
  },
  'verified-first': {
    zh: '一次核查通过',
    en: 'Verified first time',
    good: 'high',
    what: { zh: '没有被打回过的 ÷ 本期结案', en: 'never sent back ÷ closed in the period' },
  },
  'accepted-in-time': {
    zh: '按时签收',
    en: 'Accepted in time',
    good: 'high',
    what: { zh: '时限内签收的 ÷ 本期派出且已签收或已到时限', en: 'accepted by the limit ÷ asked in the period, accepted or due' },
  },
  'arrived-in-time': {
    zh: '按时到场',
    en: 'Arrived in time',
    good: 'high',
    what: { zh: '时限内到场的 ÷ 本期派出且已到场或已到时限', en: 'arrived by the limit ÷ asked in the period, arrived or due' },
  },
  'finished-in-time': {
    zh: '按时办结',
    en: 'Finished in time',
    good: 'high',
    what: {
      zh: '时限内办结提交的 ÷ 时限落在本期且已办结或已到时限',
      en: 'submitted by the limit ÷ limit in the period, submitted or due',
    },
  },
  returned: {
    zh: '退回',
    en: 'Returned',
    good: 'low',
    what: { zh: '退回过的 ÷ 本期派出', en: 'returned ÷ asked in the period' },
  },
  'return-overruled': {
    zh: '退回未获支持',
    en: 'Returns overruled',
    good: 'low',
    what: { zh: '裁定仍由退回单位办理的 ÷ 已有结论的退回', en: 'ruled to stay with the unit ÷ returns that were decided' },
  },
  'false-alarm': {
    zh: '误报',
    en: 'False alarms',
    good: 'low',
    what: { zh: '判为误报的 ÷ 本期立案', en: 'found to be false ÷ opened in the period' },
  },
  flapping: {
    zh: '报警抖动',
    en: 'Flapping',
    good: 'low',
    what: {
      zh: '同一报警一小时内起了 4 次及以上的 ÷ 本期由报警立案',
      en: 'the same alarm raised four times or more in an hour ÷ opened by an alarm in the period',
    },
  },
  repeat: {
    zh: '重复点位（90 天）',
    en: 'Repeat points (90 days)',
    good: 'low',
    what: {
      zh: '90 天内 3 起及以上的对象 ÷ 90 天内有过事件的对象',
      en: 'objects with three events or more in ninety days ÷ objects with any',
    },
  },
  satisfied: {
    zh: '上报人满意',
    en: 'Reporter satisfied',
    good: 'high',
    what: { zh: '回访满意或基本满意的 ÷ 本期有回访结论的', en: 'satisfied or fairly ÷ called back in the period' },
  },
} as const satisfies Record<string, Words & { good: 'high' | 'low'; what: Words }>
export type MeasureId = keyof typeof measures
export const measureIds = Object.keys(measures) as MeasureId[]

/** Lengths of time that are shown as they are spread, never as an average; minutes. */
export const spreads = {
  'to-accept': { zh: '派单到签收', en: 'Asked to accepted' },
  'to-arrive': { zh: '派单到到场', en: 'Asked to arrived' },
  'to-finish': { zh: '派单到办结', en: 'Asked to submitted' },
  'to-verify': { zh: '送核到结案', en: 'Finished to checked' },
  'to-safe': { zh: '报警到恢复', en: 'Alarm to safe' },
  burden: { zh: '每起事件用工（折算）', en: 'Work asked per case (reckoned)' },
} as const satisfies Record<string, Words>
export type SpreadId = keyof typeof spreads
export const spreadIds = Object.keys(spreads) as SpreadId[]

/** domain.md 6: a device flaps whose alarm is raised more often than this within an hour. */
export const flapping = { over: 3, withinMinutes: 60 } as const

/** What is reckoned for what a case asks of people (domain.md 6, PROPOSED): seconds for an item filled in, a photo, and being there. Nobody is timed. */
export const burdenSeconds = { item: 6, photo: 20, visit: 15 * 60 } as const
/** How the burden of a case is reckoned, in words. */
export const burdenHow: Words = {
  zh: '结案时按办理留痕折算：填写每项 6 秒、照片每张 20 秒、到场每次 15 分钟；不是计时，不到人',
  en: 'reckoned from what was left when a case closed: 6 seconds an item filled in, 20 a photo, 15 minutes being there; nobody is timed',
}

/** Figures of domain.md 12 that cannot be told from what is kept, and what is missing. */
export const notReckoned: readonly { id: string; name: Words; lacks: Words }[] = [
  {
    id: 'forms',
    name: { zh: '报表填报的用工', en: 'Work asked by forms' },
    lacks: { zh: '一表通（表单和填报）', en: 'forms and what is filled into them' },
  },
  {
    id: 'two-way',
    name: { zh: '镇街与部门互评', en: 'Towns and departments rating each other' },
    lacks: { zh: '互评的记录', en: 'such ratings' },
  },
]

/** domain.md 4.6: three events or more at one point within ninety days. */
export const repeatPoint = { events: 3, days: 90 } as const

/** Upper edges of the columns a spread is drawn in, in minutes; what takes longer stands in a last one. */
export const spreadEdges = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 4320, 10080] as const

/**
 * Lengths are kept in steps, so that many can be counted and the middle one still be told: whole minutes up to an hour, five up to a day, hours up to
 * ten days, then days. A length is the step it ends in: what took 12.4 minutes took 13 at most. Every edge above is an end of a step.
 */
export function lengthStep(minutes: number): number {
  const size = minutes <= 60 ? 1 : minutes <= 1440 ? 5 : minutes <= 14_400 ? 60 : 1440
  return Math.max(1, Math.ceil(minutes / size) * size)
}

/** Where the time of a late case went. Time it stood still with leave (挂起, 挂账) is in none. */
export const lateParts = {
  accepting: { zh: '待签收', en: 'Not accepted' },
  working: { zh: '办理中', en: 'Working' },
  waiting: { zh: '等他方', en: 'Waiting for another' },
  checking: { zh: '待核查', en: 'Checking' },
} as const satisfies Record<string, Words>
export type LatePart = keyof typeof lateParts
export const latePartIds = Object.keys(lateParts) as LatePart[]

/** How cases come to us. */
export const sourceWords: Readonly<Record<string, Words>> = {
  sensor: { zh: '传感器', en: 'Sensors' },
  camera: { zh: '摄像机', en: 'Cameras' },
  grid: { zh: '网格上报', en: 'Grid reports' },
  citizen: { zh: '市民上报', en: 'Citizens' },
  hotline: { zh: '热线工单', en: 'Hotline' },
  seat: { zh: '坐席登记', en: 'Seats' },
  inspection: { zh: '检查', en: 'Inspections' },
  haulage: { zh: '运输比对', en: 'Haulage checks' },
  vital: { zh: '体征指标', en: 'Vitals' },
}

/** Closing defects (办结缺陷). */
export const defectWords: Readonly<Record<string, Words>> = {
  partial: { zh: '阶段性闭环', en: 'Partial closure' },
  'too-brief': { zh: '过简闭环', en: 'Too brief' },
  'wrong-kind': { zh: '证据种类不符', en: 'Wrong kind of proof' },
  'no-evidence': { zh: '没有证据', en: 'No evidence' },
}

/** Which of the lines of a figure: those it counts, the others, or all; of a spread the number of its column, of lateness a part. */
export type Judged = {
  figure: MeasureId | SpreadId | 'late'
  part: string
  period: KpiPeriod
  day: string
  /** of one unit, one type or one source only */
  by: { by: GroupBy; of: string } | null
}
export const groupings = ['unit', 'type', 'source'] as const
export type GroupBy = (typeof groupings)[number]

const figures: readonly string[] = [...measureIds, ...spreadIds, 'late']
const periods: readonly string[] = ['day', 'week', 'month', 'quarter', 'year']

/** As one word of an address: the list of cases behind a figure. */
export const judgedText = ({ figure, part, period, day, by }: Judged): string =>
  [figure, part, period, day, ...(by ? [by.by, by.of] : [])].join('~')

/** Back again; null when it is no such word. */
export function readJudged(text: string): Judged | null {
  const [figure = '', part = '', period = '', day = '', by, of] = text.split('~')
  const isPart = part === 'hit' || part === 'miss' || part === 'all' || part in lateParts || /^\d{1,2}$/.test(part)
  if (!figures.includes(figure) || !isPart || !periods.includes(period) || !/^\d{4}-\d\d-\d\d$/.test(day)) return null
  if (by !== undefined && (of === undefined || !(groupings as readonly string[]).includes(by))) return null
  return {
    ...{ figure: figure as Judged['figure'], part, period: period as KpiPeriod, day },
    by: by === undefined ? null : { by: by as GroupBy, of: of! },
  }
}

/** The column of a spread a length falls into. */
export const columnOf = (minutes: number): number => {
  const at = spreadEdges.findIndex((edge) => minutes <= edge)
  return at < 0 ? spreadEdges.length : at
}
