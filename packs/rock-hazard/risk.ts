import type { ObjectKind } from '../../contract/object-kind.ts'
import type { RiskFloor, RiskIndicator } from '../../contract/risk.ts'
import type { Severity } from '../../contract/scales.ts'
import type { Words } from '../../contract/words.ts'

const words = (zh: string, en: string): Words => ({ zh, en })
const steps = (start: number, ...pairs: [from: number, score: number][]) => ({
  ...{ start, steps: pairs.map(([from, score]) => ({ from, score })) },
})
const yearDays = 365

const indicators: RiskIndicator[] = [
  {
    ...{ id: 'stability', group: 'body', weight: 20, name: words('稳定性', 'Stability') },
    from: [{ kind: 'choice', detail: 'stability', scores: { stable: 0, basically: 0.3, poor: 0.7, unstable: 1 } }],
    restore: words('工程治理后专业复核', 'Treat it, then have it surveyed again'),
  },
  {
    ...{ id: 'treatment', group: 'body', weight: 12, name: words('治理状态', 'Treatment') },
    from: [{ kind: 'choice', detail: 'treatment', scores: { done: 0, working: 0.5, watched: 0.6, none: 1 } }],
    restore: words('锁头、束腰、固脚', 'Anchor the top, bolt the middle, strengthen the foot'),
  },
  {
    ...{ id: 'volume', group: 'body', weight: 8, name: words('规模', 'Size') },
    from: [{ kind: 'number', detail: 'volume', ...steps(0.2, [1_000, 0.4], [10_000, 0.7], [100_000, 1]) }],
    restore: words('规模不会变：以监测和避让补足', 'It stays as large: made up for by watching and keeping away'),
  },
  {
    ...{ id: 'people', group: 'exposure', weight: 18, name: words('威胁人数', 'People threatened') },
    from: [{ kind: 'number', detail: 'persons', ...steps(0, [1, 0.3], [30, 0.6], [100, 0.8], [500, 1]) }],
    restore: words('搬迁避让', 'Move people out of reach'),
  },
  {
    ...{ id: 'traffic', group: 'exposure', weight: 8, name: words('威胁航道与道路', 'Waterway and road') },
    from: [
      { kind: 'yes', detail: 'waterway', yes: 1, no: 0 },
      { kind: 'yes', detail: 'road', yes: 0.7, no: 0 },
    ],
    restore: words('设防护和管制预案', 'Protection, and a plan to close them'),
  },
  {
    ...{ id: 'movement', group: 'movement', weight: 14, name: words('变形或强降雨报警', 'Movement or heavy rain') },
    from: [{ kind: 'alarm', pack: 'rock-hazard', family: 'rock', score: 1, silence: 'rock-device' }],
    restore: words('变形收敛、降雨结束，报警解除', 'Movement slows, rain ends, the alarm clears'),
  },
  {
    ...{ id: 'history', group: 'movement', weight: 6, name: words('12 个月内险情', 'Emergencies in 12 months') },
    from: [
      {
        kind: 'events',
        types: ['rock-hazard.danger', 'rock-hazard.sign'],
        by: 'anybody',
        days: yearDays,
        ...steps(0, [1, 0.5], [3, 1]),
      },
    ],
    restore: words('一年内不再发生', 'A year without another'),
  },
  {
    ...{ id: 'survey', group: 'care', weight: 6, name: words('专业排查', 'Survey') },
    from: [{ kind: 'date', detail: 'last-survey', ...steps(0, [120, 0.4], [yearDays, 1]) }],
    restore: words('汛前、汛中、汛后各排查一次', 'Survey before, during and after the flood season'),
  },
  {
    ...{ id: 'card', group: 'care', weight: 4, name: words('明白卡', 'Cards to households') },
    from: [{ kind: 'date', detail: 'card-given', ...steps(0, [yearDays, 0.6], [2 * yearDays, 1]) }],
    restore: words('入户发放并讲清撤离路线', 'Hand them out and explain the route'),
  },
  {
    ...{ id: 'drill', group: 'care', weight: 4, name: words('避险演练', 'Evacuation drill') },
    from: [{ kind: 'date', detail: 'last-drill', ...steps(0, [yearDays / 2, 0.5], [yearDays, 1]) }],
    restore: words('组织一次避险演练', 'Hold an evacuation drill'),
  },
]

/** While the alarm of a point stands its risk is at least as grave. */
const atLeast = (level: Exclude<Severity, 'blue'>, name: Words): RiskFloor => ({
  ...{ id: `alarm-${level}`, name },
  restore: words('报警解除', 'The alarm clears'),
  when: [{ kind: 'alarm', pack: 'rock-hazard', family: 'rock', at: level }],
  steps: [{ after: '0s', level }],
})

/** Ten indicators, 100 points (PROPOSED), and the alarm as a floor. */
export const risk: NonNullable<ObjectKind['risk']> = {
  version: 1,
  groups: {
    body: words('灾害体', 'The body'),
    exposure: words('威胁对象', 'What it threatens'),
    movement: words('变形', 'Movement'),
    care: words('管护', 'Care'),
  },
  indicators,
  levels: { red: 80, orange: 60, yellow: 40, blue: 20 },
  floors: [
    atLeast('red', words('红色报警', 'Red alarm')),
    atLeast('orange', words('橙色报警', 'Orange alarm')),
    atLeast('yellow', words('黄色报警', 'Yellow alarm')),
  ],
}
