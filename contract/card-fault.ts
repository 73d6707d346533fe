import type { Words } from './words.ts'

/** Why a public card or a ledger keeps its pack out. `{name}` stands for what it is about. */
export const cardFaultWords = {
  'no-detail': { zh: '没有登记项“{name}”', en: 'no detail {name}' },
  personal: { zh: '登记项“{name}”是个人信息，不能显示', en: '{name} is personal' },
  'no-type': { zh: '没有事件类型“{name}”', en: 'no type {name}' },
  'no-choice': { zh: '登记项“{name}”不是选项，不能用来分组', en: '{name} is no choice' },
  'no-cycle': { zh: '“{name}”不是按周期并登记上次日期的检查', en: '{name} is no inspection by cycle with its last day' },
  'no-hazard': { zh: '没有隐患类型“{name}”', en: 'no hazard {name}' },
  'no-reading': { zh: '没有读数“{name}”', en: 'no reading {name}' },
} as const satisfies Record<string, Words>

export type CardFaultCode = keyof typeof cardFaultWords
