import type { Haulage } from '../../contract/haulage.ts'
import type { Call, Clocks, EventType } from '../../contract/pack.ts'
import type { PackParts } from '../../contract/part-rule.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const department = (domain: string): Call => ({ postKind: 'department-clerk', tier: 'district', domain })
const clocks: Record<string, Clocks> = {
  serious: { accept: '10m', arrive: '30m', report: '2h', finish: '1d', calendar: 'wall' },
  ordinary: { accept: '30m', arrive: null, report: '1d', finish: '3d', calendar: 'wall' },
  minor: { accept: '30m', arrive: null, report: null, finish: '3d', calendar: 'work' },
}

type Assist = EventType['plan']['assist'][number]
type Part = Pick<Assist, 'call' | 'name'>
/** What each does beside urban management, in its own order. */
const parts = {
  police: { call: department('police-traffic'), name: { zh: '交巡警：路面查控', en: 'Police: stop it on the road' } },
  town: { call: townDuty, name: { zh: '镇街：到现场', en: 'Town: to the scene' } },
  /** 住建 answers for the building site: its gate, its tickets, its volume. */
  source: { call: department('housing'), name: { zh: '住建：查出土工地', en: 'Housing: the site it came from' } },
  wash: { call: department('housing'), name: { zh: '住建：查工地冲洗设施', en: 'Housing: the washing place of the site' } },
  tipped: { call: department('environment'), name: { zh: '生态环境：查倾倒物', en: 'Environment: what was tipped' } },
} as const satisfies Record<string, Part>

/** Whoever is asked at once is asked at every grade a case is opened at; police and town of any other once it is serious. */
const asked = (atOnce: readonly (keyof typeof parts)[]): Assist[] => [
  ...atOnce.map((id): Assist => ({ id, ...parts[id], grades: ['major', 'serious', 'ordinary'], mandatory: false })),
  ...(['police', 'town'] as const)
    .filter((id) => !atOnce.includes(id))
    .map((id): Assist => ({ id, ...parts[id], grades: ['major', 'serious'], mandatory: false })),
]

type Sort = { grave?: boolean; with: readonly (keyof typeof parts)[] }
const found = (id: string, prefix: string, name: EventType['name'], { grave = false, with: atOnce }: Sort): EventType => ({
  ...{ id: `spoil-truck.${id}`, name, path: ['设施运行', '市容环卫', '渣土运输', name.zh], prefix },
  ...{ family: null, grade: grave ? 'serious' : 'ordinary', gradeOf: {}, auto: [] },
  title: { zh: `{object} ${name.zh}`, en: `{object}: ${name.en.toLowerCase()}` },
  plan: {
    lead: [
      { call: [department('urban-management')], name: { zh: '区县城市管理局', en: 'District urban management' } },
      { call: [{ postKind: 'district-duty', tier: 'district' }], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
    assist: asked(atOnce),
    inform: [],
    clocks,
    checklist: [
      { id: 'found', name: { zh: '核查情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'scene', name: { zh: '现场照片', en: 'Photo at the scene' }, kind: 'photo', required: grave, when: 'before' },
      { id: 'decision', name: { zh: '处理决定', en: 'Decision' }, kind: 'text', required: true },
    ],
    safety: [],
  },
  ...{ closeNeedsClear: false, reportable: false },
})

/**
 * What follows from registers, positions and tickets together; a person decides on each. Then one case goes to several departments at once
 * (domain.md 9.2: urban management, housing, police, town): the road is the police's, the site is housing's, where something is unloaded or a
 * load has no ticket the town goes there, what was tipped is looked at by 生态环境. Who is asked for what is ours (PROPOSED).
 */
export const haulTypes: EventType[] = [
  found('no-ticket', 'SSZTWD', { zh: '无电子联单运输', en: 'Without a ticket' }, { with: ['source', 'town'] }),
  found('no-permit', 'SSZTWZ', { zh: '无有效准运证运输', en: 'Without a valid permit' }, { with: ['police', 'source'] }),
  found('hours', 'SSZTSJ', { zh: '非准运时段运输', en: 'Outside permitted hours' }, { with: ['police'] }),
  found('route', 'SSZTLX', { zh: '偏离批准路线', en: 'Off the permitted route' }, { with: ['police'] }),
  found('speed', 'SSZTCS', { zh: '渣土车超速', en: 'Over the speed limit' }, { with: ['police'] }),
  found(
    'dump',
    'SSZTQD',
    { zh: '疑似偷倒乱倒', en: 'Perhaps tipped illegally' },
    { grave: true, with: ['police', 'tipped', 'source', 'town'] },
  ),
  found('open-ticket', 'SSZTLD', { zh: '联单超时未闭合', en: 'Ticket not closed' }, { with: ['source'] }),
  found('unwashed', 'SSZTCX', { zh: '未冲洗出场', en: 'Left without a wash' }, { with: ['wash'] }),
  found('volume', 'SSZTFL', { zh: '弃方量不平衡', en: 'Volumes do not match' }, { with: ['source'] }),
]

const type = (id: string): string => `spoil-truck.${id}`
const nameOf = (id: string): EventType['name'] => haulTypes.find((one) => one.id === type(id))!.name
const of = (id: string) => ({ id, name: nameOf(id), type: type(id) })

/** Full and moving so long: then papers are asked for. */
export const fullFor = '3m'

/**
 * The numbers are those of domain.md 9.2: off-route > 200 m for > 60 s, speed > 10 % over, a ticket closed in 4 h, volume ± 10 %. Empty for 30 s is ours: two positions or three, of a sensor that errs now and then (bench/haulage-truth.ts). Three quarters of an hour for a ticket told late is ours as well: a gate that fell out is back within an hour or so (bench/haulage-truth.ts). A wash (车身不洁,
 * 带泥上路) is what its gate saw; a day is ours: mud of yesterday is on no road any more. So are 75 s within 60 m of the wash: whoever waits for the barrier stands for less, and a wash takes longer (tried in bench/haulage-truth.ts on seeds 1–3).
 */
export const haulage: Haulage = {
  ticket: { zh: '电子联单', en: 'Spoil ticket' },
  unit: 'm³',
  carrier: { kind: 'spoil-truck', plate: 'plate' },
  from: { kind: 'spoil-site', radius: 'radius', volume: 'volume', until: 'valid-until', gate: 'gate' },
  to: { kind: 'disposal-site', radius: 'radius' },
  permit: {
    ...{
      kind: 'spoil-permit',
      carrier: 'truck',
      from: 'site',
      to: 'disposal',
      validFrom: 'valid-from',
      validUntil: 'valid-until',
    },
    ...{ hoursFrom: 'hours-from', hoursTo: 'hours-to', route: 'route' },
  },
  load: { reading: 'load', atLeast: 50, atMost: 10 },
  speed: { reading: 'speed', moving: 5 },
  budget: 20,
  // Ours: no public scheme weighs them. Something tipped, which calls four beside urban management out, weighs five of what happens on the road; distress and theft are no fault of a firm.
  rate: {
    weights: { extraordinary: 20, major: 10, serious: 5, ordinary: 1, minor: 0.5 },
    least: 20,
    leaves: [type('distress'), type('theft')],
  },
  checks: [
    { kind: 'no-ticket', ...of('no-ticket'), hold: fullFor, late: '45m' },
    { kind: 'no-permit', ...of('no-permit'), hold: fullFor },
    { kind: 'hours', ...of('hours'), hold: fullFor },
    { kind: 'route', ...of('route'), offM: 200, hold: '60s' },
    { kind: 'speed', ...of('speed'), limit: 60, overPercent: 10, hold: '30s' },
    { kind: 'dump', ...of('dump'), marginM: 100, hold: '30s' },
    { kind: 'open-ticket', ...of('open-ticket'), within: '4h' },
    { kind: 'unwashed', ...of('unwashed'), within: '24h', stands: '75s', nearM: 60, sample: 20 },
    { kind: 'volume', ...of('volume'), percent: 10 },
  ],
}

const truck = { of: 'spoil-truck' } as const
const valid = { from: 'valid-from', until: 'valid-until' } as const
/**
 * Whom a truck's case concerns beside the place where it was found or seen (domain.md 15 c 8): the district of the site it was loaded at (by
 * its open ticket, else by the permits valid that day) and that of its firm. An illegal dump leads where it was dumped.
 */
export const haulParts: PackParts = {
  rules: [
    { ...truck, why: 'source', by: { kind: 'ticket' } },
    { ...truck, why: 'source', by: { kind: 'paper', of: 'spoil-permit', names: 'truck', detail: 'site', ...valid } },
    { ...truck, why: 'firm', by: { kind: 'detail', detail: 'firm' } },
  ],
  leads: ['spoil-truck.dump'],
}
