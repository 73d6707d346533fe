import type { Condition, Value } from '../condition.ts'
import { trendUnit } from '../trend-kinds.ts'
import { diffWordings } from './diff-words.ts'
import type { Language } from './language.ts'
import type { RuleNames } from './names.ts'
import { pairUp } from './pair-up.ts'
import { sameJson } from './same-json.ts'
import { sayCondition, sayValue } from './say-rule.ts'

export const fill = (words: string, gaps: Record<string, string>): string =>
  words.replace(/\{(\w+)\}/g, (whole, key: string) => gaps[key] ?? whole)

const isGroup = (value: Condition): value is Extract<Condition, { op: 'all' | 'any' }> => value.op === 'all' || value.op === 'any'

/** The reading a condition is about, if it is about one. */
const subject = (value: Condition): unknown =>
  value.op === 'compare'
    ? value.value
    : value.op === 'rate' || value.op === 'unusual'
      ? value.reading
      : value.op === 'fence'
        ? value.zone
        : value.op === 'agree'
          ? value.rules
          : null

/** The unit a limit of a value has. */
function unitOf(value: Value, { units }: RuleNames): string {
  if (typeof value === 'number' || 'op' in value) return ''
  const unit = units['trend' in value ? value.trend.of.reading : value.reading] ?? ''
  return 'trend' in value ? trendUnit(value.trend.is, unit) : unit
}

/** What changed between two conditions, the smallest changed part said and no more. */
export function diffCondition(before: Condition, after: Condition, lang: Language, names: RuleNames): string[] {
  const words = diffWordings[lang]
  const say = (condition: Condition): string => sayCondition(condition, lang, names).replace(/\s*\n\s*/g, ' ')
  const changed = (a: Condition, b: Condition): string[] => {
    if (sameJson(a, b)) return []
    if (isGroup(a) && isGroup(b)) return group(a.op, b.op, { from: a.of, to: b.of })
    if (a.op === 'not' && b.op === 'not') return changed(a.of, b.of)
    if (a.op === 'count' && b.op === 'count' && sameJson({ ...a, of: null }, { ...b, of: null })) return changed(a.of, b.of)
    if (a.op === 'compare' && b.op === 'compare' && a.is === b.is && sameJson(a.value, b.value))
      return [limitLine(a.value, a.limit, b.limit)]
    return [fill(words.otherCondition, { before: say(a), after: say(b) })]
  }
  const limitLine = (value: Value, from: Value, to: Value): string => {
    const unit = typeof to === 'number' ? unitOf(value, names) : ''
    const said = (limit: Value) => sayValue(limit, lang, names)
    return fill(words.conditionLimit, { value: said(value), before: said(from), after: `${said(to)} ${unit}`.trimEnd() })
  }
  const group = (
    opBefore: 'all' | 'any',
    opAfter: 'all' | 'any',
    { from, to }: { from: Condition[]; to: Condition[] },
  ): string[] => {
    const pairs = pairUp(from, to, [
      sameJson,
      (a, b) => a.op === b.op && subject(a) !== null && sameJson(subject(a), subject(b)),
      (a, b) => isGroup(a) && isGroup(b),
      (a, b) => a.op === b.op && a.op === 'not',
    ])
    return [
      ...(opBefore === opAfter ? [] : [opAfter === 'all' ? words.nowAll : words.nowAny]),
      ...pairs.gone.map((one) => fill(words.goneCondition, { text: say(one) })),
      ...pairs.both.flatMap(([a, b]) => changed(a, b)),
      ...pairs.fresh.map((one) => fill(words.newCondition, { text: say(one) })),
      ...(pairs.moved ? [words.conditionOrder] : []),
    ]
  }
  return changed(before, after)
}
