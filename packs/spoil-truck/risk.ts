import type { ObjectKind } from '../../contract/object-kind.ts'
import type { RiskFloor, RiskIndicator } from '../../contract/risk.ts'
import type { Words } from '../../contract/words.ts'

type Model = NonNullable<ObjectKind['risk']>
const words = (zh: string, en: string): Words => ({ zh, en })
const steps = (start: number, ...pairs: [from: number, score: number][]) => ({
  ...{ start, steps: pairs.map(([from, score]) => ({ from, score })) },
})
const own = 'spoil-truck'
const type = (id: string): string => `${own}.${id}`
const levels = { red: 80, orange: 60, yellow: 40, blue: 20 }
/** What a person filed against a truck: distress and theft are no fault of it. */
const faults = [
  ...['uncovered', 'overfilled', 'spilling', 'muddy', 'no-ticket', 'no-permit', 'hours', 'route', 'speed', 'dump'],
  ...['open-ticket', 'unwashed'],
].map(type)

// No public source weighs a truck or a site. What is looked at are the checks and papers of domain.md 9.2; weights and steps are ours (示例权重), to
// be set by the owner. What only a camera has seen counts for nothing until somebody filed it.
const truckIndicators: RiskIndicator[] = [
  {
    ...{ id: 'permit', group: 'papers', weight: 22, name: words('准运证', 'Permit') },
    from: [
      {
        ...{ kind: 'papers', of: 'spoil-permit', names: 'truck', until: 'valid-until', none: 1 },
        ...steps(0, [-30, 0.2], [-7, 0.5], [1, 1]),
      },
    ],
    restore: words('办理或续办准运证', 'Get a permit, or renew it'),
  },
  {
    ...{ id: 'violations', group: 'violations', weight: 24, name: words('30 天内立案违规', 'Filed violations in 30 days') },
    from: [{ kind: 'events', types: faults, by: 'anybody', days: 30, ...steps(0, [1, 0.4], [2, 0.7], [4, 1]) }],
    restore: words('整改后 30 天不再违规', 'Put right, then 30 days without another'),
  },
  {
    ...{
      id: 'unticketed',
      group: 'violations',
      weight: 14,
      name: words('90 天内无单无证运输', 'Trips without papers in 90 days'),
    },
    from: [
      {
        ...{ kind: 'events', types: ['no-ticket', 'no-permit', 'open-ticket'].map(type), by: 'anybody', days: 90 },
        ...steps(0, [1, 0.5], [3, 1]),
      },
    ],
    restore: words('一车一单、按时闭合', 'A ticket for every trip, closed in time'),
  },
  {
    ...{ id: 'dump', group: 'violations', weight: 12, name: words('一年内疑似偷倒', 'Dumping in a year') },
    from: [{ kind: 'events', types: [type('dump')], by: 'anybody', days: 365, ...steps(0, [1, 0.7], [2, 1]) }],
    restore: words('查处后一年不再发生', 'Dealt with, then a year without another'),
  },
  {
    ...{ id: 'waiting', group: 'violations', weight: 10, name: words('待定线索', 'Undecided signals') },
    from: [{ kind: 'signals', types: faults, ...steps(0, [1, 0.4], [3, 0.7], [6, 1]) }],
    restore: words('逐条研判：立案或不予立案', 'Decide each: file it or reject it'),
  },
  {
    ...{ id: 'terminal', group: 'vehicle', weight: 10, name: words('多久没有位置', 'Without a position') },
    from: [{ kind: 'heard', pack: own, ...steps(0, [24, 0.4], [72, 0.7], [168, 1]) }],
    restore: words('修复定位终端，恢复上报', 'Repair the terminal until it reports again'),
  },
  {
    ...{ id: 'sealed', group: 'vehicle', weight: 4, name: words('密闭装置', 'Sealed cover') },
    from: [{ kind: 'yes', detail: 'sealed', yes: 0, no: 1 }],
    restore: words('加装密闭装置并登记', 'Fit a sealed cover and register it'),
  },
  {
    ...{ id: 'driving', group: 'vehicle', weight: 4, name: words('30 天内终端报警', 'Alarms of its terminal in 30 days') },
    from: [
      {
        ...{ kind: 'alarms', pack: own, families: ['fatigue', 'overspeed', 'off-route'], days: 30 },
        ...steps(0, [3, 0.3], [10, 0.7], [30, 1]),
      },
    ],
    restore: words('约谈企业，30 天内不再频发', 'Talk to its firm; 30 days without so many'),
  },
]

const worsens: RiskFloor['steps'] = [
  { after: '0s', level: 'yellow' },
  { after: '7d', level: 'orange' },
]

/** Trucks: eight indicators, 100 points; without a valid permit at least yellow, a week later orange. */
export const truckRisk: Model = {
  version: 1,
  groups: {
    papers: words('证照', 'Papers'),
    violations: words('违规', 'Violations'),
    vehicle: words('车辆与终端', 'Truck and terminal'),
  },
  indicators: truckIndicators,
  levels,
  floors: [
    {
      ...{ id: 'no-permit', name: words('无有效准运证', 'No valid permit'), steps: worsens },
      when: [{ kind: 'indicator', indicator: 'permit', least: 1 }],
      restore: words('办理或续办准运证', 'Get a permit, or renew it'),
    },
    {
      ...{ id: 'distress', name: words('求助、碰撞或侧翻', 'Distress, collision or rollover') },
      when: [{ kind: 'alarm', pack: own, family: 'distress' }],
      steps: [{ after: '0s', level: 'yellow' }],
      restore: words('到场核实，报警解除', 'Somebody is there and the alarm clears'),
    },
  ],
}

const casesOf = (weight: number): RiskIndicator => ({
  ...{ id: 'cases', group: 'matters', weight, name: words('未结与超时事件', 'Open and overdue cases') },
  from: [
    { kind: 'cases', which: 'open', ...steps(0, [1, 0.3], [3, 0.6]) },
    { kind: 'cases', which: 'overdue', ...steps(0, [1, 0.8], [3, 1]) },
  ],
  restore: words('整改销案', 'Mend them and close the cases'),
})
const complaintsOf = (weight: number): RiskIndicator => ({
  ...{ id: 'complaints', group: 'matters', weight, name: words('90 天内群众反映', 'Reports of people in 90 days') },
  from: [{ kind: 'events', by: 'people', days: 90, ...steps(0, [1, 0.4], [3, 0.7], [6, 1]) }],
  restore: words('核实整改，90 天内不再反映', 'Looked into and put right; 90 days without another'),
})
const matters = words('事件与反映', 'Cases and reports')

/** Sites: six indicators; a gate without a wheel wash is at least yellow, three days later orange (domain.md 9.2: gate-out without wash). */
export const siteRisk: Model = {
  version: 1,
  groups: { spoil: words('弃方', 'Spoil'), gate: words('出入口与期限', 'Gate and term'), matters },
  indicators: [
    {
      ...{
        id: 'balance',
        group: 'spoil',
        weight: 30,
        name: words('90 天内弃方量不平衡', 'Volumes that do not match in 90 days'),
      },
      from: [{ kind: 'events', types: [type('volume')], by: 'anybody', days: 90, ...steps(0, [1, 0.7], [2, 1]) }],
      restore: words('核对联单与核准弃方量', 'Settle the tickets with the permitted volume'),
    },
    {
      ...{ id: 'volume', group: 'spoil', weight: 10, name: words('核准弃方量', 'Permitted volume') },
      from: [{ kind: 'number', detail: 'volume', ...steps(0.1, [50_000, 0.4], [200_000, 0.7], [1_000_000, 1]) }],
      restore: words('规模不会变：以联单和门禁补足', 'It stays as large: made up for by tickets and the gate'),
    },
    {
      ...{ id: 'wash', group: 'gate', weight: 20, name: words('出入口冲洗', 'Wheel wash') },
      from: [{ kind: 'yes', detail: 'wash', yes: 0, no: 1 }],
      restore: words('装好冲洗设施并登记', 'Fit the wheel wash and register it'),
    },
    {
      ...{ id: 'term', group: 'gate', weight: 10, name: words('完工期限', 'Term') },
      from: [{ kind: 'date', detail: 'valid-until', ...steps(0, [-30, 0.3], [1, 1]) }],
      restore: words('延期或完工注销', 'Extend it, or end it'),
    },
    casesOf(15),
    complaintsOf(15),
  ],
  levels,
  floors: [
    {
      ...{ id: 'no-wash', name: words('出入口无冲洗', 'Gate without a wash') },
      when: [{ kind: 'yes', detail: 'wash', is: false }],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '72h', level: 'orange' },
      ],
      restore: words('装好冲洗设施并登记', 'Fit the wheel wash and register it'),
    },
  ],
}

/** Disposal sites: four indicators; without a valid licence at least yellow, a week later orange. */
export const disposalRisk: Model = {
  version: 1,
  groups: { room: words('容量与许可', 'Room and licence'), matters },
  indicators: [
    {
      ...{ id: 'capacity', group: 'room', weight: 35, name: words('剩余容量', 'Room left') },
      from: [{ kind: 'number', detail: 'capacity', ...steps(1, [10_000, 0.7], [50_000, 0.4], [200_000, 0]) }],
      restore: words('停止收纳或扩容', 'Take no more, or make more room'),
    },
    {
      ...{ id: 'licence', group: 'room', weight: 35, name: words('许可期限', 'Licence') },
      from: [{ kind: 'date', detail: 'valid-until', ...steps(0, [-30, 0.4], [1, 1]) }],
      restore: words('续办许可', 'Renew the licence'),
    },
    casesOf(15),
    complaintsOf(15),
  ],
  levels,
  floors: [
    {
      ...{ id: 'unlicensed', name: words('许可过期', 'Licence over'), steps: worsens },
      when: [{ kind: 'indicator', indicator: 'licence', least: 1 }],
      restore: words('续办许可', 'Renew the licence'),
    },
  ],
}
