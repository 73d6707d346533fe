import { type DetectRule, DetectRule as DetectRuleShape, type Pack } from '../../../contract/pack.ts'
import { faultText, type RuleFault } from '../../../contract/rule-fault.ts'
import { namesOfPack } from '../../../contract/rule-words/names.ts'
import { isUnread, readRule, type Unread } from '../../../contract/rule-words/say-rule.ts'
import type { RuleRemark, RulesGiven } from '../../../contract/rules.ts'
import { checkRule } from '../../city/pack/check-rule.ts'

/** What was sent, read: null where a sentence cannot be read; and everything that keeps it from being saved, with its places. */
export type Read = { rules: (DetectRule | null)[]; faults: RuleRemark[] }

/** Reads and checks all rules of a pack together: they may be about each other's alarms and commands. */
export function readGiven({ rules: given, lang }: RulesGiven, pack: Pack, packs: Pack[]): Read {
  const names = namesOfPack(pack)
  const read = given.map((one) => (typeof one === 'string' ? readSentence(one, lang, names) : one))
  const rules = read.map((one) => (isRule(one) ? one : null))
  const unread = read.flatMap((one, index) => (isRule(one) ? [] : [unreadRemark(one, index)]))
  return { rules, faults: [...unread, ...faultsOf(rules, pack, packs)] }
}

/** A sentence that reads well may still say what no rule may (a share above one): then its shape is told as any other fault. */
function readSentence(text: string, lang: RulesGiven['lang'], names: ReturnType<typeof namesOfPack>): DetectRule | Unread {
  const read = readRule(text, lang, names)
  if (isUnread(read)) return read
  const shaped = DetectRuleShape.safeParse(read)
  return shaped.success ? shaped.data : { at: 0, expected: shaped.error.issues.map(({ path }) => path.join('.')).join(', ') }
}

const isRule = (one: DetectRule | Unread): one is DetectRule => !isUnread(one)

const unreadRemark = ({ at, expected }: Unread, index: number): RuleRemark => ({
  ...{ index, rule: null, path: '', code: 'unread', at },
  words: { zh: `读不懂：${expected}`, en: `cannot be read: ${expected}` },
})

/** Everything wrong with rules that could be read, as one list. */
export function faultsOf(rules: (DetectRule | null)[], pack: Pack, packs: Pack[]): RuleRemark[] {
  const known = rules.filter((rule) => rule !== null)
  const whole: Pack = { ...pack, detect: known }
  return rules.flatMap((rule, index) => {
    if (!rule) return []
    const twice = rules.findIndex((other) => other?.id === rule.id) < index
    return [...checkRule(rule, whole, packs).map((fault) => remark(fault, rule, index)), ...(twice ? [sameId(rule, index)] : [])]
  })
}

const remark = (fault: RuleFault, rule: DetectRule, index: number): RuleRemark => ({
  ...{ index, rule: rule.id, path: fault.path, code: fault.code, at: null },
  words: { zh: faultText(fault, 'zh'), en: faultText(fault, 'en') },
})

const sameId = (rule: DetectRule, index: number): RuleRemark => ({
  ...{ index, rule: rule.id, path: 'id', code: 'same-id', at: null },
  words: { zh: '已有同一编号的规则', en: 'another rule has this id' },
})
