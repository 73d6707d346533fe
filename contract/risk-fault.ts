import type { Words } from './words.ts'

/** Why a risk model keeps its pack out. `{name}` and the like stand for the details. */
export const riskFaultWords = {
  'weights-sum': { zh: '权重之和是 {sum}，应为 100', en: 'the weights sum {sum}, not 100' },
  twice: { zh: '编号出现两次', en: 'the id stands twice' },
  levels: {
    zh: '等级界限应从红到蓝依次降低，大于 0 且不超过 100',
    en: 'they must fall from red to blue, above 0 and not over 100',
  },
  'no-group': { zh: '没有分组“{name}”', en: 'there is no group {name}' },
  'same-step': { zh: '两档从同一个数起', en: 'two steps begin at the same value' },
  'past-roles': { zh: '这一档超过了 {n} 类角色', en: 'a step lies beyond the {n} roles' },
  'no-reading': { zh: '场景包“{pack}”没有读数“{name}”', en: 'the pack {pack} has no reading {name}' },
  'no-type': { zh: '没有事件类型“{name}”', en: 'there is no event type {name}' },
  'no-inspection': { zh: '没有检查“{name}”', en: 'there is no inspection {name}' },
  'no-calendar': { zh: '检查“{name}”不按日历到期，算不出完成率', en: 'the inspection {name} is not due by the calendar' },
  'no-score': { zh: '选项“{name}”没有分值', en: 'the choice {name} has no score' },
  'no-choice': { zh: '没有选项“{name}”', en: 'there is no choice {name}' },
  'no-kind': { zh: '没有对象类别“{name}”', en: 'there is no kind of objects {name}' },
  'no-indicator': { zh: '没有指标“{name}”', en: 'there is no indicator {name}' },
  'no-detail': { zh: '没有登记项“{name}”', en: 'there is no detail {name}' },
  'other-kind': { zh: '登记项“{name}”的种类是 {is}，不是 {wanted}', en: 'the detail {name} is a {is}, not a {wanted}' },
  'no-pack': { zh: '没有场景包“{pack}”', en: 'there is no pack {pack}' },
  'no-family': { zh: '“{pack}”没有规则报“{name}”类报警', en: 'no rule of {pack} raises alarms of the family {name}' },
  'first-step': { zh: '第一档须立即生效，after 为 0s', en: 'the first step is at once, after 0s' },
  'step-order': { zh: '后一档须比前一档更晚', en: 'each step comes later' },
} as const satisfies Record<string, Words>

export type RiskFaultCode = keyof typeof riskFaultWords
