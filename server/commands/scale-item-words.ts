type Thing = readonly [name: string, type?: string]

/** What units have to do with, by domain, board or kind of unit; a few of it begins with an event type. Invented in number, common in kind. */
export const itemThings: Readonly<Record<string, { mark: string; zh: string; things: readonly Thing[] }>> = {
  'urban-management': {
    ...{ mark: 'CG', zh: '城市管理' },
    things: [
      ...([
        ['暴露垃圾', 'city.garbage'],
        ['路灯故障', 'city.street-light'],
        ['占道经营', 'city.street-vending'],
      ] as const),
      ...([
        ['行道树倾斜', 'city.tree'],
        ['井盖缺失', 'city.manhole'],
        ['路面破损', 'city.road-damage'],
      ] as const),
      ...([
        ['渣土车撒漏', 'spoil-truck.spilling'],
        ['户外招牌'],
        ['建筑垃圾'],
        ['餐厨垃圾'],
        ['公共座椅'],
        ['景观水体'],
      ] as const),
    ],
  },
  housing: {
    ...{ mark: 'ZJ', zh: '住房城乡建设' },
    things: [
      ...([
        ['房屋裂缝', 'city.house-safety'],
        ['工地扬尘', 'environment.dust'],
        ['深基坑'],
        ['塔式起重机'],
        ['外墙脱落'],
      ] as const),
      ...([['物业维修资金'], ['老旧电梯'], ['房屋租赁'], ['装修改造'], ['公共租赁房'], ['施工许可'], ['竣工资料']] as const),
    ],
  },
  fire: {
    ...{ mark: 'XF', zh: '消防救援' },
    things: [
      ...([
        ['火灾报警', 'fire-alarm.fire'],
        ['消防主机故障', 'fire-alarm.fault'],
        ['消防水箱水位', 'fire-alarm.tank-low'],
      ] as const),
      ...([['高层建筑隐患', 'high-rise-fire.hazard'], ['疏散通道'], ['消火栓'], ['微型消防站'], ['自动喷淋']] as const),
      ...([['公众聚集场所'], ['九小场所'], ['消防控制室'], ['电动自行车充电']] as const),
    ],
  },
  'police-traffic': {
    ...{ mark: 'JJ', zh: '道路交通管理' },
    things: [
      ...([['占用消防通道停车', 'city.illegal-parking'], ['信号灯'], ['交通标线'], ['施工占道'], ['校园周边交通']] as const),
      ...([['货车限行'], ['隔离护栏'], ['交通事故易发点'], ['公交专用道'], ['停车泊位'], ['桥隧拥堵'], ['危化品运输']] as const),
    ],
  },
  planning: {
    ...{ mark: 'GZ', zh: '规划自然资源' },
    things: [
      ...([
        ['危岩变形', 'rock-hazard.danger'],
        ['地灾新发隐患', 'rock-hazard.found'],
        ['监测设备断报', 'rock-hazard.device'],
      ] as const),
      ...([['滑坡前缘'], ['群测群防点'], ['违法用地'], ['临时用地'], ['规划核实'], ['地下管线资料']] as const),
      ...([['测量标志'], ['矿山边坡'], ['搬迁安置点']] as const),
    ],
  },
  emergency: {
    ...{ mark: 'YJ', zh: '应急管理' },
    things: [
      ...([['强降雨', 'environment.downpour'], ['避难场所'], ['应急物资'], ['企业应急预案'], ['危化品仓库']] as const),
      ...([
        ['救援队伍'],
        ['森林火险'],
        ['自然灾害救助'],
        ['工贸企业检查'],
        ['烟花爆竹网点'],
        ['应急演练'],
        ['灾情核报'],
      ] as const),
    ],
  },
  environment: {
    ...{ mark: 'HB', zh: '生态环境' },
    things: [
      ...([['夜间噪声', 'environment.noise'], ['扬尘监测超标', 'environment.dust'], ['河流断面水质'], ['入河排口']] as const),
      ...([
        ['餐饮油烟'],
        ['危险废物'],
        ['在线监测设备'],
        ['移动源尾气'],
        ['辐射安全'],
        ['环评批复'],
        ['排污许可'],
        ['异味投诉'],
      ] as const),
    ],
  },
  water: {
    ...{ mark: 'SL', zh: '水利' },
    things: [
      ...([['道路积水', 'city.water-logging'], ['化粪池气体', 'septic-gas.over-limit'], ['河道漂浮物'], ['山坪塘']] as const),
      ...([
        ['水库泄洪'],
        ['取水许可'],
        ['农村供水'],
        ['堤防巡护'],
        ['涉河建设'],
        ['水土保持'],
        ['节水用户'],
        ['排水管网'],
      ] as const),
    ],
  },
  maritime: {
    ...{ mark: 'HS', zh: '海事' },
    things: [
      ...([['船舶进出港'], ['水上施工作业'], ['渡口渡船'], ['船舶污染物'], ['航道漂浮物'], ['趸船锚泊']] as const),
      ...([['危险品船舶'], ['水上交通事故'], ['船员证书'], ['桥区水域'], ['水上活动'], ['船舶检验']] as const),
    ],
  },
  sanitation: {
    ...{ mark: 'HW', zh: '环境卫生' },
    things: [
      ...([['公厕'], ['化粪池满溢', 'septic-gas.hazard'], ['垃圾转运站'], ['果皮箱'], ['道路清扫'], ['洒水降尘']] as const),
      ...([['大件垃圾'], ['有害垃圾'], ['水域保洁'], ['融雪除冰'], ['作业车辆'], ['环卫工人休息点']] as const),
    ],
  },
  geology: {
    ...{ mark: 'DZ', zh: '地质灾害防治' },
    things: [
      ...([
        ['裂缝监测'],
        ['雨量站'],
        ['倾角监测', 'rock-hazard.device'],
        ['危岩巡查', 'rock-hazard.sign'],
        ['滑坡巡查'],
      ] as const),
      ...([['汛前排查'], ['汛中核查'], ['汛后复查'], ['应急调查'], ['避险撤离路线'], ['警示标牌'], ['群测群防员']] as const),
    ],
  },
  'district-centre': {
    ...{ mark: 'ZX', zh: '城市运行和治理' },
    things: [
      ...([['收件箱线索'], ['热线工单'], ['跨镇街事件'], ['挂账事件'], ['值班信息'], ['体征指标']] as const),
      ...([['场景包参数'], ['预案版本'], ['数据归集'], ['特色应用'], ['镇街指挥中心运行'], ['网格上报']] as const),
    ],
  },
  'town-centre': {
    ...{ mark: 'ZH', zh: '基层治理' },
    things: [['区级派单'], ['群众上报', 'city.other'], ['突发事件先期情况'], ['网格事务']],
  },
  'party-building': {
    ...{ mark: 'DJ', zh: '党的建设' },
    things: [['党员志愿服务'], ['居民议事'], ['两新组织联系'], ['阵地开放']],
  },
  economy: {
    ...{ mark: 'JJF', zh: '经济发展' },
    things: [['企业诉求'], ['商户登记信息'], ['农产品产销'], ['项目用地']],
  },
  livelihood: {
    ...{ mark: 'MS', zh: '民生服务' },
    things: [['临时救助'], ['高龄津贴'], ['独居老人照护'], ['就业帮扶']],
  },
  'safety-law': {
    ...{ mark: 'PA', zh: '平安法治' },
    things: [['矛盾纠纷'], ['楼道堆物', 'city.garbage'], ['燃气异味', 'city.gas-smell'], ['出租房隐患', 'city.house-safety']],
  },
}

/** What is done with a thing, and what begins it; the first few answer what happens, and take a thing's event type. */
export const itemVerbs: readonly (readonly [verb: string, trigger: string])[] = [
  ...([
    ['受理', '群众、网格或热线上报'],
    ['核实', '受理之后'],
    ['处置', '核实属实'],
    ['复查', '处置之后'],
  ] as const),
  ...([
    ['巡查', '按计划'],
    ['抽查', '每季度'],
    ['专项检查', '上级部署'],
    ['登记', '新增时'],
    ['变更', '情况变化时'],
  ] as const),
  ...([
    ['注销', '不再使用时'],
    ['备案', '单位申请'],
    ['初审', '申请材料齐全'],
    ['审批', '初审通过'],
    ['公示', '审批之后'],
  ] as const),
  ...([
    ['告知', '决定作出之后'],
    ['督办', '临近时限'],
    ['协调', '涉及多个单位'],
    ['移送', '不属本单位职责'],
  ] as const),
  ...([
    ['立案查处', '违法事实成立'],
    ['责令整改', '检查发现问题'],
    ['验收', '整改期满'],
    ['回访', '办结之后'],
    ['归档', '结案之后'],
  ] as const),
  ...([
    ['统计上报', '每月五日前'],
    ['分析研判', '每季度'],
    ['风险评估', '每年'],
    ['应急准备', '预警发布'],
    ['值守', '汛期、节假日'],
  ] as const),
  ...([
    ['宣传', '按计划'],
    ['培训', '每年'],
    ['经费核算', '每季度'],
    ['考核评估', '每年'],
  ] as const),
]

/** How long accepting and finishing may take, in short, one of these at a time. */
export const itemLimits: readonly (readonly [accept: string | null, finish: string | null])[] = [
  ...([
    ['0.5uh', '1d'],
    ['1uh', '3d'],
    ['2uh', '1wd'],
    ['2wh', '2wd'],
    ['4wh', '3wd'],
  ] as const),
  ...([
    ['1wd', '5wd'],
    ['1wd', '5wd-next'],
    ['2wd', '10wd'],
    ['3wd', '15wd-next'],
    [null, '30d'],
    [null, null],
  ] as const),
]

/** Themes of special apps, with the pack of ours that is one. */
export const appThemes: readonly (readonly [zh: string, pack?: string])[] = [
  ...([
    ['化粪池气体监管', 'septic-gas'],
    ['渣土车全链监管', 'spoil-truck'],
    ['危岩地灾早知道', 'rock-hazard'],
  ] as const),
  ...([['高楼消防一楼一案', 'high-rise-fire'], ['老旧小区电梯'], ['燃气用户安检'], ['校园周边治理'], ['夜市管理']] as const),
  ...([['江河保洁'], ['独居老人照护'], ['零工市场'], ['社区食堂'], ['景区客流'], ['农村公路养护'], ['企业诉求直办']] as const),
  ...([['工地扬尘管控'], ['背街小巷整治'], ['停车泊位共享'], ['物业服务评议'], ['森林防火'], ['山坪塘水位']] as const),
]
