import { type DetectRule, DetectRule as DetectRuleShape } from '../../contract/pack.ts'
import type { Language } from '../../contract/rule-words/language.ts'
import type { RuleNames } from '../../contract/rule-words/names.ts'
import { isUnread, readBody, sayBody, sayRule } from '../../contract/rule-words/say-rule.ts'
import { type JsonFault, readJson } from './read-json.ts'

/**
 * A rule while somebody writes it. `rule`: as it could be read last. `text`: its sentence as it is being written, `json`: its JSON; one of
 * them at most, and null while it says the very same as `rule`.
 */
export type EditedRule = { key: string; rule: DetectRule; text: string | null; json: string | null }
export type Face = 'sentence' | 'parts' | 'json'

export const editedOf = (rule: DetectRule): EditedRule => ({ key: rule.id, rule, text: null, json: null })

/** The sentence as it stands in its field. */
export const sentenceOf = (edited: EditedRule, lang: Language, names: RuleNames): string =>
  edited.text ?? sayBody(edited.rule, lang, names)

/** The sentence was written on; the rule follows as soon as it can be read, and keeps its head. */
export function writeSentence(edited: EditedRule, text: string, lang: Language, names: RuleNames): EditedRule {
  const body = readBody(text, lang, names)
  const { id, family, name } = edited.rule
  return { ...edited, text, json: null, rule: isUnread(body) ? edited.rule : ({ id, family, name, ...body } as DetectRule) }
}

export const jsonOf = (edited: EditedRule): string => edited.json ?? JSON.stringify(edited.rule, null, 2)

/** The JSON was written on; what the contract calls no rule is none yet. */
export function writeJson(edited: EditedRule, json: string): EditedRule {
  const read = readJson(DetectRuleShape, json, 'zh')
  return { ...edited, json, text: null, rule: 'value' in read ? read.value : edited.rule }
}

/** The rule was changed by its parts. */
export const writeRule = (edited: EditedRule, rule: DetectRule): EditedRule => ({ ...edited, rule, text: null, json: null })

/** What keeps the JSON being written from being a rule. */
export function jsonFault({ json }: EditedRule, lang: Language): JsonFault | null {
  const read = json === null ? null : readJson(DetectRuleShape, json, lang)
  return read && 'fault' in read ? read.fault : null
}

/**
 * Rules kept in a tab, as they can be shown: what an older release kept and no face can say begins again as it was, or is left out.
 * Null when nothing of it can be read.
 */
export function keptRules(text: string, initial: readonly DetectRule[], lang: Language, names: RuleNames): EditedRule[] | null {
  try {
    const kept = JSON.parse(text) as EditedRule[]
    return kept.flatMap((one) => {
      if (isSayable(one.rule, lang, names)) return [one]
      const before = initial.find(({ id }) => id === one.key)
      return before ? [editedOf(before)] : []
    })
  } catch {
    return null
  }
}

function isSayable(rule: DetectRule, lang: Language, names: RuleNames): boolean {
  try {
    return headLine(rule, lang, names) !== '' && sayBody(rule, lang, names) !== ''
  } catch {
    return false
  }
}

/** A rule that was taken out comes back beside those that are there now, at its place; one that is back already stays as it is. */
export const putBack = (rules: readonly EditedRule[], gone: EditedRule, at: number): EditedRule[] =>
  rules.some(({ key }) => key === gone.key) ? [...rules] : rules.toSpliced(at, 0, gone)

/** Why the other faces cannot show it now: what is being written is not what the rule says. */
export function unreadable(edited: EditedRule, lang: Language, names: RuleNames): 'sentence' | 'json' | null {
  if (edited.text !== null && isUnread(readBody(edited.text, lang, names))) return 'sentence'
  if (jsonFault(edited, lang)) return 'json'
  return null
}

/** The line before the sentence: which rule, its names, its family. */
export function headLine({ id, family, name }: DetectRule, lang: Language, names: RuleNames): string {
  return sayRule({ id, family, name, kind: 'silence', for: '1m', severity: 'blue' }, lang, names).split('\n')[0]!
}

/** What the server is sent of it: the rule, or the sentence that cannot be read, so that it says where and why. */
export const givenOf = (edited: EditedRule, lang: Language, names: RuleNames): DetectRule | string =>
  unreadable(edited, lang, names) === 'sentence' ? `${headLine(edited.rule, lang, names)}\n${edited.text}` : edited.rule

/** A place in what was sent, as a place in the field of the sentence. */
export const placeInField = (at: number, edited: EditedRule, lang: Language, names: RuleNames): number =>
  Math.max(0, at - headLine(edited.rule, lang, names).length - 1)

/** Line and sign of a place in a text, both counted from one. */
export function lineOf(text: string, at: number): { line: number; sign: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, sign: (before.at(-1)?.length ?? 0) + 1 }
}

/** An id no other rule has, nor had when it was begun. */
export function freshId(rules: readonly EditedRule[], wish: string): string {
  const taken = new Set(rules.flatMap(({ key, rule }) => [key, rule.id]))
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wish : `${wish}-${n}`
    if (!taken.has(id)) return id
  }
}
