import type { Value } from '../condition.ts'
import type { Trend } from '../trend.ts'
import { trendSlots } from '../trend-kinds.ts'
import { duration, number } from './atoms.ts'
import type { Wording } from './language.ts'
import type { Refs } from './names.ts'
import { either, form, joinSaid, mapped, type Phrase } from './phrase.ts'
import { type Miss, miss, type Reader } from './reader.ts'

type Sum = Extract<Value, { op: string }>
type Infixed = { op: Infix; of: [Value, Value] }
type Infix = 'add' | 'subtract' | 'multiply' | 'divide'

const signs: Record<Infix, string> = { add: '+', subtract: '−', multiply: '×', divide: '÷' }
const isInfix = (value: Value): value is Infixed => typeof value === 'object' && 'op' in value && value.op in signs
/** How tightly it binds: sums 1, products 2, everything else 3. */
const tightness = (value: Value): number => {
  if (!isInfix(value)) return 3
  return value.op === 'add' || value.op === 'subtract' ? 1 : 2
}

/** Constants, readings and arithmetic: `×` and `÷` before `+` and `−`, from left to right, brackets where that is not meant. */
export function valuePhrase(wording: Wording, refs: Refs): Phrase<Value> {
  const [open, close] = wording.brackets
  const value: Phrase<Value> = {
    say: (some) => (isInfix(some) ? sayInfix(some) : single.say(some)),
    read: (reader) => reader.nested(value, () => whole(reader), wording.wants.nesting),
  }
  const single = singlePhrase(wording, refs, value)
  const sayWithin = (part: Value, tight: number): string =>
    tightness(part) < tight ? `${open}${value.say(part)}${close}` : value.say(part)
  const sayInfix = ({ op, of }: Infixed): string => {
    const tight = tightness({ op, of })
    return [` ${signs[op]}`, ' ', sayWithin(of[1], tight + 1)].reduce(joinSaid, sayWithin(of[0], tight))
  }
  const whole = chain(['add', 'subtract'], chain(['multiply', 'divide'], single.read))
  return value
}

/** `a × b ÷ c`, from left to right. */
const chain = (ops: Infix[], part: (reader: Reader) => Value | Miss) => (reader: Reader) => {
  let left = part(reader)
  while (left !== miss) {
    const before: Value = left
    const next = reader.attempt((): Value | Miss => {
      const op = ops.find((one) => reader.word(signs[one]))
      const right = op ? part(reader) : miss
      return op && right !== miss ? { op, of: [before, right] } : miss
    })
    if (next === miss) break
    left = next
  }
  return left
}

/** What stands between two signs; anything in brackets may. */
function singlePhrase(wording: Wording, refs: Refs, value: Phrase<Value>): Phrase<Value> {
  const [open, close] = wording.brackets
  const of = pairPhrase(wording, value)
  const one = either<Value>((some) => formOf(some), {
    least: form<Sum>(wording.forms.least, { of }, { op: 'least' }),
    most: form<Sum>(wording.forms.most, { of }, { op: 'most' }),
    constant: number(wording),
    ...trendForms(wording, refs),
    elsewhere: elsewherePhrase(wording, refs),
    reading: mapped(
      refs.reading,
      (reading) => ({ reading }),
      ({ reading }: { reading: string }) => reading,
    ),
  })
  return {
    say: one.say,
    read(reader) {
      const bracketed = reader.attempt(() => {
        const inner = reader.word(open) ? value.read(reader) : miss
        return inner !== miss && reader.word(close) ? inner : miss
      })
      return bracketed === miss ? one.read(reader) : bracketed
    },
  }
}

function formOf(value: Value): string {
  if (typeof value === 'number') return 'constant'
  if ('op' in value) return value.op
  if ('trend' in value) return `trend-${value.trend.is}`
  return value.device === undefined ? 'reading' : 'elsewhere'
}

const elsewherePhrase = (wording: Wording, refs: Refs) =>
  form<{ reading: string; device: string }>(wording.forms.elsewhere, { reading: refs.reading, device: refs.device })

/** How a reading has moved. Read before readings, with which most of them begin. */
function trendForms(wording: Wording, refs: Refs): Record<string, Phrase<Value>> {
  const own = mapped(
    refs.reading,
    (reading) => ({ reading }),
    ({ reading }: { reading: string }) => reading,
  )
  const of = either<Trend['of']>(({ device }) => (device === undefined ? 'own' : 'elsewhere'), {
    elsewhere: elsewherePhrase(wording, refs) as Phrase<Trend['of']>,
    own,
  })
  const long = duration(wording)
  const points = number(wording, { least: 3, most: trendSlots, whole: true })
  const common = { of, within: long, points, still: long }
  const plain = (is: 'change' | 'slope' | 'acceleration') =>
    asValue(form<Extract<Trend, { is: 'change' | 'slope' | 'acceleration' }>>(wording.forms[`trend-${is}`], common, { is }))
  const least = number(wording, { over: 0 })
  return {
    'trend-change': plain('change'),
    'trend-slope': plain('slope'),
    'trend-acceleration': plain('acceleration'),
    'trend-angle': asValue(
      form<Extract<Trend, { is: 'angle' }>>(wording.forms['trend-angle'], { ...common, base: long, least }, { is: 'angle' }),
    ),
  }
}

const asValue = <T extends Trend>(phrase: Phrase<T>): Phrase<Value> =>
  mapped(
    phrase,
    (trend): Value => ({ trend }),
    (value) => (value as { trend: T }).trend,
  )

/** `（a、b）` */
function pairPhrase(wording: Wording, value: Phrase<Value>): Phrase<[Value, Value]> {
  const [open, close] = wording.brackets
  return {
    say: ([a, b]) => `${open}${value.say(a)}${wording.comma}${value.say(b)}${close}`,
    read(reader) {
      if (!reader.word(open)) return miss
      const first = value.read(reader)
      if (first === miss || !reader.word(wording.comma)) return miss
      const second = value.read(reader)
      return second === miss || !reader.word(close) ? miss : [first, second]
    },
  }
}
