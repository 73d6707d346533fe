import type { Condition, Value } from '../condition.ts'
import type { TreeRule } from '../pack.ts'
import { lasting, share } from './atoms.ts'
import type { Language } from './language.ts'
import type { RuleNames } from './names.ts'
import { joinSaid } from './phrase.ts'
import { sayCondition, sayValue } from './say-rule.ts'
import { wordings } from './wordings.ts'

/** One line of an outline. `head`: a level or a group, whose conditions follow one step deeper. */
export type OutlineLine = { depth: number; head: boolean; text: string }
/** `notes`: how the trends of the lines are reckoned, each once instead of in brackets on every line. */
export type RuleOutline = { on: string; lines: OutlineLine[]; clear: string; notes: string[] }

type Saying = { lang: Language; names: RuleNames; notes: Set<string> }

/** A rule with nested conditions to read at a glance: no brackets, one condition a line, the gravest level first. It is not read back: `sayRule` is. */
export function outlineRule({ on, levels, clearFactor, clearHold }: TreeRule, lang: Language, names: RuleNames): RuleOutline {
  const wording = wordings[lang]
  const { outline } = wording
  const saying: Saying = { lang, names, notes: new Set() }
  const held = (hold: string): string => (hold === '0s' ? '' : lasting(wording, wording.hold).say(hold).trim())
  const lines = levels.toReversed().flatMap(({ severity, hold, when: given }) => {
    const when = flat(given)
    const many = isGroup(when) ? outline[when.op] : ''
    const text = [wording.severity[severity], held(hold), many].filter((part) => part !== '').join(outline.between)
    return [{ depth: 0, head: true, text }, ...(isGroup(when) ? when.of : [when]).flatMap((one) => linesOf(one, 1, saying))]
  })
  const clear = outline.clear
    .replace('{factor}', share(wording, { over: 0 }).say(clearFactor))
    .replace('{hold}', lasting(wording, wording.clear).say(clearHold).trim())
  return { on: wording.on[on], lines, clear, notes: [...saying.notes] }
}

type Group = Extract<Condition, { op: 'all' | 'any' }>
const isGroup = (one: Condition): one is Group => one.op === 'all' || one.op === 'any'

/** A group of one is that one, and a group in a group of its own kind is part of it: no head says what the one above it has said. */
function flat(condition: Condition): Condition {
  if (!isGroup(condition)) return condition
  const of = condition.of.map(flat).flatMap((one) => (isGroup(one) && one.op === condition.op ? one.of : [one]))
  return of.length === 1 ? of[0]! : { ...condition, of }
}

function linesOf(condition: Condition, depth: number, saying: Saying): OutlineLine[] {
  if (!isGroup(condition)) return [{ depth, head: false, text: plainOf(condition, saying) }]
  const text = wordings[saying.lang].outline[condition.op]
  return [{ depth, head: true, text }, ...condition.of.flatMap((one) => linesOf(one, depth + 1, saying))]
}

/** What a condition says without the brackets behind its trends, which become notes. */
function plainOf(condition: Condition, { lang, names, notes }: Saying): string {
  const said = sayCondition(condition, lang, names)
  if (condition.op !== 'compare') return said
  const [open, close] = wordings[lang].brackets
  const trends = [...trendsIn(condition.value), ...trendsIn(condition.limit)]
  return trends.reduce((text, trend) => {
    const whole = sayValue(trend, lang, names)
    const from = whole.lastIndexOf(open)
    if (from < 0 || !whole.endsWith(close)) return text
    const name = whole.slice(0, from).trimEnd()
    notes.add(`${name}${lang === 'zh' ? '：' : ': '}${whole.slice(from + open.length, -close.length)}`)
    const [before, ...after] = text.split(whole)
    return after.reduce((left, right) => joinSaid(`${left}${name} `, right.trimStart()), before!)
  }, said)
}

function trendsIn(value: Value): Value[] {
  if (typeof value === 'number') return []
  if ('trend' in value) return [value]
  return 'op' in value ? value.of.flatMap(trendsIn) : []
}
