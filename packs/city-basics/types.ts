import type { Call, Clocks, EventType, Plan } from '../../contract/pack.ts'
import type { Words } from '../../contract/words.ts'

type Assist = Plan['assist'][number]
type Matter = Pick<EventType, 'id' | 'name' | 'path' | 'prefix' | 'public' | 'akin'> & {
  /** town board whose post leads */
  board: 'safety-law' | 'livelihood' | 'economy'
  assist: Assist[]
  grade?: 'ordinary' | 'serious'
  safety?: Words[]
  family?: string
  title?: Words
}

/**
 * Grade → clocks from dispatch (the proposed defaults of the field study): ordinary in working time, the urgent grades by the wall clock.
 * `1d` and `5d` of a `work` calendar are working days.
 */
const clocks: Record<string, Clocks> = {
  extraordinary: { accept: '3m', arrive: '15m', report: '30m', finish: null, calendar: 'wall' },
  major: { accept: '5m', arrive: '30m', report: '60m', finish: '24h', calendar: 'wall' },
  serious: { accept: '15m', arrive: '60m', report: '4h', finish: '3d', calendar: 'wall' },
  ordinary: { accept: '30m', arrive: '1d', report: null, finish: '5d', calendar: 'work' },
  minor: { accept: '30m', arrive: '1d', report: null, finish: '5d', calendar: 'work' },
}

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const every: Assist['grades'] = ['extraordinary', 'major', 'serious', 'ordinary']

const department = (domain: string, zh: string, en: string): Assist => ({
  id: domain,
  call: { postKind: domain === 'sanitation' ? 'maintainer' : 'department-clerk', tier: 'district', domain },
  grades: every,
  mandatory: false,
  name: { zh, en },
})
const urbanManagement = department('urban-management', '城市管理局', 'Urban management')
const sanitation = department('sanitation', '环卫所', 'Sanitation station')
const traffic = department('police-traffic', '公安交巡警', 'Traffic police')
const environment = department('environment', '生态环境局', 'Environment')
const water = department('water', '水利局', 'Water')
const housing = department('housing', '住房城乡建委', 'Housing')

const boardNames: Record<Matter['board'], Words> = {
  'safety-law': { zh: '镇街平安法治岗', en: 'Town safety post' },
  livelihood: { zh: '镇街民生服务岗', en: 'Town livelihood post' },
  economy: { zh: '镇街经济发展岗', en: 'Town economy post' },
}

/** A photo of after is asked because a second person decides from it whether the matter is solved; before comes with the report. */
const checklist: Plan['checklist'] = [
  { id: 'before', name: { zh: '现场照片', en: 'The place as found, photo' }, kind: 'photo', required: false, when: 'before' },
  { id: 'after', name: { zh: '处置后照片', en: 'After, photo' }, kind: 'photo', required: true, when: 'after' },
]

function matter({ board, assist, grade = 'ordinary', safety = [], family, title, ...rest }: Matter): EventType {
  const post: Call = { postKind: 'town-post', tier: 'town', board, side: 'A' }
  const deputies: Call[] = board === 'safety-law' ? [{ ...post, side: 'B' }, townDuty] : [townDuty]
  return {
    ...rest,
    family: family ?? null,
    grade,
    gradeOf: {},
    auto: [],
    title: title ?? rest.name,
    plan: {
      lead: [
        { call: [post], name: boardNames[board] },
        { call: deputies, name: { zh: '镇街副岗、值班长', en: 'Town deputy and duty officer' } },
        { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
      ],
      assist,
      inform: [],
      clocks,
      checklist,
      safety,
    },
    closeNeedsClear: false,
    reportable: true,
  }
}

/** What a citizen or a grid worker may choose, commonest first. */
export const types: EventType[] = [
  matter({
    id: 'city.manhole',
    public: true,
    name: { zh: '井盖缺失、移位', en: 'Manhole cover missing or moved' },
    path: ['设施运行', '市容环卫', '公共设施', '井盖缺失移位'],
    prefix: 'SSJGQS',
    board: 'safety-law',
    assist: [urbanManagement],
    grade: 'serious',
    safety: [{ zh: '先围挡，再处置', en: 'Fence it off first' }],
  }),
  matter({
    id: 'city.road-damage',
    public: true,
    name: { zh: '路面破损', en: 'Road damage' },
    path: ['设施运行', '道路交通', '道路养护', '路面破损'],
    prefix: 'SSLMPS',
    board: 'safety-law',
    assist: [urbanManagement],
  }),
  matter({
    id: 'city.garbage',
    public: true,
    name: { zh: '暴露垃圾', en: 'Garbage' },
    path: ['设施运行', '市容环卫', '环境卫生', '暴露垃圾'],
    prefix: 'SSBLLJ',
    board: 'safety-law',
    assist: [sanitation],
  }),
  matter({
    id: 'city.noise',
    name: { zh: '噪声扰民', en: 'Noise' },
    path: ['生态景观', '噪声', '噪声污染', '噪声扰民'],
    prefix: 'STZSRM',
    board: 'safety-law',
    assist: [environment],
  }),
  matter({
    id: 'city.illegal-parking',
    name: { zh: '违规停车', en: 'Illegal parking' },
    path: ['设施运行', '道路交通', '停车秩序', '违规停车'],
    prefix: 'SSWGTC',
    board: 'safety-law',
    assist: [traffic],
  }),
  matter({
    id: 'city.street-vending',
    name: { zh: '占道经营', en: 'Street vending' },
    path: ['社会治理', '综合执法', '街面秩序', '占道经营'],
    prefix: 'SHZDJY',
    board: 'safety-law',
    assist: [urbanManagement],
  }),
  matter({
    id: 'city.gas-smell',
    name: { zh: '疑似沼气、燃气异味', en: 'Smell of gas' },
    // same 板块/跑道/一级业务 and family as the tank's alarm: what a nose says and what a sensor says are two views of one thing
    akin: ['septic-gas.over-limit'],
    path: ['设施运行', '市容环卫', '化粪池危险源', '疑似沼气异味'],
    prefix: 'SSQWYC',
    family: 'gas',
    board: 'safety-law',
    assist: [urbanManagement, sanitation],
    grade: 'serious',
    safety: [
      { zh: '不用明火，不开关电器', en: 'No open fire, no electric switches' },
      { zh: '先检测，后靠近；两人同行', en: 'Test before going near; two persons' },
    ],
  }),
  matter({
    id: 'city.water-logging',
    public: true,
    name: { zh: '积水', en: 'Water on the road' },
    path: ['设施运行', '排水内涝', '内涝治理', '道路积水'],
    prefix: 'SSDLJS',
    board: 'safety-law',
    assist: [urbanManagement, water],
    grade: 'serious',
  }),
  matter({
    id: 'city.street-light',
    public: true,
    name: { zh: '路灯不亮', en: 'Street light out' },
    path: ['设施运行', '市容环卫', '照明设施', '路灯不亮'],
    prefix: 'SSLDBL',
    board: 'livelihood',
    assist: [urbanManagement],
  }),
  matter({
    id: 'city.tree',
    public: true,
    name: { zh: '树木倾斜、断枝', en: 'Leaning tree or broken branch' },
    path: ['设施运行', '园林绿化', '行道树', '倾斜断枝'],
    prefix: 'SSSMQX',
    board: 'safety-law',
    assist: [urbanManagement],
  }),
  matter({
    id: 'city.house-safety',
    name: { zh: '房屋墙面脱落、开裂', en: 'Loose or cracked wall' },
    path: ['设施运行', '房屋与工地安全', '房屋安全', '墙面脱落开裂'],
    prefix: 'SSFWQM',
    board: 'safety-law',
    assist: [housing],
  }),
  matter({
    id: 'city.other',
    name: { zh: '其他', en: 'Something else' },
    // A desk full of 其他 says nothing: what was written does.
    title: { zh: '{words}', en: '{words}' },
    path: ['生产生活服务', '诉求热线', '群众诉求', '其他'],
    prefix: 'SCQTSX',
    board: 'livelihood',
    assist: [],
  }),
]
