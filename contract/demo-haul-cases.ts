/**
 * What 九龙坡 and 江北 of the demo say of the time before (the newspaper's 20 % and weeks; the counts are invented), and of how many cases
 * since the demo knows: about one in ten of them is `parked` (挂账), nine in ten are closed. `hours`: three weeks, a little more in the other.
 */
export const demoBefore = [
  {
    ...{ district: '500107', area: '50/500107/', areaName: '九龙坡区', cases: 50, parked: 5 },
    ...{ found: 640, handled: 128, hours: 504, source: '示例：启用前一年渣土台账' },
  },
  {
    ...{ district: '500105', area: '50/500105/', areaName: '江北区', cases: 28, parked: 3 },
    ...{ found: 410, handled: 82, hours: 576, source: '示例：启用前一年渣土台账' },
  },
] as const

/** What neighbours wrote of spoil trucks, what the department wrote when it was done, and why it asked to park some. Invented; nobody is named. */
export const demoCaseWords: readonly {
  type: string
  weight: number
  words: readonly string[]
  results: readonly string[]
  /** why some of them wait */
  reasons: readonly string[]
  noted: Readonly<Record<string, string>>
}[] = [
  {
    type: 'spoil-truck.dump',
    weight: 1,
    words: ['有渣土车夜里往空地倒土', '路边多了一堆弃土，像是货车倒的', '河沟边被人倒了建筑渣土'],
    results: ['已责令清运并恢复原状，同步核查准运证和联单', '弃土已清运至消纳场，现场设障防再倒'],
    reasons: [
      '倾倒物成分待鉴定，鉴定结论出来后再清运',
      '当事车辆为外地号牌，协查函已发，待复函',
      '场地权属有争议，待街道明确责任人后清运',
    ],
    noted: { found: '现场有新倒弃土，轮迹通往施工道路', decision: '责令清运，立案查处' },
  },
]
