import type { Words } from '../../../../contract/words.ts'

const w = (zh: string, en: string): Words => ({ zh, en })

/** What the fields of a pack are called where two versions are compared; a field without a label keeps its name (docs/reference/pack-blocks.md). */
export const fieldLabels: Readonly<Record<string, Words>> = {
  ...{
    name: w('名称', 'name'),
    title: w('标题', 'title'),
    help: w('说明', 'help'),
    hint: w('提示', 'hint'),
    says: w('文字', 'text'),
  },
  ...{ version: w('版本', 'version'), kind: w('种类', 'kind'), unit: w('单位', 'unit'), required: w('必填', 'required') },
  ...{
    min: w('下限', 'least'),
    max: w('上限', 'most'),
    step: w('步长', 'step'),
    value: w('默认值', 'value'),
    demo: w('演示值', 'in the demo'),
  },
  ...{
    crew: w('到场先看', 'for the crew'),
    proof: w('改好须附凭证', 'needs evidence'),
    personal: w('个人信息', 'personal'),
    of: w('分母', 'of'),
    count: w('分子', 'count'),
  },
  ...{
    what: w('数什么', 'counts'),
    types: w('事件类型', 'event types'),
    type: w('事件类型', 'event type'),
    kinds: w('对象', 'kinds'),
  },
  ...{
    scene: w('实景要素', 'scene features'),
    sets: w('指到', 'sets'),
    rule: w('规则', 'rule'),
    at: w('位置', 'at'),
    check: w('核查', 'check'),
  },
  ...{
    details: w('登记列', 'column'),
    choices: w('选项', 'choice'),
    inspections: w('检查', 'inspection'),
    items: w('检查项', 'item'),
  },
  ...{
    risk: w('风险模型', 'risk model'),
    groups: w('分组', 'group'),
    group: w('分组', 'group'),
    indicators: w('指标', 'indicator'),
  },
  ...{ weight: w('权重', 'weight'), restore: w('怎样恢复', 'what brings it back'), levels: w('等级界限', 'levels') },
  ...{
    floors: w('托底', 'floor'),
    when: w('条件', 'when'),
    steps: w('分档', 'steps'),
    start: w('起始分', 'start'),
  },
  ...{ from: w('取数', 'from'), detail: w('登记列', 'column'), score: w('分值', 'score'), scores: w('选项分值', 'scores') },
  ...{
    yes: w('是时', 'when yes'),
    no: w('否时', 'when no'),
    is: w('为', 'is'),
    after: w('多久后', 'after'),
    level: w('等级', 'level'),
  },
  ...{ days: w('天数', 'days'), pack: w('场景包', 'pack'), family: w('报警类别', 'family'), families: w('报警类别', 'families') },
  ...{ by: w('由谁', 'by'), which: w('哪些', 'which'), told: w('登记的', 'as told'), inspection: w('检查', 'inspection') },
  ...{
    silence: w('离线类别', 'silence'),
    reading: w('读数', 'reading'),
    normal: w('正常范围', 'normal'),
    above: w('高于', 'above'),
    below: w('低于', 'below'),
  },
  ...{
    public: w('可公开', 'public'),
    devices: w('装设备', 'has devices'),
    device: w('设备', 'device'),
    charges: w('责任人称呼', 'charges'),
  },
  ...{
    card: w('公开页', 'public page'),
    roles: w('公开的责任人', 'duty holders shown'),
    advice: w('提示语', 'advice'),
    address: w('地址', 'address'),
  },
  ...{
    reports: w('可上报', 'reports'),
    ledger: w('一本账', 'ledger'),
    columns: w('列', 'columns'),
    cycle: w('周期检查', 'cycle'),
    letters: w('通知书', 'letters'),
  },
  ...{
    hazard: w('隐患', 'hazard'),
    basis: w('依据', 'basis'),
    otherwise: w('其他', 'otherwise'),
    consequence: w('逾期后果', 'consequence'),
  },
  ...{
    every: w('多久一次', 'how often'),
    season: w('季节', 'season'),
    to: w('到', 'to'),
    times: w('次数', 'times'),
    months: w('月数', 'months'),
  },
  ...{
    fault: w('异常', 'fault'),
    photo: w('拍照', 'photo'),
    between: w('合格范围', 'between'),
    fine: w('正常时', 'fine'),
    role: w('责任', 'charge'),
  },
  ...{
    postKind: w('岗位', 'post'),
    words: w('字样', 'words'),
    colours: w('颜色', 'colours'),
    phases: w('阶段', 'phases'),
    last: w('上次', 'last'),
  },
  ...{
    grade: w('事件等级', 'grade'),
    gradeOf: w('级别对等级', 'grade of a severity'),
    auto: w('自动立案', 'opens by itself'),
    path: w('目录', 'path'),
  },
  ...{
    prefix: w('编号开头', 'prefix'),
    closeNeedsClear: w('解除后才办结', 'closes when cleared'),
    reportable: w('可上报', 'reportable'),
  },
  ...{
    cordonM: w('警戒距离（米）', 'cordon, m'),
    sighted: w('摄像机复核', 'cameras'),
    evacuate: w('撤离清单', 'evacuation'),
    evacuates: w('负责撤离', 'evacuates'),
    closes: w('下达的管制', 'closes'),
    closures: w('通行管制', 'ways to close'),
    way: w('通道', 'way'),
    known: w('台账栏', 'columns of the register'),
    tell: w('通知对象', 'to be told'),
    registered: w('台账栏', 'columns of the register'),
    grades: w('等级', 'grades'),
  },
  ...{
    command: w('指令', 'command'),
    off: w('停止指令', 'command that ends it'),
    offName: w('停止', 'ending it'),
    receiptWithin: w('回执时限', 'receipt within'),
  },
  ...{
    withinM: w('范围（米）', 'within, m'),
    within: w('时间内', 'within'),
    outline: w('边界', 'outline'),
    checks: w('核查项', 'check'),
  },
  ...{
    deviceKind: w('设备种类', 'kind of device'),
    deviceName: w('设备名称', 'device'),
    intervalS: w('几秒一报', 'interval, s'),
  },
  ...{
    causes: w('原因类别', 'causes'),
    caused: w('随之静默', 'muted'),
    release: w('恢复等待', 'release'),
    faults: w('故障', 'faults'),
  },
  ...{
    flapsOver: w('抖动次数', 'flaps over'),
    budget: w('每小时上限', 'budget an hour'),
    quietAfterEnd: w('办结后静默', 'quiet after the end'),
  },
  ...{
    things: w('虚构对象', 'invented objects'),
    series: w('曲线', 'series'),
    episodes: w('过程', 'episodes'),
    answers: w('应答', 'answers'),
    model: w('模型', 'model'),
  },
  ...{
    base: w('基准', 'base'),
    noise: w('波动', 'noise'),
    swing: w('日变化', 'swing'),
    drift: w('漂移', 'drift'),
    digits: w('小数位', 'digits'),
  },
  ...{
    rise: w('上升', 'rise'),
    hold: w('持续', 'hold'),
    lasts: w('持续', 'lasts'),
    share: w('占比', 'share'),
    fails: w('失败占比', 'fails'),
  },
  ...{ heard: w('在线', 'heard'), peakHour: w('峰值时刻', 'peak hour'), tier: w('层级', 'tier') },
}

/** Values that are codes of the house. */
export const valueLabels: Readonly<Record<string, Words>> = {
  ...{
    red: w('红', 'red'),
    orange: w('橙', 'orange'),
    yellow: w('黄', 'yellow'),
    blue: w('蓝', 'blue'),
    green: w('绿', 'green'),
  },
  ...{
    extraordinary: w('特别重大', 'extraordinary'),
    major: w('重大', 'major'),
    serious: w('较大', 'serious'),
    ordinary: w('一般', 'ordinary'),
  },
  ...{
    number: w('数', 'number'),
    choice: w('选项', 'choice'),
    yes: w('是否', 'yes or no'),
    date: w('日期', 'date'),
    text: w('文字', 'text'),
    object: w('对象', 'object'),
  },
  ...{
    alarm: w('现有报警', 'alarm that stands'),
    alarms: w('报警次数', 'alarms'),
    reading: w('读数', 'reading'),
    events: w('事件', 'events'),
  },
  ...{
    inspections: w('检查完成率', 'inspections done'),
    inspected: w('距上次检查', 'days since inspected'),
    cases: w('未结事件', 'open cases'),
  },
  ...{ objects: w('对象', 'objects'), readings: w('读数', 'readings'), opened: w('新立', 'opened'), closed: w('办结', 'closed') },
  ...{ open: w('未结', 'open'), overdue: w('超时', 'overdue'), people: w('群众', 'people'), anybody: w('不限', 'anybody') },
  ...{
    check: w('查看', 'look'),
    photo: w('拍照', 'photo'),
    day: w('每天', 'each day'),
    week: w('每周', 'each week'),
    month: w('每月', 'each month'),
  },
  ...{
    rain: w('强降雨前后', 'around rain'),
    cycle: w('周期', 'cycle'),
    fault: w('异常时', 'when faulty'),
    always: w('每次', 'always'),
    never: w('不用', 'never'),
  },
  ...{
    city: w('市', 'city'),
    district: w('区县', 'district'),
    town: w('镇街', 'town'),
    working: w('工作日', 'working days'),
    all: w('全部', 'all'),
  },
  ...{ charge: w('责任人', 'who has the charge'), post: w('岗位', 'posts') },
  ...{
    responsible: w('责任人', 'responsible'),
    manager: w('管理人', 'manager'),
    maintainer: w('维保', 'maintainer'),
    grid: w('网格', 'grid'),
  },
}

/** Fields whose values are codes of the house whatever else is called so. */
export const codedFields: ReadonlySet<string> = new Set(['kind', 'level', 'severity', 'count', 'what', 'which', 'photo', 'tier'])
/** Fields below which stand ids of the pack itself. */
export const ownIds: ReadonlySet<string> = new Set(['scores', 'choices', 'groups'])
