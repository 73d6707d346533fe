/**
 * What grid workers write down of what they put right on the spot, by the type it is filed under. Invented; nobody is named. Each type is
 * one of `city-basics` that a grid worker may file; how often it comes is its weight.
 */
export const gridMatters: readonly { type: string; weight: number; words: readonly string[] }[] = [
  {
    type: 'city.garbage',
    weight: 34,
    words: [
      '单元门口堆放纸箱，已劝导并清走',
      '楼道杂物，已劝离并清理',
      '垃圾桶满溢，已联系清运，现场干净',
      '绿化带内有塑料袋，随手清理',
      '装修垃圾堆在路边，业主已当场转运',
    ],
  },
  {
    type: 'city.illegal-parking',
    weight: 20,
    words: [
      '车辆挡住消防通道，已联系车主挪走',
      '电动车停进楼道，已劝导推出',
      '单元门前停车，住户出行不便，已挪车',
      '共享单车倒伏，已扶起摆放',
    ],
  },
  {
    type: 'city.street-vending',
    weight: 14,
    words: ['菜市场门口占道摆摊，已劝离', '校门口流动摊点，已劝离', '店外摆货占人行道，已收进店内'],
  },
  {
    type: 'city.noise',
    weight: 9,
    words: ['夜间唱歌音量大，已劝停', '装修超出时间，已劝停并告知时段', '广场舞音量大，已调低'],
  },
  {
    type: 'city.road-damage',
    weight: 7,
    words: ['人行道地砖松动，已填沙压实', '台阶破角，已用水泥修补', '坑洼积泥，已铲平'],
  },
  { type: 'city.tree', weight: 5, words: ['断枝挂在人行道上方，已取下', '灌木遮挡转角视线，已修枝'] },
  { type: 'city.street-light', weight: 4, words: ['楼道灯不亮，已换灯泡', '院坝灯开关松动，已拧紧复亮'] },
  { type: 'city.water-logging', weight: 3, words: ['雨水篦子被树叶堵住，已清开', '院坝积水，已疏通地漏'] },
  {
    type: 'city.other',
    weight: 4,
    words: ['老人忘带钥匙，已联系家属送到', '宣传栏玻璃松脱，已取下保管', '健身器材螺丝松动，已紧固'],
  },
]

/** What citizens report that a town then handles: what they wrote, and what the post wrote when it was done. Invented; nobody is named. */
export const caseMatters: readonly { type: string; weight: number; words: readonly string[]; results: readonly string[] }[] = [
  {
    type: 'city.road-damage',
    weight: 26,
    words: ['路面塌陷一块，晚上看不见', '人行道地砖缺了好几块', '井边路面下沉，车过会颠'],
    results: ['已回填夯实并恢复路面，周边复查无空洞', '已更换地砖并压实，通行正常'],
  },
  {
    type: 'city.garbage',
    weight: 24,
    words: ['垃圾堆了三天没有人清', '建筑垃圾倒在空地上', '河边漂着很多垃圾'],
    results: ['已清运干净并冲洗地面，加密巡查一周', '已组织清运，并立牌告知投放点'],
  },
  {
    type: 'city.noise',
    weight: 14,
    words: ['工地夜里还在施工', '楼下商铺音响声音很大'],
    results: ['已现场制止并约谈负责人，次日夜间复查无施工', '已要求调低音量并签承诺，回访满意'],
  },
  {
    type: 'city.street-light',
    weight: 14,
    words: ['整条巷子的路灯都不亮', '路灯一闪一闪'],
    results: ['更换灯具六盏，夜间复查全部点亮', '修复线路接头，夜间复查正常'],
  },
  {
    type: 'city.water-logging',
    weight: 8,
    words: ['下雨就积水，过不去', '地下通道进水'],
    results: ['疏通雨水管并清掏检查井，雨后复查无积水'],
  },
  {
    type: 'city.tree',
    weight: 8,
    words: ['大树歪了，靠着电线', '树枝断了挂在路上'],
    results: ['修剪并支护，已清走断枝，复查无倾斜'],
  },
  {
    type: 'city.other',
    weight: 6,
    words: ['健身器材坏了，怕小孩碰', '公示栏倒了'],
    results: ['已维修更换，试用正常，并查看周边同类设施'],
  },
]
/** Why a case waits with a public date. */
export const parkReasons: readonly string[] = [
  '已列入下季度改造计划',
  '须与管网改造一并实施，已报区级统筹',
  '待产权单位确认维修资金',
]
