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
