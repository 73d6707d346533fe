import type { ObjectKind } from '../../contract/object-kind.ts'
import type { RiskFloor, RiskIndicator } from '../../contract/risk.ts'
import type { Severity } from '../../contract/scales.ts'
import type { Words } from '../../contract/words.ts'

const words = (zh: string, en: string): Words => ({ zh, en })
const steps = (start: number, ...pairs: [from: number, score: number][]) => ({
  ...{ start, steps: pairs.map(([from, score]) => ({ from, score })) },
})
const own = 'septic-gas'

// No public source weighs a tank. What is looked at are the fields and pains of domain.md 9.1; weights and steps are ours (示例权重), to be set by the owner.
const gas: RiskIndicator[] = [
  {
    ...{ id: 'gas', group: 'gas', weight: 20, name: words('气体超标', 'Gas over limit') },
    from: [{ kind: 'alarm', pack: own, family: 'gas', score: 1, silence: 'silence' }],
    restore: words('通风处置，浓度回落，报警解除', 'Ventilate until the gas falls and the alarm clears'),
  },
  {
    ...{ id: 'repeat', group: 'gas', weight: 10, name: words('30 天内反复超标', 'Gas alarms in 30 days') },
    from: [{ kind: 'alarms', pack: own, families: ['gas'], days: 30, ...steps(0, [1, 0.3], [3, 0.7], [6, 1]) }],
    restore: words('查明气源，30 天内不再超标', 'Find where it comes from; 30 days without another'),
  },
  {
    ...{ id: 'device', group: 'gas', weight: 8, name: words('监测离线或失真', 'Monitor silent or stuck') },
    from: [{ kind: 'alarm', pack: own, family: 'silence', score: 1 }],
    restore: words('修复监测仪，恢复上报', 'Repair the monitor until it reports again'),
  },
  {
    ...{ id: 'fan', group: 'gas', weight: 6, name: words('风机无回执', 'Fan gives no receipt') },
    from: [{ kind: 'alarm', pack: own, family: 'fan', score: 1, silence: 'silence' }],
    restore: words('修复风机，指令有回执', 'Repair the fan until it confirms'),
  },
]

const care: RiskIndicator[] = [
  {
    ...{ id: 'dredge', group: 'care', weight: 16, name: words('清掏逾期', 'Dredging overdue') },
    // a year where the tank says nothing else, as its inspection has it
    from: [
      {
        ...{ kind: 'date', detail: 'last-dredge', due: { months: 'dredge-cycle', otherwise: 12 } },
        ...steps(0, [1, 0.4], [31, 0.7], [91, 1]),
      },
    ],
    restore: words('完成清掏并上传凭证', 'Dredge it and file the proof'),
  },
  {
    ...{ id: 'vent', group: 'care', weight: 6, name: words('通气管损坏', 'Vent pipe broken') },
    from: [{ kind: 'yes', detail: 'vent', yes: 0, no: 1 }],
    restore: words('修复通气管并登记', 'Mend the vent pipe and register it'),
  },
  {
    ...{ id: 'monthly', group: 'care', weight: 6, name: words('月检', 'Monthly check') },
    from: [{ kind: 'inspected', inspection: 'monthly-check', ...steps(0, [32, 0.4], [63, 0.7], [94, 1]) }],
    restore: words('完成本月检查', 'Do this month’s check'),
  },
  {
    ...{ id: 'hazards', group: 'care', weight: 8, name: words('未结与超时事件', 'Open and overdue cases') },
    from: [
      { kind: 'cases', which: 'open', ...steps(0, [1, 0.3], [3, 0.6]) },
      { kind: 'cases', which: 'overdue', ...steps(0, [1, 0.8], [3, 1]) },
    ],
    restore: words('整改销案', 'Mend them and close the cases'),
  },
]

const place: RiskIndicator[] = [
  {
    ...{ id: 'near', group: 'place', weight: 14, name: words('周边场所', 'What is near') },
    // the order is that of the register's risk class (domain.md 9.1)
    from: [
      {
        ...{ kind: 'choice', detail: 'near' },
        scores: { fuel: 1, restaurant: 0.8, school: 0.8, market: 0.7, street: 0.5, none: 0 },
      },
    ],
    restore: words('周边不会变：以监测和清掏补足', 'It stays where it is: made up for by watching and dredging'),
  },
  {
    ...{ id: 'owner', group: 'place', weight: 6, name: words('无主', 'Ownerless') },
    from: [{ kind: 'owner', owned: 0, ownerless: 1 }],
    restore: words('确权或明确代管单位', 'Settle whose it is, or who keeps it'),
  },
]

/** While the gas alarm of a tank stands its risk is at least as grave, and graver the longer nobody brings it down. */
const whileGas = (at: Exclude<Severity, 'blue'>, name: Words, levels: RiskFloor['steps']): RiskFloor => ({
  ...{ id: `gas-${at}`, name, steps: levels },
  restore: words('浓度回落并保持，报警解除', 'The gas falls and stays down, the alarm clears'),
  when: [{ kind: 'alarm', pack: own, family: 'gas', at }],
})

/** Ten indicators, 100 points, and what lifts a tank whatever its points are. */
export const risk: NonNullable<ObjectKind['risk']> = {
  version: 1,
  groups: {
    gas: words('气体与监测', 'Gas and monitor'),
    care: words('清掏与维护', 'Dredging and care'),
    place: words('周边与权属', 'Surroundings and owner'),
  },
  indicators: [...gas, ...care, ...place],
  levels: { red: 80, orange: 60, yellow: 40, blue: 20 },
  floors: [
    whileGas('red', words('红色气体报警', 'Red gas alarm'), [{ after: '0s', level: 'red' }]),
    // a day unresolved is a step graver, as for buildings (domain.md 9.4)
    whileGas('orange', words('橙色气体报警', 'Orange gas alarm'), [
      { after: '0s', level: 'orange' },
      { after: '24h', level: 'red' },
    ]),
    whileGas('yellow', words('黄色气体报警', 'Yellow gas alarm'), [
      { after: '0s', level: 'yellow' },
      { after: '24h', level: 'orange' },
    ]),
    {
      ...{ id: 'fan-down', name: words('风机不听指令', 'Fan does not obey') },
      when: [{ kind: 'alarm', pack: own, family: 'fan' }],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '24h', level: 'orange' },
      ],
      restore: words('修复风机，指令有回执', 'Repair the fan until it confirms'),
    },
    {
      // A tank nobody measures is unknown, not bad: blue at once, graver only when nobody mends the monitor for days.
      ...{ id: 'unwatched', name: words('长时间无监测', 'Unwatched for long') },
      when: [{ kind: 'alarm', pack: own, family: 'silence', at: 'yellow' }],
      steps: [
        { after: '0s', level: 'blue' },
        { after: '72h', level: 'yellow' },
      ],
      restore: words('修复监测仪，恢复上报', 'Repair the monitor until it reports again'),
    },
  ],
}
