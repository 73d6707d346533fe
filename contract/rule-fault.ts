import { z } from 'zod'
import type { Words } from './words.ts'

/** Why a rule cannot be saved. Each with its words: `{name}` and the like stand for the details. */
export const ruleFaultWords = {
  'unknown-reading': { zh: '没有读数“{name}”', en: 'There is no reading {name}' },
  'unknown-device': { zh: '没有“{name}”类设备', en: 'There is no device kind {name}' },
  'unknown-zone': { zh: '没有围栏“{name}”', en: 'There is no zone {name}' },
  'unknown-family': { zh: '没有报警类别“{name}”', en: 'No rule raises alarms of the family {name}' },
  'no-type': {
    zh: '没有事件类型接“{name}”类报警，报了也没有人处置',
    en: 'No event type takes alarms of the family {name}: nobody would be called',
  },
  'unknown-command': { zh: '没有指令“{name}”', en: 'There is no command {name}' },
  'too-deep': { zh: '条件嵌套超过 {most} 层', en: 'Conditions are nested deeper than {most}' },
  'too-large': { zh: '条件超过 {most} 个', en: 'There are more than {most} conditions and numbers' },
  'too-long': { zh: '时长 {length} 超过 {most}', en: '{length} is longer than {most}' },
  'too-short': { zh: '时长须大于零', en: 'The length must be more than nothing' },
  'at-rest': { zh: '不变的读数也达到这一速率', en: 'A reading at rest reaches this rate too' },
  'no-duration': { zh: '“{given}”不是时长，应如 45s、10m、2h', en: '{given} is no length of time; write 45s, 10m, 2h' },
  'divides-by-zero': { zh: '除数可能为零', en: 'The divisor can be zero' },
  constant: { zh: '比较的两边都不是读数', en: 'Neither side of the comparison is a reading' },
  'no-length': { zh: '停留须写明时长', en: 'Dwelling needs a length' },
  'nested-weigh': { zh: '权重判断里不能再有权重判断', en: 'A weighing cannot stand inside a weighing' },
  'never-enough': { zh: '全部权重加起来也不到 {limit}', en: 'All weights together stay below {limit}' },
  'no-object': { zh: '场景包没有监管对象或设备', en: 'The pack has no objects or devices' },
  'wrong-clear-factor': { zh: '恢复线比报警线更严', en: 'The clear limit lies beyond the limit' },
  'levels-out-of-order': { zh: '更重的级别须有更远的限值', en: 'A graver level needs a farther limit' },
  'beyond-range': {
    zh: '限值 {limit} 超出读数“{name}”的量程 {min}～{max}',
    en: 'The limit {limit} lies outside the range of {name}, {min} to {max}',
  },
  'same-severity': { zh: '同一级别写了两次', en: 'The same severity stands twice' },
  'bad-name': {
    zh: '“{name}”不能作编号：须以字母或数字开头，只含字母、数字、点、下划线和连字符，最多 60 个字符',
    en: '“{name}” is no id: it begins with a letter or digit and holds letters, digits, dots, underscores and hyphens, at most 60',
  },
  'unknown-rule': { zh: '本场景包没有逐台设备的规则“{name}”', en: 'The pack has no rule {name} about devices' },
  'of-an-object': {
    zh: '几台设备是否一致，只能在对整个对象的规则里问',
    en: 'Whether devices agree is asked in rules about a whole object only',
  },
  loop: { zh: '规则由自己的结果触发：{way}', en: 'The rule is set off by its own outcome: {way}' },
} as const satisfies Record<string, Words>

export const RuleFaultCode = z.enum(Object.keys(ruleFaultWords) as [keyof typeof ruleFaultWords])
/** A fault and its place in the rule, as `levels.0.when.of.1`. */
export const RuleFault = z.object({
  path: z.string(),
  code: RuleFaultCode,
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type RuleFault = z.infer<typeof RuleFault>

/** The fault as a person reads it. */
export const faultText = ({ code, details }: RuleFault, language: 'zh' | 'en'): string =>
  ruleFaultWords[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
