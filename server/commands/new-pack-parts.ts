import type { Pack } from '../../contract/pack.ts'
import { blocksVersion } from '../../contract/pack-file.ts'
import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'
import { riskDetails, riskOf, riskSamplesOf } from './new-pack-risk.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/**
 * What a new pack begins with, by part: one reading, one rule, one event type, three samples of which the first fails on purpose. `risk`: with a
 * risk model as well, and its own samples.
 */
export function newPackParts(id: string, { risk = false }: { risk?: boolean } = {}): [string, string][] {
  return [
    ['pack.json', json({ id, version: 1, needs: blocksVersion, title: { zh: `新场景（${id}）`, en: `New scenario (${id})` } })],
    ['scenario.json', json(risk ? rated(scenario(id), id) : scenario(id))],
    ['samples/1-passes-the-limit.json', json(passes)],
    ['samples/2-too-short.json', json(tooShort)],
    ['samples/3-silent.json', json(silent)],
    ...(risk ? riskSamplesOf(id) : []).map(([name, sample]): [string, string] => [`risk-samples/${name}.json`, json(sample)]),
    ['README.md', readme(id)],
  ]
}

type Scenario = Omit<Pack, 'id' | 'version' | 'name' | 'quietAfterEnd' | 'quiet' | 'zones' | 'simulator'> & {
  simulator: PackSimulatorIn
}

const scenario = (id: string): Scenario => ({
  objects: [
    {
      kind: `${id}-object`,
      name: { zh: '监管对象', en: 'Object' },
      public: false,
      devices: true,
      details: {},
      inspections: [],
      charges: {},
    },
  ],
  deviceKind: `${id}-device`,
  deviceName: { zh: '监测设备', en: 'Monitor' },
  intervalS: 60,
  readings: { level: { name: { zh: '读数', en: 'Reading' }, unit: 'cm', min: 0, max: 500, normal: [0, 10] } },
  detect: [
    {
      ...{ kind: 'threshold', id: 'high', family: 'level', name: { zh: '读数过高', en: 'Reading too high' }, reading: 'level' },
      ...{ direction: 'above', clearFactor: 0.8, clearHold: '5m' },
      levels: [{ severity: 'orange', limit: 50, hold: '2m' }],
    },
    {
      kind: 'silence',
      id: 'silent',
      family: 'silence',
      name: { zh: '设备离线', en: 'Device silent' },
      for: '10m',
      severity: 'yellow',
    },
  ],
  acts: [],
  types: [type(id, 'high'), type(id, 'silent')],
  ...tuned(),
  ...shown(id),
  merge: { withinM: 100, within: '2h' },
})

/** The same with a risk model for its objects, and the columns it looks at. */
const rated = (one: Scenario, id: string): object => ({
  ...one,
  objects: one.objects.map((kind) => ({ ...kind, details: riskDetails, risk: riskOf(id) })),
})

/** What a district may change. */
const tuned = (): Pick<Pack, 'settings'> => ({
  settings: {
    limit: {
      ...{ name: { zh: '报警值', en: 'Limit' }, help: { zh: '高于它报橙色', en: 'Above it the alarm is orange' } },
      ...{ value: 50, min: 20, max: 80, unit: 'cm', sets: [{ rule: 'high', at: 'levels.0.limit' }] },
    },
  },
})

/** What is shown of it: figures, a layer of the map, and how the demo plays it. */
const shown = (id: string): Pick<Scenario, 'indicators' | 'layers' | 'simulator'> => ({
  indicators: {
    closed: {
      ...{ name: { zh: '办结', en: 'Closed' }, help: { zh: '近 30 天办结占新立', en: 'Closed of those opened, 30 days' } },
      count: { count: 'events', what: 'closed', types: [`${id}.high`] },
      of: { count: 'events', what: 'opened', types: [`${id}.high`] },
    },
    heard: {
      ...{ name: { zh: '在线', en: 'Heard' }, help: { zh: '24 小时内有读数的对象', en: 'Objects heard in the last 24 hours' } },
      count: { count: 'objects', kind: `${id}-object`, heard: true },
      of: { count: 'objects', kind: `${id}-object` },
    },
  },
  layers: { objects: { name: { zh: '监管对象', en: 'Objects' }, kinds: [`${id}-object`], scene: [] } },
  simulator: {
    things: 3,
    series: { level: { base: 5, noise: 2, swing: 0, digits: 1 } },
    episodes: [{ reading: 'level', to: 70, rise: '3m', hold: '10m', every: '4h' }],
    faults: [{ kind: 'silent', every: '12h', lasts: '20m' }],
    answers: [],
  },
})

const kinds = {
  high: { family: 'level', zh: '读数过高', en: 'Reading too high' },
  silent: { family: 'silence', zh: '设备离线', en: 'Device silent' },
}

function type(id: string, kind: keyof typeof kinds): Pack['types'][number] {
  const { family, zh, en } = kinds[kind]
  const high = kind === 'high'
  const clocks = { accept: '15m', arrive: '1h', report: null, finish: '1d', calendar: 'wall' } as const
  return {
    ...{ id: `${id}.${kind}`, name: { zh, en }, path: ['设施运行', '新场景', '监测', zh], prefix: prefixOf(id, kind), family },
    ...{ grade: high ? 'major' : 'ordinary', gradeOf: high ? { orange: 'major' } : { yellow: 'ordinary' } },
    ...{
      auto: high ? ['orange'] : [],
      title: { zh: `{object} ${zh}`, en: `{object}: ${en}` },
      closeNeedsClear: true,
      reportable: false,
    },
    plan: {
      lead: [
        { call: [{ postKind: 'town-duty', tier: 'town' }], name: { zh: '镇街值班长', en: 'Town duty officer' } },
        { call: [{ postKind: 'district-duty', tier: 'district' }], name: { zh: '区县值班长', en: 'District duty officer' } },
      ],
      ...{ assist: [], inform: [], clocks: { major: clocks, serious: clocks, ordinary: clocks } },
      checklist: [{ id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true }],
      safety: [],
    },
  }
}

/** Six capitals that begin the numbers of its events: four of the id, two of the kind; another pack may have them, then the test says so. */
const prefixOf = (id: string, kind: 'high' | 'silent'): string =>
  `${id
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 4)
    .padEnd(4, 'X')}${kind === 'high' ? 'GZ' : 'LX'}`

const start = '2026-04-10T09:00:00+08:00'
const run = (values: Record<string, number>, from: string, to: string) => ({ at: from, every: '60s', to, values })

/** It expects red on purpose: the rule says orange. */
const passes = {
  name: 'over the limit for longer than the hold (expects the wrong severity on purpose: mend it)',
  intervalS: 60,
  readings: [run({ level: 60 }, start, '2026-04-10T09:05:00+08:00')],
  until: '2026-04-10T09:05:00+08:00',
  expect: [{ at: '2026-04-10T09:02:00+08:00', change: 'raised', family: 'level', severity: 'red' }],
}
const tooShort = {
  name: 'over the limit, but shorter than the hold: nothing',
  intervalS: 60,
  readings: [
    run({ level: 60 }, start, '2026-04-10T09:01:00+08:00'),
    run({ level: 5 }, '2026-04-10T09:02:00+08:00', '2026-04-10T09:05:00+08:00'),
  ],
  until: '2026-04-10T09:05:00+08:00',
  expect: [],
}
const silent = {
  name: 'nothing heard for ten minutes',
  intervalS: 60,
  readings: [run({ level: 5 }, start, '2026-04-10T09:02:00+08:00')],
  until: '2026-04-10T09:15:00+08:00',
  expect: [{ at: '2026-04-10T09:12:00+08:00', change: 'raised', family: 'silence', severity: 'yellow' }],
}

const readme = (id: string): string => `# ${id}

- \`pack.json\` 编号、版本、名称 / id, version, title
- \`scenario.json\` 积木，见下表 / the blocks, see below
- \`samples/*.json\` 读数进、报警出，是这个包的测试，至少三个 / readings in, alarms out: the test of this pack, at least three
- \`risk-samples/*.json\` 有风险模型（\`objects[].risk\`）才要，至少三个：登记情况进，分数、颜色、理由出 / only with a risk model, at least three: what is known of an object in, score, colour and reasons out

第一个样例故意写错：规则报橙色，样例等的是红色。改对它，测试就通过。
The first sample is wrong on purpose: the rule says orange, the sample expects red. Mend it and the test passes.

| 积木 block | 写什么 | what it says |
|---|---|---|
| \`objects\` | 监管对象、台账的列、公开页、检查、风险模型 | things, columns of their register, public page, inspections, risk |
| \`deviceKind\` \`intervalS\` \`readings\` | 哪类设备、几秒一报、读数的单位和量程 | devices, how often they speak, readings with unit and range |
| \`detect\` | 规则：什么时候报、报几级、多久解除 | rules: when, how grave, when it is over |
| \`acts\` | 报警时给设备发的指令；没有就留空 | commands to devices; may stay empty |
| \`types\` | 事件类型和预案：派给谁、时限、清单、安全提醒 | event types and plans: who, how fast, checklist, safety |
| \`settings\` | 区县可改的参数和范围 | what a district may change, and its range |
| \`indicators\` | 指标：分子 \`count\`、分母 \`of\` | figures: a count, of another |
| \`layers\` | 地图图层：哪些对象、哪些实景要素 | map layers: kinds of objects and scene features |
| \`simulator\` | 演示怎样演：曲线、过程、故障、应答 | how the demo plays it: series, episodes, faults, answers |
| \`merge\` \`quiet\` \`zones\` | 并案范围、静默、围栏；不写按默认 | merging, silences, fences; left out: the usual |

风险模型怎么写：\`npx zhili new-pack 别的编号 --risk\` 给一个带模型和四个样例的包，照着抄。
For a risk model, \`new-pack --risk\` begins a pack with one and its four samples.

    npx zhili test-pack ${id}
    npx zhili pack-key --out my
    npx zhili pack ${id} --key my.key --publisher 某某区城市管理局
`
