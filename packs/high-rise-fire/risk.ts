import type { RiskFloor, RiskIndicator, RiskModel } from '../../contract/risk.ts'

type Words = { zh: string; en: string }
const words = (zh: string, en: string): Words => ({ zh, en })
type Of<K extends RiskIndicator['from'][number]['kind']> = Extract<RiskIndicator['from'][number], { kind: K }>

/** Scores of a choice, step by step, days since a date: what each is worth is ours (PROPOSED). */
const choice = (detail: string, scores: Record<string, number>): Of<'choice'> => ({ kind: 'choice', detail, scores })
const steps = (start: number, ...pairs: [from: number, score: number][]) => ({
  ...{ start, steps: pairs.map(([from, score]) => ({ from, score })) },
})
const yearDays = 365

const facilities: RiskIndicator[] = [
  {
    ...{ id: 'alarm-system', group: 'facilities', weight: 8, name: words('火灾报警系统', 'Fire-alarm system') },
    from: [
      choice('alarm-system', { works: 0, partly: 0.5, off: 1, none: 1 }),
      // what the panel tells by itself, where its transmitter is registered at the building
      { kind: 'alarm', pack: 'fire-alarm', family: 'fire-fault', score: 0.6, silence: 'silence' },
    ],
    restore: words('修复并启用报警主机，复测合格', 'Repair and switch on the panel; passes its test'),
  },
  {
    ...{ id: 'water', group: 'facilities', weight: 10, name: words('消防水源水压', 'Fire water and pressure') },
    from: [choice('water', { ok: 0, low: 0.6, none: 1 })],
    restore: words('补水稳压，最不利点实测达标', 'Refill and hold pressure; measured good at the worst point'),
  },
  {
    ...{ id: 'smoke-control', group: 'facilities', weight: 6, name: words('防排烟设施', 'Smoke control') },
    from: [choice('smoke-control', { works: 0, partly: 0.5, broken: 1 })],
    restore: words('修复防排烟设施，联动测试合格', 'Repair smoke control; passes the linked test'),
  },
  {
    ...{ id: 'control-room', group: 'facilities', weight: 6, name: words('控制室值班', 'Control-room duty') },
    from: [choice('control-room', { two: 0, one: 0.5, empty: 1 })],
    restore: words('落实双人持证值班', 'Two certified people on duty'),
  },
]

const lanes: RiskIndicator[] = [
  {
    ...{ id: 'fire-lane', group: 'lanes', weight: 8, name: words('消防车通道', 'Fire lane') },
    from: [choice('fire-lane', { clear: 0, narrowed: 0.5, blocked: 1 })],
    restore: words('清除占用，划线保持畅通', 'Clear the lane and keep it marked'),
  },
  {
    ...{ id: 'ladder-site', group: 'lanes', weight: 5, name: words('登高操作场地', 'Ladder site') },
    from: [choice('ladder-site', { clear: 0, partly: 0.5, blocked: 1 })],
    restore: words('腾出登高操作场地', 'Free the ladder site'),
  },
  {
    ...{ id: 'exits', group: 'lanes', weight: 5, name: words('疏散楼梯与防火门', 'Stairs, exits, fire doors') },
    from: [choice('exits', { clear: 0, piled: 0.6, locked: 1 })],
    restore: words('清理堆物，修复防火门，开启出口', 'Clear, mend the doors, unlock the exits'),
  },
]

const energy: RiskIndicator[] = [
  {
    ...{ id: 'wiring', group: 'energy', weight: 6, name: words('电气线路', 'Wiring') },
    from: [choice('wiring', { watched: 0, checked: 0.2, aged: 0.7, faulty: 1 })],
    restore: words('更换老化线路，检测合格', 'Replace aged wiring; passes its test'),
  },
  {
    ...{ id: 'e-bikes', group: 'energy', weight: 5, name: words('电动自行车停放充电', 'E-bike parking and charging') },
    from: [choice('e-bikes', { outside: 0, apart: 0.3, inside: 1 })],
    restore: words('清出楼内，室外集中充电', 'Out of the building, charged outside'),
  },
  {
    ...{ id: 'gas', group: 'energy', weight: 3, name: words('燃气报警与切断', 'Gas alarm and cut-off') },
    from: [choice('gas', { 'no-gas': 0, 'cut-off': 0, alarm: 0.4, neither: 1 })],
    restore: words('安装报警与自动切断装置', 'Fit alarms with cut-off'),
  },
]

const building: RiskIndicator[] = [
  {
    ...{ id: 'height', group: 'building', weight: 4, name: words('建筑高度', 'Height') },
    from: [{ kind: 'number', detail: 'height', ...steps(0.1, [54, 0.4], [100, 0.8], [250, 1]) }],
    restore: words('高度不会变：以设施和管理补足', 'It stays as high: made up for by facilities and care'),
  },
  {
    ...{ id: 'use', group: 'building', weight: 4, name: words('使用性质与人员密集', 'Use and crowds') },
    from: [choice('use', { housing: 0.2, office: 0.3, mixed: 0.6, crowded: 0.9, care: 1 })],
    restore: words('限制人数，分区管理', 'Fewer people at once, managed by part'),
  },
  {
    ...{ id: 'facade', group: 'building', weight: 4, name: words('外墙保温材料', 'Façade insulation') },
    from: [choice('facade', { a: 0, b1: 0.4, b2: 1 })],
    restore: words('更换或加设防火隔离带', 'Replace it or add fire breaks'),
  },
  {
    ...{ id: 'age', group: 'building', weight: 2, name: words('楼龄与消防验收', 'Age and acceptance') },
    from: [
      { kind: 'yes', detail: 'accepted', yes: 0, no: 1 },
      { kind: 'date', detail: 'built-on', ...steps(0, [10 * yearDays, 0.3], [20 * yearDays, 0.6], [30 * yearDays, 1]) },
    ],
    restore: words('补办消防验收或安全评估', 'Pass acceptance or a safety assessment'),
  },
]

const management: RiskIndicator[] = [
  {
    ...{ id: 'persons', group: 'management', weight: 3, name: words('责任人、管理人', 'Persons in charge') },
    // by the register: whoever is charged there, since that is who is called
    from: [{ kind: 'charges', roles: ['responsible', 'manager'], ...steps(1, [1, 0.5], [2, 0]) }],
    restore: words('在册登记齐责任人和管理人', 'The register names both: the responsible and the manager'),
  },
  {
    ...{
      id: 'maintenance',
      group: 'management',
      weight: 4,
      name: words('维保合同与月度记录', 'Maintenance contract and monthly record'),
    },
    from: [
      { kind: 'yes', detail: 'contract', yes: 0, no: 1 },
      {
        kind: 'inspected',
        inspection: 'monthly-maintenance',
        told: 'last-maintenance',
        ...steps(0, [31, 0.4], [62, 0.7], [93, 1]),
      },
    ],
    restore: words('签订合同，完成本月维保', 'Sign the contract and do this month’s maintenance'),
  },
  {
    ...{ id: 'patrol', group: 'management', weight: 4, name: words('每日巡查', 'Daily patrols') },
    // our own record of the last 30 days; until there is one, what the building told
    from: [
      {
        kind: 'inspections',
        inspection: 'daily-patrol',
        days: 30,
        told: 'patrol-rate',
        ...steps(1, [50, 0.7], [80, 0.3], [95, 0]),
      },
    ],
    restore: words('每日巡查完成率达 95%', 'Patrols done on 95 % of days'),
  },
  {
    ...{ id: 'drill', group: 'management', weight: 3, name: words('演练培训', 'Drill and training') },
    from: [{ kind: 'date', detail: 'last-drill', ...steps(0, [yearDays / 2, 0.5], [yearDays, 1]) }],
    restore: words('组织一次疏散演练', 'Hold an evacuation drill'),
  },
]

const history: RiskIndicator[] = [
  {
    ...{ id: 'fires', group: 'history', weight: 3, name: words('12 个月内火警', 'Fire alarms in 12 months') },
    from: [{ kind: 'alarms', pack: 'fire-alarm', families: ['fire'], days: yearDays, ...steps(0, [1, 0.3], [3, 0.7], [6, 1]) }],
    restore: words('一年内不再发生火警', 'A year without another'),
  },
  {
    ...{ id: 'hazards', group: 'history', weight: 5, name: words('未结与超时隐患', 'Open and overdue hazards') },
    from: [
      { kind: 'cases', which: 'open', ...steps(0, [1, 0.3], [3, 0.6]) },
      { kind: 'cases', which: 'overdue', ...steps(0, [1, 0.8], [3, 1]) },
    ],
    restore: words('整改销案', 'Mend them and close the cases'),
  },
  {
    ...{ id: 'reports', group: 'history', weight: 2, name: words('12 个月内查实反映', 'True reports in 12 months') },
    // what citizens reported behind the plate or by the hotline and a seat made a case of; a false alarm is taken back
    from: [{ kind: 'events', by: 'public', types: ['high-rise-fire.hazard'], days: yearDays, ...steps(0, [1, 0.5], [3, 1]) }],
    restore: words(
      '整改到位，一年内不再有查实反映；查为误报的不计',
      'Mended, and a year without another; a false alarm does not count',
    ),
  },
]

/** At least yellow at once; unresolved a day orange, three days red (domain.md 9.4). */
const lasting: RiskFloor['steps'] = [
  { after: '0s', level: 'yellow' },
  { after: '24h', level: 'orange' },
  { after: '72h', level: 'red' },
]

/** 21 indicators in six groups, 100 points (PROPOSED: README.md says where each part comes from). */
export const risk: RiskModel = {
  version: 4,
  groups: {
    facilities: words('消防设施', 'Facilities'),
    lanes: words('生命通道', 'Life lanes'),
    energy: words('用电用气', 'Electricity and gas'),
    building: words('建筑本体', 'The building'),
    management: words('消防管理', 'Management'),
    history: words('历史情况', 'History'),
  },
  indicators: [...facilities, ...lanes, ...energy, ...building, ...management, ...history],
  levels: { red: 80, orange: 60, yellow: 40, blue: 20 },
  floors: [
    {
      ...{ id: 'no-water', name: words('消防无水', 'No fire water'), steps: lasting },
      when: [{ kind: 'choice', detail: 'water', is: ['none'] }],
      restore: words('恢复供水并登记水压正常', 'Water is back and the pressure registered as good'),
    },
    {
      // Of a tank nobody measures nothing is known: its silence stands for nothing, and the ledger's `water` for itself.
      ...{ id: 'tank-low', name: words('消防水箱水位低', 'Fire-water tank low'), steps: lasting },
      when: [{ kind: 'alarm', pack: 'fire-alarm', family: 'tank-low' }],
      restore: words(
        '补水并修好漏点，水位恢复并保持 10 分钟',
        'Refill and mend the leak; the level is back and stays for 10 minutes',
      ),
    },
    {
      ...{ id: 'panel-off', name: words('报警主机停用', 'Alarm panel off'), steps: lasting },
      when: [{ kind: 'choice', detail: 'alarm-system', is: ['off'] }],
      restore: words('启用主机并登记正常', 'The panel is on and registered as working'),
    },
    {
      ...{ id: 'lane-blocked', name: words('消防车通道堵塞', 'Fire lane blocked'), steps: lasting },
      when: [{ kind: 'choice', detail: 'fire-lane', is: ['blocked'] }],
      restore: words('疏通并登记畅通', 'The lane is clear and registered so'),
    },
  ],
}
