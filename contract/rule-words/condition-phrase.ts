import type { Condition, Value } from '../condition.ts'
import { trendUnit } from '../trend-kinds.ts'
import { amount, code, duration, number } from './atoms.ts'
import type { Wording } from './language.ts'
import type { Refs } from './names.ts'
import { either, form, joinSaid, list, mapped, oneOf, type Phrase } from './phrase.ts'
import { type Miss, miss, type Reader } from './reader.ts'
import { valuePhrase } from './value-phrase.ts'

type Of<Op extends Condition['op']> = Extract<Condition, { op: Op }>
type Group = Extract<Condition, { op: 'all' | 'any' }>
/** `for` is how long it has been there, or how long ago it may have come or gone. */
type Stay = Of<'fence'> & { is: 'inside' | 'dwelt' }
type Change = Of<'fence'> & { is: 'entered' | 'left' }
type Part = Of<'weigh'>['parts'][number]

/** Wider than this and a group goes over several lines; a Chinese sign is two wide. */
const lineWidth = 80
/** as the contract has it for `all` and `any` */
const mostParts = 32
const isLong = (text: string): boolean =>
  text.includes('\n') || text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0) > lineWidth
const isGroup = (value: Condition): value is Group => value.op === 'all' || value.op === 'any'

const bracketed = (inner: string, [open, close]: Wording['brackets']): string =>
  isLong(inner) ? `${open}\n  ${inner.replaceAll('\n', '\n  ')}\n${close}` : `${open}${inner}${close}`

/** Something in brackets. */
const inBrackets = <T>({ brackets }: Wording, inner: Phrase<T>): Phrase<T> => ({
  say: (value) => bracketed(inner.say(value), brackets),
  read: (reader) =>
    reader.attempt(() => {
      const value = reader.word(brackets[0]) ? inner.read(reader) : miss
      return value !== miss && reader.word(brackets[1]) ? value : miss
    }),
})

/** Conditions: joined by “and” or “or” but never by both without brackets; a long group stands indented on lines of its own. */
export function conditionPhrase(wording: Wording, refs: Refs): Phrase<Condition> {
  const condition: Phrase<Condition> = {
    say: (value) => (isGroup(value) && value.of.length > 1 ? sayGroup(value) : single.say(value)),
    read: (reader) => reader.nested(condition, () => readJoined(wording, reader, part), wording.wants.nesting),
  }
  const sayGroup = (value: Group): string => {
    const parts = value.of.map((one) =>
      isGroup(one) && one.of.length > 1 ? bracketed(condition.say(one), wording.brackets) : condition.say(one),
    )
    const joint = value.op === 'all' ? wording.and : wording.or
    const inline = parts.reduce((said, one) => joinSaid(joinSaid(`${said} `, joint), ` ${one}`))
    return isLong(inline) ? parts.reduce((said, one) => joinSaid(`${said}\n${joint} `, one)) : inline
  }
  const nested = inBrackets(wording, condition)
  const single = either<Condition>(
    (value) => (isGroup(value) ? `only-${value.op}` : formOf(value)),
    singleForms(wording, { refs, nested, parts: partsPhrase(wording, refs, condition) }),
  )
  const part = (reader: Reader): Condition | Miss => {
    const found = single.read(reader)
    return found === miss ? nested.read(reader) : found
  }
  return condition
}

function readJoined(wording: Wording, reader: Reader, part: (reader: Reader) => Condition | Miss): Condition | Miss {
  const first = part(reader)
  if (first === miss) return miss
  for (const [op, joint] of [['all', wording.and] as const, ['any', wording.or] as const]) {
    const of = [first]
    while (of.length < mostParts) {
      const next = reader.attempt(() => (reader.word(joint) ? part(reader) : miss))
      if (next === miss) break
      of.push(next)
    }
    if (of.length > 1) return { op, of }
  }
  return first
}

function formOf(value: Exclude<Condition, Group>): string {
  if (value.op === 'compare') return `compare-${value.is}`
  if (value.op === 'rate') return value.perMinute < 0 ? 'falls' : 'rises'
  if (value.op === 'fence') return value.is === 'inside' || value.is === 'dwelt' ? 'fence-stay' : 'fence-change'
  if (value.op === 'silent') return `silent-${value.who}`
  return value.op
}

/** What each kind of condition says. Read in this order; those that begin with a reading come last. */
function singleForms(
  wording: Wording,
  { refs, nested, parts }: { refs: Refs; nested: Phrase<Condition>; parts: Phrase<Part[]> },
): Record<string, Phrase<Condition>> {
  const { forms } = wording
  const time = duration(wording)
  const times = number(wording, { least: 2, most: 1000, whole: true })
  const place = { zone: refs.zone, for: time, settle: time }
  const only: Phrase<Condition[]> = mapped(
    nested,
    (value) => [value],
    ([value]) => value!,
  )
  return {
    not: form<Of<'not'>>(forms.not, { of: nested }, { op: 'not' }),
    'only-all': form<Group>(forms['only-all'], { of: only }, { op: 'all' }),
    'only-any': form<Group>(forms['only-any'], { of: only }, { op: 'any' }),
    'silent-device': form<Of<'silent'>>(forms['silent-device'], { for: time }, { op: 'silent', who: 'device' }),
    'silent-member': form<Of<'silent'>>(forms['silent-member'], { for: time }, { op: 'silent', who: 'member' }),
    count: form<Of<'count'>>(forms.count, { of: nested, atLeast: times, within: time }, { op: 'count' }),
    near: form<Of<'near'>>(
      forms.near,
      {
        family: refs.family,
        withinM: number(wording, { over: 0, most: 50_000 }),
        within: time,
        atLeast: number(wording, { least: 1, most: 100, whole: true }),
      },
      { op: 'near' },
    ),
    agree: agreeForm(wording),
    weigh: form<Of<'weigh'>>(forms.weigh, { parts, atLeast: number(wording, { over: 0 }) }, { op: 'weigh' }),
    during: duringForm(wording),
    'fence-stay': form<Stay>(forms['fence-stay'], { ...place, is: oneOf(wording.stay) }, { op: 'fence' }),
    'fence-change': form<Change>(forms['fence-change'], { ...place, is: oneOf(wording.change) }, { op: 'fence' }),
    ...rateForms(wording, refs),
    unusual: unusualForm(wording, refs),
    ...compareForms(wording, refs),
  }
}

const agreeForm = (wording: Wording): Phrase<Condition> =>
  form<Of<'agree'>>(
    wording.forms.agree,
    {
      rules: list(rulePhrase(wording), wording.comma, { most: 16 }),
      severity: oneOf(wording.severity),
      atLeast: number(wording, { least: 1, most: 100, whole: true }),
    },
    { op: 'agree' },
  )

/** A rule by its id, as its head says it. */
const rulePhrase = (wording: Wording): Phrase<string> =>
  mapped(
    form<{ rule: string }>(wording.forms.rule, { rule: code(wording) }),
    ({ rule }) => rule,
    (rule) => ({ rule }),
  )

function duringForm(wording: Wording): Phrase<Condition> {
  const clock: Phrase<string> = {
    say: String,
    read: (reader) => reader.match(/([01]\d|2[0-3]):[0-5]\d/y) ?? reader.want(wording.wants.clock),
  }
  const day: Phrase<number> = oneOf<number>(wording.days)
  const days = list(day, wording.comma, { most: 7 })
  return form<Of<'during'>>(wording.forms.during, { from: clock, to: clock, days }, { op: 'during' })
}

function rateForms(wording: Wording, refs: Refs): Record<string, Phrase<Condition>> {
  const common = { reading: refs.reading, within: duration(wording) }
  const change = (before: Record<string, unknown>) => refs.unitOf(before.reading)
  const falling = (unit: string) =>
    mapped(
      amount(wording, unit, { over: 0 }),
      (value) => -value,
      (value) => -value,
    )
  return {
    rises: form<Of<'rate'>>(
      wording.forms.rises,
      { ...common, perMinute: (before) => amount(wording, change(before), { least: 0 }) },
      { op: 'rate' },
    ),
    falls: form<Of<'rate'>>(wording.forms.falls, { ...common, perMinute: (before) => falling(change(before)) }, { op: 'rate' }),
  }
}

function unusualForm(wording: Wording, refs: Refs): Phrase<Condition> {
  return form<Of<'unusual'>>(
    wording.forms.unusual,
    {
      reading: refs.reading,
      season: oneOf(wording.season),
      is: oneOf(wording.unusual),
      times: number(wording, { least: 1, most: 100 }),
      atLeast: (before) => amount(wording, refs.unitOf(before.reading), { over: 0 }),
      learned: number(wording, { least: 2, most: 60, whole: true }),
    },
    { op: 'unusual' },
  )
}

function compareForms(wording: Wording, refs: Refs): Record<string, Phrase<Condition>> {
  const value = valuePhrase(wording, refs)
  const limit = (before: Record<string, unknown>): Phrase<Value> =>
    limitPhrase(wording, value, unitOfValue(refs, before.value as Value))
  return {
    'compare-above': form<Of<'compare'>>(wording.forms['compare-above'], { value, limit }, { op: 'compare', is: 'above' }),
    'compare-below': form<Of<'compare'>>(wording.forms['compare-below'], { value, limit }, { op: 'compare', is: 'below' }),
  }
}

function unitOfValue(refs: Refs, value: Value): string {
  if (typeof value === 'number' || 'op' in value) return ''
  if ('reading' in value) return refs.unitOf(value.reading)
  return trendUnit(value.trend.is, refs.unitOf(value.trend.of.reading))
}

/** A constant limit carries the unit of the reading it stands against. */
function limitPhrase(wording: Wording, value: Phrase<Value>, unit: string): Phrase<Value> {
  const constant = amount(wording, unit)
  return {
    say: (limit) => (typeof limit === 'number' ? constant.say(limit) : value.say(limit)),
    read(reader) {
      reader.gap()
      const from = reader.at
      const limit = value.read(reader)
      if (typeof limit !== 'number') return limit
      const end = reader.at
      reader.at = from
      const again = constant.read(reader)
      if (again !== miss && reader.at >= end) return again
      reader.at = end
      return limit
    },
  }
}

function partsPhrase(wording: Wording, refs: Refs, condition: Phrase<Condition>): Phrase<Part[]> {
  const part = form<Part>(wording.forms.part, {
    when: condition,
    weight: number(wording, { over: 0, most: 100 }),
    device: refs.device,
  })
  const several = list(part, wording.semicolon, { least: 2, most: 16 })
  const lines = { ...several, say: (parts: Part[]) => parts.map((one) => part.say(one)).join(`${wording.semicolon.trimEnd()}\n`) }
  return inBrackets(wording, lines)
}
