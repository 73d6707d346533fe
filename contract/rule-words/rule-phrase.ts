import type { DetectRule, ThresholdRule, TreeRule } from '../pack.ts'
import { amount, code, duration, lasting, quoted, share } from './atoms.ts'
import { conditionPhrase } from './condition-phrase.ts'
import type { Language, Wording } from './language.ts'
import { type RuleNames, refsOf } from './names.ts'
import { either, form, list, mapped, oneOf, type Phrase } from './phrase.ts'
import { miss } from './reader.ts'

/** Distributes over the kinds, so that each keeps its own fields. */
type Bare<T> = T extends DetectRule ? Omit<T, 'id' | 'family' | 'name'> : never
/** A rule without its head: what the sentence itself says. */
export type RuleBody = Bare<DetectRule>
type BodyOf<Kind extends DetectRule['kind']> = Extract<RuleBody, { kind: Kind }>
export type RuleHead = Pick<DetectRule, 'id' | 'family' | 'name'>

type Setting = { lang: Language; names: RuleNames; careful: boolean }

/** The first line: which rule, what it is called in both languages, into which alarm it folds. */
export function headPhrase(wording: Wording, setting: Setting): Phrase<RuleHead> {
  const { family } = refsOf(wording, { ...setting, bounded: false })
  const flat = form<{ id: string; family: string; zh: string; en: string }>(wording.forms.head, {
    id: code(wording),
    family,
    zh: quoted(wording.quotes.name, wording.wants.name, { least: 1 }),
    en: quoted(wording.quotes.code, wording.wants.name, { least: 1 }),
  })
  return mapped(
    flat,
    ({ id, family: folded, zh, en }) => ({ id, family: folded, name: { zh, en } }),
    ({ id, family: folded, name }) => ({ id, family: folded, ...name }),
  )
}

/** What a rule of each kind says. */
export function bodyPhrase(wording: Wording, setting: Setting): Phrase<RuleBody> {
  const { forms } = wording
  const refs = refsOf(wording, { ...setting, bounded: false })
  const severity = oneOf(wording.severity)
  const time = duration(wording)
  const hold = lasting(wording, wording.hold)
  const clearHold = lasting(wording, wording.clear)
  const withUnit = (before: Record<string, unknown>) => amount(wording, refs.unitOf(before.reading))
  const { reading, command } = refs
  const body = either<RuleBody>((rule) => (rule.kind === 'threshold' ? `threshold-${rule.direction}` : rule.kind), {
    tree: treeForm(wording, setting),
    silence: form<BodyOf<'silence'>>(forms.silence, { for: time, severity }, { kind: 'silence' }),
    ineffective: form<BodyOf<'ineffective'>>(
      forms.ineffective,
      { command, within: time, reading, fall: share(wording, { over: 0, most: 1 }), severity },
      { kind: 'ineffective' },
    ),
    'no-receipt': form<BodyOf<'no-receipt'>>(
      forms['no-receipt'],
      { command, severity },
      { kind: 'no-receipt', clearOnReceipt: true },
    ),
    flat: form<BodyOf<'flat'>>(forms.flat, { reading, for: time, severity }, { kind: 'flat' }),
    rate: form<BodyOf<'rate'>>(
      forms.rate,
      { reading, window: time, perMinute: withUnit, hold, severity, clearHold },
      { kind: 'rate' },
    ),
    'threshold-above': thresholdForm(wording, setting, 'above'),
    'threshold-below': thresholdForm(wording, setting, 'below'),
  })
  return {
    say: (rule) => body.say(rule) + wording.stop,
    read(reader) {
      const rule = body.read(reader)
      if (rule !== miss) reader.word(wording.stop)
      return rule
    },
  }
}

type Level = ThresholdRule['levels'][number]

function thresholdForm(wording: Wording, setting: Setting, direction: 'above' | 'below'): Phrase<RuleBody> {
  const refs = refsOf(wording, { ...setting, bounded: false })
  const levels = (before: Record<string, unknown>): Phrase<Level[]> =>
    list(
      form<Level>(wording.forms[`level-${direction}`], {
        limit: amount(wording, refs.unitOf(before.reading)),
        hold: lasting(wording, wording.hold),
        severity: oneOf(wording.severity),
      }),
      wording.semicolon,
      { most: Infinity },
    )
  return form<BodyOf<'threshold'>>(
    wording.forms[`threshold-${direction}`],
    { reading: refs.reading, levels, clearFactor: share(wording, { over: 0 }), clearHold: lasting(wording, wording.clear) },
    { kind: 'threshold', direction },
  )
}

function treeForm(wording: Wording, setting: Setting): Phrase<RuleBody> {
  const refs = refsOf(wording, { ...setting, bounded: true })
  const level = form<TreeRule['levels'][number]>(wording.forms['tree-level'], {
    when: conditionPhrase(wording, refs),
    hold: lasting(wording, wording.hold),
    severity: oneOf(wording.severity),
  })
  const levels = list(level, `${wording.semicolon.trimEnd()}\n`, { most: 4 })
  return form<BodyOf<'tree'>>(
    wording.forms.tree,
    {
      on: oneOf(wording.on),
      levels,
      clearFactor: share(wording, { over: 0 }),
      clearHold: lasting(wording, wording.clear),
    },
    { kind: 'tree' },
  )
}
