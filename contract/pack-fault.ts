import { z } from 'zod'
import { fillWords } from './fill-words.ts'
import { Words } from './words.ts'

/** Why a pack is not taken. `{name}` and the like stand for the details. */
export const packFaultWords = {
  'not-a-pack': { zh: '不是场景包文件', en: 'This is no pack file' },
  compressed: { zh: '场景包不压缩，不收压缩文件', en: 'A pack file is never compressed; archives are not taken' },
  'too-big': { zh: '超过 {most} 字节', en: 'It has more than {most} bytes' },
  'too-many': { zh: '超过 {most} 项', en: 'It holds more than {most} things' },
  'too-deep': { zh: '嵌套超过 {most} 层', en: 'It is nested deeper than {most}' },
  'bad-key': { zh: '含有禁用的名称“{name}”', en: 'It holds the forbidden name “{name}”' },
  json: { zh: '不是合法的 JSON', en: 'It is no valid JSON' },
  'part-unknown': {
    zh: '场景包只能是数据，不收“{name}”',
    en: 'A pack is data only: “{name}” is not taken',
  },
  'part-link': { zh: '不收链接“{name}”', en: 'The link “{name}” is not taken' },
  'part-missing': { zh: '缺少“{name}”', en: '“{name}” is missing' },
  'block-unknown': { zh: '不认识的块“{name}”', en: 'There is no block “{name}”' },
  shape: { zh: '{reasonZh}', en: '{reasonEn}' },
  needs: {
    zh: '需要第 {needs} 版积木，本平台是第 {ours} 版',
    en: 'It needs version {needs} of the blocks; this platform knows {ours}',
  },
  old: { zh: '第 {version} 版不比现行的第 {before} 版新', en: 'Version {version} is not newer than version {before} in force' },
  rule: { zh: '{faultZh}', en: '{faultEn}' },
  'other-rule': {
    zh: '场景包“{pack}”的规则“{name}”会因此失效：{faultZh}',
    en: 'The rule {name} of the pack {pack} would no longer hold: {faultEn}',
  },
  'no-type': { zh: '没有事件类型“{name}”', en: 'There is no event type {name}' },
  'no-kind': { zh: '没有对象“{name}”', en: 'There is no kind of object {name}' },
  'no-risk': { zh: '对象“{name}”没有风险模型', en: 'The kind of object {name} has no risk model' },
  'no-device': { zh: '场景包“{name}”没有设备可演示', en: 'The pack {name} has no devices to be played' },
  'too-often': { zh: '比“{name}”一次还长', en: 'It lasts longer than its turn of {name}' },
  plan: { zh: '预案有误：{faultZh}', en: 'The plan is wrong: {faultEn}' },
  heading: { zh: '名称与登记表的另一列重复', en: 'Its name is taken by another column of the register' },
  risk: { zh: '风险模型有误：{faultZh}', en: 'The risk model is wrong: {faultEn}' },
  card: { zh: '公开页或一本账有误：{faultZh}', en: 'The public card or the ledger is wrong: {faultEn}' },
  twice: { zh: '编号“{name}”出现两次', en: 'The id “{name}” stands twice' },
  taken: { zh: '“{name}”已属于场景包“{pack}”', en: '“{name}” belongs to the pack {pack}' },
  'no-family': { zh: '没有规则报“{name}”类报警', en: 'No rule raises alarms of the family {name}' },
  'setting-nowhere': { zh: '“{name}”指不到场景包里的数', en: '“{name}” points at nothing in the pack' },
  'setting-range': { zh: '“{value}”不在 {min}～{max} 之间', en: '“{value}” is not between {min} and {max}' },
  'sample-few': {
    zh: '报警样例（samples/*.json，读数进、报警出）至少 {least} 个，现有 {n} 个',
    en: 'It needs at least {least} samples of its alarms (samples/*.json: readings in, alarms out) and has {n}',
  },
  'risk-sample-few': {
    zh: '风险模型的样例至少 {least} 个，现有 {n} 个：放在 risk-samples/*.json，登记情况进，分数、颜色、理由出；写法见 new-pack --risk',
    en: 'The risk model needs at least {least} samples of its own and has {n}: they go into risk-samples/*.json, what is known of an object in, score, colour and reasons out; new-pack --risk writes some',
  },
  'haul-sample-few': {
    zh: '运输核查的样例（samples/*.json，联单、准运证、行驶进，发现出）至少 {least} 个，现有 {n} 个',
    en: 'It needs at least {least} samples of what its checks of carriers find (samples/*.json: permits, tickets and drives in, findings out) and has {n}',
  },
  'sample-column': { zh: '登记表没有“{name}”列', en: 'The register has no column {name}' },
  'sample-place': { zh: '样例里没有装载地“{name}”', en: 'The sample has no place {name} to load at' },
  'sample-check': { zh: '没有核查“{name}”', en: 'There is no check {name}' },
  'sample-camera': { zh: '样例里没有摄像机“{name}”', en: 'The sample has no camera {name}' },
  'sample-sighted': { zh: '摄像机不看“{name}”', en: 'Cameras notice no {name}' },
  'sample-reading': { zh: '没有读数“{name}”', en: 'There is no reading {name}' },
  'sample-command': { zh: '没有指令“{name}”', en: 'There is no command {name}' },
  'sample-late': { zh: '样例结束之后还有读数', en: 'A reading comes after the sample has ended' },
  'sample-fails': { zh: '样例不符：应为 {wanted}，实为 {got}', en: 'The sample fails: expected {wanted}, came {got}' },
  'too-slow': { zh: '{seconds} 秒内没有算完样例', en: 'Its samples were not reckoned within {seconds} seconds' },
  signature: { zh: '签名不符，文件可能被改动', en: 'The signature does not fit: the file may have been changed' },
  'publisher-other': {
    zh: '这个场景包由“{before}”发布，“{publisher}”不能升级它',
    en: 'This pack was published by {before}: {publisher} may not upgrade it',
  },
  'publisher-unknown': {
    zh: '发布者“{publisher}”（密钥 {key}）不在可信名单里',
    en: 'The publisher {publisher} (key {key}) is not on the list of those trusted',
  },
} as const satisfies Record<string, Words>

export const PackFaultCode = z.enum(Object.keys(packFaultWords) as [keyof typeof packFaultWords])
export type PackFaultCode = z.infer<typeof PackFaultCode>

/** One thing that keeps a pack out: in which part, at which place of it (`types.0.plan`), and why. */
export const PackFault = z
  .object({ part: z.string(), path: z.string(), code: PackFaultCode, words: Words })
  .meta({ id: 'PackFault' })
export type PackFault = z.infer<typeof PackFault>

type Details = Record<string, string | number>

/** A fault with its words filled in. */
export const packFault = (part: string, path: string, code: PackFaultCode, details: Details = {}): PackFault => ({
  ...{ part, path, code },
  words: { zh: fillWords(packFaultWords[code].zh, details), en: fillWords(packFaultWords[code].en, details) },
})
