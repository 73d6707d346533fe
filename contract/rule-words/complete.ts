import type { Words } from '../words.ts'
import type { Language } from './language.ts'
import type { RuleNames } from './names.ts'
import { bodyGap } from './say-rule.ts'
import { wordings } from './wordings.ts'

/** What may be written next: each word as it would stand, from the place `at` on. */
export type Completion = { at: number; words: string[] }

const most = 10
const usual: Record<Language, string[]> = {
  zh: ['30 秒', '1 分钟', '10 分钟', '1 小时'],
  en: ['30 seconds', '1 minute', '10 minutes', '1 hour'],
}

/**
 * What a person may write next in the sentence of a rule (without its head), where `before` is all that stands before the caret. Only words
 * that begin with what was begun, and that the sentence can be read on with; numbers are for the person to think of.
 */
export function complete(before: string, lang: Language, names: RuleNames): Completion {
  const gap = bodyGap(before, lang, names)
  if (!gap) return { at: before.length, words: [] }
  const begun = before.slice(gap.at).trim().toLowerCase()
  const head = before.slice(0, gap.at)
  const words = wordsFor(gap.wanted, lang, names)
    .filter((word) => word.toLowerCase().startsWith(begun) && word.toLowerCase() !== begun)
    .filter((word) => readsOn(head + word, lang, names))
  return { at: gap.at, words: [...new Set(words)].slice(0, most) }
}

function wordsFor(wanted: string[], lang: Language, names: RuleNames): string[] {
  const { wants } = wordings[lang]
  const called = (tables: (Record<string, Words> | undefined)[]): string[] =>
    tables.flatMap((table) => Object.values(table ?? {}).map((words) => words[lang]))
  const said = wanted.flatMap((want) => {
    if (want === wants.reading) return called([names.readings])
    if (want === wants.name) return called([names.commands, names.zones, names.families, names.devices])
    return /^“(.+)”$/.exec(want)?.slice(1) ?? []
  })
  return wanted.includes(wants.duration) ? [...said, ...usual[lang]] : said
}

/** Does the sentence go on after all of the text? */
function readsOn(text: string, lang: Language, names: RuleNames): boolean {
  const gap = bodyGap(text, lang, names)
  return gap === null || gap.at >= text.length
}
