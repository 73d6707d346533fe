import type { Language } from './language.ts'

/** What can differ between two versions of a rule. */
export type Field =
  | 'family'
  | 'zh'
  | 'en'
  | 'reading'
  | 'command'
  | 'direction'
  | 'on'
  | 'severity'
  | 'limit'
  | 'hold'
  | 'perMinute'
  | 'window'
  | 'for'
  | 'within'
  | 'fall'
  | 'clearFactor'
  | 'clearHold'

type DiffWording = {
  fields: Record<Field, string>
  directions: { above: string; below: string }
  /** `{level}` is a severity and `{field}` a field's word */
  ofLevel: string
  atOnce: string
  newRule: string
  goneRule: string
  rewritten: string
  ruleOrder: string
  newLevel: string
  goneLevel: string
  levelOrder: string
  level: string
  newCondition: string
  goneCondition: string
  conditionOrder: string
  otherCondition: string
  nowAll: string
  nowAny: string
  conditionLimit: string
  other: string
}

export const diffWordings: Record<Language, DiffWording> = {
  zh: {
    fields: {
      family: '归入的报警',
      zh: '中文名',
      en: '英文名',
      reading: '读数',
      command: '指令',
      direction: '方向',
      on: '对象',
      severity: '级别',
      limit: '限值',
      hold: '持续时间',
      perMinute: '每分钟变化',
      window: '时间窗',
      for: '时长',
      within: '时限',
      fall: '下降幅度',
      clearFactor: '解除比例',
      clearHold: '解除时长',
    },
    directions: { above: '高于', below: '低于' },
    ofLevel: '{level}{field}',
    atOnce: '立即',
    newRule: '新增规则：{text}',
    goneRule: '删除规则：{text}',
    rewritten: '整句改写为：{text}',
    ruleOrder: '规则顺序改为：{text}',
    newLevel: '新增{level}：{text}',
    goneLevel: '删除{level}：{text}',
    levelOrder: '级别书写顺序改为：{text}',
    level: '{level}：{text}',
    newCondition: '新增条件：{text}',
    goneCondition: '删除条件：{text}',
    conditionOrder: '条件书写顺序改变',
    otherCondition: '条件 {before} 改为 {after}',
    nowAll: '由任一满足改为全部满足',
    nowAny: '由全部满足改为任一满足',
    conditionLimit: '{value}限值 {before} → {after}',
    other: '{field} {before} → {after}',
  },
  en: {
    fields: {
      family: 'alarm family',
      zh: 'Chinese name',
      en: 'English name',
      reading: 'reading',
      command: 'command',
      direction: 'direction',
      on: 'looked at',
      severity: 'severity',
      limit: 'limit',
      hold: 'hold',
      perMinute: 'change a minute',
      window: 'window',
      for: 'time',
      within: 'time allowed',
      fall: 'fall',
      clearFactor: 'clear factor',
      clearHold: 'clear hold',
    },
    directions: { above: 'above', below: 'below' },
    ofLevel: '{level} {field}',
    atOnce: 'none',
    newRule: 'new rule: {text}',
    goneRule: 'rule removed: {text}',
    rewritten: 'rewritten as: {text}',
    ruleOrder: 'rules now in the order: {text}',
    newLevel: 'new {level}: {text}',
    goneLevel: '{level} removed: {text}',
    levelOrder: 'levels now written in the order: {text}',
    level: '{level}: {text}',
    newCondition: 'new condition: {text}',
    goneCondition: 'condition removed: {text}',
    conditionOrder: 'conditions written in another order',
    otherCondition: 'condition {before} becomes {after}',
    nowAll: 'all must hold instead of any',
    nowAny: 'any may hold instead of all',
    conditionLimit: '{value} limit {before} → {after}',
    other: '{field} {before} → {after}',
  },
}
