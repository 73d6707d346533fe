/** What is learned of two cases in the demo before it was begun: people and places are invented. */
type Told = { type: string; title: string; content: string; result: string; cause: string; found: string | null; photo: string }
type Written = { wentWell: string; gaps: Partial<Record<'sense' | 'decide' | 'handle' | 'supervise', string>> }

/** Where both happened: streets of Cuntan, whose people have accounts in the demo. */
export const demoReviewPlace = { lon: 106.6106, lat: 29.6287 } as const

/** Led by the duty officer of the town, and closed: the change that was published shows it. */
export const demoTank = {
  told: {
    type: 'fire-alarm.tank-low',
    title: '黑石子小区 7 幢楼顶消防水箱水位低',
    content: '物业巡查发现楼顶消防水箱只剩三分之一，补水阀卡住；平台报警时水位已经低了一阵',
    result: '更换补水阀，水箱补满，消火栓试水压力正常',
    cause: '补水浮球阀卡死，夜间用水后没有补上',
    found: '水箱水位约 0.6 米，补水阀卡在关闭位，屋面积水',
    photo: 'mended',
  },
  written: {
    wentWell: '镇街值班长 4 分钟签收，当天换阀、补满、试水，全程留有照片。',
    gaps: {
      sense: '低于限值要持续 5 分钟才报警，补水阀卡死时水位降得快，报得晚。',
      supervise: '补水阀没有列进物业月检的项目。',
    },
  },
  action: {
    kind: 'setting',
    target: { what: 'setting', pack: 'fire-alarm', setting: 'tank-low-hold' },
    words: '江北区消防水箱低水位持续时间由 5 分钟改为 3 分钟',
  },
  change: { pack: 'fire-alarm', settings: { 'tank-low-hold': '3m' }, reason: '水箱复盘：补水阀卡死时水位降得快，早两分钟报警' },
  note: '三分钟内的正常波动没有误报，先在江北区用一个月',
} as const satisfies { told: Told; written: Written; [more: string]: unknown }

/** Led by the safety post of the town, and still open: nobody has changed the plan, and the day is over. */
export const demoCover = {
  told: {
    type: 'city.manhole',
    title: '海尔路公交站旁井盖缺失',
    content: '公交站台旁人行道少一块雨水井盖，旁边学校放学人多',
    result: '补装新井盖并固定，周边围挡撤除，联系产权单位排查同批井盖',
    cause: '井盖老化被车辆压碎',
    found: null,
    photo: 'after',
  },
  written: {
    wentWell: '网格员先围挡再上报，没有人受伤。',
    gaps: {
      decide: '预案没有写先围挡，靠网格员自己想到。',
      handle: '产权单位 6 小时后才到场，没有备用井盖。',
    },
  },
  action: {
    kind: 'plan',
    target: { what: 'plan', type: 'city.manhole' },
    words: '井盖缺失预案的核对表加一条“先围挡、留人看守”，并写明备用井盖放在哪里',
  },
} as const satisfies { told: Told; written: Written; [more: string]: unknown }
