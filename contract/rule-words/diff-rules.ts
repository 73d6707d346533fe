import type { DetectRule, ThresholdRule, TreeRule } from '../pack.ts'
import type { Severity } from '../scales.ts'
import { amount, duration, share } from './atoms.ts'
import { diffCondition, fill } from './diff-condition.ts'
import { diffWordings, type Field } from './diff-words.ts'
import type { Language } from './language.ts'
import { type Refs, type RuleNames, refsOf } from './names.ts'
import { pairUp } from './pair-up.ts'
import { sameJson } from './same-json.ts'
import { sayBody } from './say-rule.ts'
import { wordings } from './wordings.ts'

/** One change in plain words. `rule` is the id of the rule it belongs to, null for the list as a whole. */
export type Difference = { rule: string | null; text: string }
type Level = ThresholdRule['levels'][number] | TreeRule['levels'][number]
type Teller = ReturnType<typeof teller>

/** Everything that changed between two versions of a pack's rules, one line for each change; none for none. */
export function diffRules(before: DetectRule[], after: DetectRule[], lang: Language, names: RuleNames): Difference[] {
  const words = diffWordings[lang]
  const tell = teller(lang, names)
  const pairs = pairUp(before, after, [(a, b) => a.id === b.id])
  const whole = (rule: DetectRule): string => `${rule.name[lang]} (${rule.id})`
  const headed = (template: string, rule: DetectRule): Difference => ({
    rule: rule.id,
    text: fill(template, { text: `${whole(rule)} ${sayBody(rule, lang, names)}` }),
  })
  return [
    ...pairs.gone.map((rule) => headed(words.goneRule, rule)),
    ...pairs.both.flatMap(([a, b]) => diffRule(a, b, tell).map((text) => ({ rule: b.id, text }))),
    ...pairs.fresh.map((rule) => headed(words.newRule, rule)),
    ...(pairs.moved ? [{ rule: null, text: fill(words.ruleOrder, { text: after.map(({ id }) => id).join(', ') }) }] : []),
  ]
}

function diffRule(before: DetectRule, after: DetectRule, tell: Teller): string[] {
  const head = [
    ...tell.field('zh', before.name.zh, after.name.zh),
    ...tell.field('en', before.name.en, after.name.en),
    ...tell.field('family', before.family, after.family),
  ]
  if (before.kind !== after.kind) return [...head, tell.rewritten(after)]
  const told = new Set(['id', 'kind', 'name', 'family', 'levels'])
  const [from, to] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !told.has(key))
  const readings = { before: from.reading, after: to.reading }
  const fields = keys.flatMap((key) => tell.field(key, from[key], to[key], readings))
  const levels = 'levels' in before && 'levels' in after ? diffLevels(before, after, tell) : []
  return [...head, ...fields, ...levels]
}

function diffLevels(
  before: Extract<DetectRule, { levels: unknown }>,
  after: Extract<DetectRule, { levels: unknown }>,
  tell: Teller,
): string[] {
  const readings = {
    before: before.kind === 'threshold' ? before.reading : null,
    after: after.kind === 'threshold' ? after.reading : null,
  }
  const pairs = pairUp<Level>(before.levels, after.levels, [sameJson, (a, b) => a.severity === b.severity])
  return [
    ...pairs.gone.map((level) => tell.level('goneLevel', before, level)),
    ...pairs.both.flatMap(([a, b]) => [
      ...('limit' in a && 'limit' in b ? tell.ofLevel(b.severity, tell.field('limit', a.limit, b.limit, readings)) : []),
      ...('when' in a && 'when' in b ? tell.conditions(b.severity, a, b) : []),
      ...tell.ofLevel(b.severity, tell.field('hold', a.hold, b.hold)),
    ]),
    ...pairs.fresh.map((level) => tell.level('newLevel', after, level)),
    ...(pairs.moved ? [tell.levelOrder(after.levels)] : []),
  ]
}

type Readings = { before: unknown; after: unknown }

/** How the value of a field is said. */
function sayersOf(lang: Language, refs: Refs): Partial<Record<Field, (value: never) => string>> {
  const [words, wording] = [diffWordings[lang], wordings[lang]]
  const time = duration(wording)
  const factor = share(wording, {})
  const waits = (value: unknown): string => (value === '0s' ? words.atOnce : time.say(String(value)))
  return {
    reading: (value: string) => refs.reading.say(value),
    command: (value: string) => refs.command.say(value),
    family: (value: string) => refs.family.say(value),
    direction: (value: 'above' | 'below') => words.directions[value],
    on: (value: 'device' | 'object') => wording.on[value],
    severity: (value: Severity) => wording.severity[value],
    hold: waits,
    clearHold: waits,
    window: waits,
    for: waits,
    within: waits,
    fall: (value: number) => factor.say(value),
    clearFactor: (value: number) => factor.say(value),
  }
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Says single differences in one language. */
function teller(lang: Language, names: RuleNames) {
  const [words, wording] = [diffWordings[lang], wordings[lang]]
  const refs = refsOf(wording, { lang, names, careful: false, bounded: false })
  const severity = (one: Severity): string => wording.severity[one]
  const sayers = sayersOf(lang, refs)
  const measured = (value: unknown, reading: unknown): string => amount(wording, refs.unitOf(reading)).say(value as number)

  function field(key: string, before: unknown, after: unknown, readings: Readings = { before: null, after: null }): string[] {
    if (sameJson(before, after)) return []
    const name = key in words.fields ? words.fields[key as Field] : key
    const say = sayers[key as Field] as ((value: unknown) => string) | undefined
    const values =
      key === 'limit' || key === 'perMinute'
        ? sameUnit(before, after, readings)
        : { before: (say ?? plain)(before), after: (say ?? plain)(after) }
    return [fill(words.other, { field: name, ...values })]
  }
  /** `50 → 45 %LEL`; both units where they differ. */
  function sameUnit(before: unknown, after: unknown, readings: Readings): { before: string; after: string } {
    const one = refs.unitOf(readings.before) === refs.unitOf(readings.after)
    return { before: one ? String(before) : measured(before, readings.before), after: measured(after, readings.after) }
  }
  return {
    field,
    ofLevel: (level: Severity, lines: string[]) =>
      lines.map((line) => fill(words.ofLevel, { level: severity(level), field: line })),
    conditions: (level: Severity, a: TreeRule['levels'][number], b: TreeRule['levels'][number]) =>
      diffCondition(a.when, b.when, lang, names).map((text) => fill(words.level, { level: severity(level), text })),
    level: (template: 'newLevel' | 'goneLevel', rule: Extract<DetectRule, { levels: unknown }>, level: Level) =>
      fill(words[template], { level: severity(level.severity), text: sayLevel(rule, level, lang, names) }),
    levelOrder: (levels: Level[]) =>
      fill(words.levelOrder, { text: levels.map((level) => severity(level.severity)).join(wording.comma) }),
    rewritten: (rule: DetectRule) => fill(words.rewritten, { text: sayBody(rule, lang, names) }),
  }
}

/** A level alone: the part of the rule's sentence before its end. */
function sayLevel(rule: Extract<DetectRule, { levels: unknown }>, level: Level, lang: Language, names: RuleNames): string {
  const text = sayBody({ ...rule, levels: [level] } as DetectRule, lang, names)
  const last = text.lastIndexOf(wordings[lang].semicolon.trim())
  return text
    .slice(0, last)
    .replace(/^[^\n]*[：:]\n/, '')
    .replace(/\s*\n\s*/g, ' ')
}
