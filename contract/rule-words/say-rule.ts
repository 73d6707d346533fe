import type { Condition, Value } from '../condition.ts'
import type { DetectRule } from '../pack.ts'
import { conditionPhrase } from './condition-phrase.ts'
import type { Language, Wording } from './language.ts'
import { type RuleNames, refsOf } from './names.ts'
import type { Phrase } from './phrase.ts'
import { miss, Reader } from './reader.ts'
import { bodyPhrase, headPhrase, type RuleBody, type RuleHead } from './rule-phrase.ts'
import { sameJson } from './same-json.ts'
import { valuePhrase } from './value-phrase.ts'
import { wordings } from './wordings.ts'

/** No sentence a person writes is longer; a longer one is not read at all. */
const longest = 20_000
const headKeys = new Set(['id', 'family', 'name'])

/** The place where a sentence could not be read on, and what would be right there, in the language of the sentence. */
export type Unread = { at: number; expected: string }
export const isUnread = (read: object): read is Unread => 'at' in read && 'expected' in read

/** A rule as a person would write it, first its head and then its sentence. `readRule` reads it back as the very same rule. */
export function sayRule(rule: DetectRule, lang: Language, names: RuleNames): string {
  return sayWith((careful) => grammarOf(lang, names, careful).rule, rule)
}

/** Reads what `sayRule` says, or what a person has made of it. Never throws. */
export function readRule(text: string, lang: Language, names: RuleNames): DetectRule | Unread {
  return readWith(grammarOf(lang, names, false).rule, text, wordings[lang])
}

/** The sentence alone, for an editor that has fields of its own for the head. */
export function sayBody(rule: RuleBody | DetectRule, lang: Language, names: RuleNames): string {
  const body = Object.fromEntries(Object.entries(rule).filter(([key]) => !headKeys.has(key)))
  return sayWith((careful) => grammarOf(lang, names, careful).body, body as RuleBody)
}

/** Reads a sentence without a head. */
export function readBody(text: string, lang: Language, names: RuleNames): RuleBody | Unread {
  return readWith(grammarOf(lang, names, false).body, text, wordings[lang])
}

/** Where the sentence of a rule without its head cannot be read on, and everything that may stand there, as it is told; null: it can. */
export function bodyGap(text: string, lang: Language, names: RuleNames): { at: number; wanted: string[] } | null {
  const reader = new Reader(text.slice(0, longest))
  const read = grammarOf(lang, names, false).body.read(reader)
  return read !== miss && reader.ended(wordings[lang].wants.end) ? null : reader.fault()
}

/** One condition alone, for lists of differences and explanations. */
export function sayCondition(condition: Condition, lang: Language, names: RuleNames): string {
  return grammarOf(lang, names, false).condition.say(condition)
}

/** One number of a condition. */
export function sayValue(value: Value, lang: Language, names: RuleNames): string {
  return grammarOf(lang, names, false).value.say(value)
}

type Grammar = { rule: Phrase<DetectRule>; body: Phrase<RuleBody>; condition: Phrase<Condition>; value: Phrase<Value> }
const grammars = new WeakMap<RuleNames, Map<string, Grammar>>()

/** The grammar over some names; building one costs more than a sentence, so it is kept as long as the names are. */
function grammarOf(lang: Language, names: RuleNames, careful: boolean): Grammar {
  const known = grammars.get(names) ?? new Map<string, Grammar>()
  grammars.set(names, known)
  const key = `${lang} ${careful}`
  const grammar = known.get(key) ?? buildGrammar(lang, names, careful)
  known.set(key, grammar)
  return grammar
}

function buildGrammar(lang: Language, names: RuleNames, careful: boolean): Grammar {
  const wording = wordings[lang]
  const head = headPhrase(wording, { lang, names, careful })
  const body = bodyPhrase(wording, { lang, names, careful })
  const rule: Phrase<DetectRule> = {
    say: (given) => `${head.say(given)}\n${body.say(given)}`,
    read(reader) {
      const first: RuleHead | typeof miss = head.read(reader)
      const rest = first === miss ? miss : body.read(reader)
      return first === miss || rest === miss ? miss : ({ ...first, ...rest } as DetectRule)
    },
  }
  const refs = refsOf(wording, { lang, names, careful, bounded: true })
  return { rule, body, condition: conditionPhrase(wording, refs), value: valuePhrase(wording, refs) }
}

/** A pack may call a reading anything, also something that looks like the rest of a sentence: then every name stands in quotes. */
function sayWith<T>(phraseOf: (careful: boolean) => Phrase<T>, value: T): string {
  const text = phraseOf(false).say(value)
  return sameJson(phraseOf(false).read(new Reader(text)), value) ? text : phraseOf(true).say(value)
}

function readWith<T>(phrase: Phrase<T>, text: string, { wants }: Wording): T | Unread {
  if (text.length > longest) return { at: longest, expected: `${wants.be} ${wants.text}` }
  const reader = new Reader(text)
  const value = phrase.read(reader)
  if (value !== miss && reader.ended(wants.end)) return value
  const { at, wanted } = reader.fault()
  return { at, expected: `${wants.be} ${wanted.slice(0, 8).join(` ${wants.or} `)}` }
}
