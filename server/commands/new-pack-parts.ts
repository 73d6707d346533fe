import type { Pack } from '../../contract/pack.ts'
import { blocksVersion } from '../../contract/pack-file.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** What a new pack begins with, by part: one reading, one rule, one event type, three samples of which the first fails on purpose. */
export function newPackParts(id: string): [string, string][] {
  return [
    ['pack.json', json({ id, version: 1, needs: blocksVersion, title: { zh: `新场景（${id}）`, en: `New scenario (${id})` } })],
    ['scenario.json', json(scenario(id))],
    ['samples/1-passes-the-limit.json', json(passes)],
    ['samples/2-too-short.json', json(tooShort)],
    ['samples/3-silent.json', json(silent)],
    ['README.md', readme(id)],
  ]
}

const scenario = (id: string): Omit<Pack, 'id' | 'version' | 'name' | 'quietAfterEnd' | 'quiet' | 'zones'> => ({
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
  settings: {},
  merge: { withinM: 100, within: '2h' },
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
- \`scenario.json\` 对象、读数、规则、事件类型、预案、参数 / objects, readings, rules, event types, plans, settings
- \`samples/*.json\` 读数进、报警出，是这个包的测试 / readings in, alarms out: the test of this pack

第一个样例故意写错：规则报橙色，样例等的是红色。改对它，测试就通过。
The first sample is wrong on purpose: the rule says orange, the sample expects red. Mend it and the test passes.

    npx zhili test-pack ${id}
    npx zhili pack-key --out my
    npx zhili pack ${id} --key my.key --publisher 某某区城市管理局
`
