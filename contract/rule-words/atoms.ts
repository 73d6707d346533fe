import type { Words } from '../words.ts'
import type { Language, Wording } from './language.ts'
import { form, type Phrase } from './phrase.ts'
import { type Miss, miss, type Reader } from './reader.ts'

type Bounds = { least?: number; over?: number; most?: number; whole?: boolean; signless?: boolean }

/** A number as it stands in JSON, within bounds; outside them the place of the number is at fault. */
export function number({ wants }: Wording, bounds: Bounds = {}): Phrase<number> {
  const { least, over, most, whole } = bounds
  const want = [
    whole ? wants.whole : wants.number,
    least === undefined ? '' : wants.from.replace('{least}', String(least)),
    over === undefined ? '' : `> ${over}`,
    most === undefined ? '' : wants.to.replace('{most}', String(most)),
  ]
  const words = want.filter((part) => part !== '').join(' ')
  const fits = (value: number): boolean =>
    Number.isFinite(value) &&
    (!whole || Number.isSafeInteger(value)) &&
    value >= (least ?? -Infinity) &&
    value > (over ?? -Infinity) &&
    value <= (most ?? Infinity)
  return {
    say: String,
    read(reader) {
      reader.gap()
      const from = reader.at
      const found = reader.match(/[-−]?\d+(\.\d+)?(e[+-]?\d+)?/iy)
      const value = found === null ? null : Number(found.replace('−', '-')) + 0
      if (value !== null && fits(value)) return value
      reader.at = from
      return reader.want(words)
    },
  }
}

/** `10 minutes`: the digits are kept as they were written, `60s` is not `1m`. */
export function duration({ durations, wants }: Wording): Phrase<string> {
  const units = Object.entries(durations).flatMap(([unit, words]) => words.map((word) => ({ unit, word })))
  units.sort((a, b) => b.word.length - a.word.length)
  return {
    say(value) {
      const digits = value.replace(/\D+$/, '')
      const [one, several] = durations[value.slice(digits.length) as keyof typeof durations]
      return `${digits} ${digits === '1' ? one : several}`
    },
    read: (reader) =>
      reader.attempt(() => {
        const digits = reader.match(/\d+/y)
        if (digits === null) return reader.want(wants.duration)
        const unit = units.find(({ word }) => reader.word(word, wants.duration))
        return unit ? `${digits}${unit.unit}` : miss
      }),
  }
}

/** How long something must last: nothing at all has a wording of its own. */
export function lasting(wording: Wording, { atOnce, lasting: words }: Wording['hold']): Phrase<string> {
  const long = form<{ for: string }>(words, { for: duration(wording) })
  return {
    say: (value) => (value === '0s' ? atOnce : long.say({ for: value })),
    read(reader) {
      const value = long.read(reader)
      if (value !== miss) return value.for
      return atOnce === '' || reader.word(atOnce) ? '0s' : miss
    },
  }
}

/** `80%`; a factor that is no round number of per cent is said as it is. */
export function share(wording: Wording, bounds: Bounds): Phrase<number> {
  const plain = number(wording, bounds)
  const percent = number(wording)
  const inPercent = (value: number): number => Number((value * 100).toPrecision(15))
  return {
    say: (value) => (inPercent(value) / 100 === value ? `${inPercent(value)}%` : String(value)),
    read(reader) {
      const within = reader.attempt((): number | Miss => {
        const value = percent.read(reader)
        if (value === miss || !reader.word('%')) return miss
        const factor = value / 100
        return factor > (bounds.over ?? 0) && factor <= (bounds.most ?? Infinity) ? factor : miss
      })
      return within === miss ? plain.read(reader) : within
    },
  }
}

const escaped: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text between quotes, anything in it. */
export function quoted([open, close]: [string, string], want: string, { least = 0, most = Infinity } = {}): Phrase<string> {
  return {
    say: (value) => `${open}${value.replace(/[\\“”"「」‘’'\n\r\t]/g, (sign) => escapes[sign] ?? `\\${sign}`)}${close}`,
    read: (reader) =>
      reader.attempt(() => {
        if (!reader.word(open, want)) return miss
        const from = reader.at
        const inner = takeUntil(reader, close)
        if (inner === null) return reader.want(`“${close}”`)
        return inner.length >= least && inner.length <= most ? inner : reader.want(want, from)
      }),
  }
}

function takeUntil(reader: Reader, close: string): string | null {
  let inner = ''
  for (let at = reader.at; at < reader.text.length; at += 1) {
    const sign = reader.text[at]!
    if (sign === close || (close === '”' && sign === '"') || (close === '’' && sign === "'")) {
      reader.at = at + 1
      return inner
    }
    if (sign !== '\\') inner += sign
    else {
      at += 1
      const next = reader.text[at] ?? ''
      inner += escaped[next] ?? next
    }
  }
  reader.at = reader.text.length
  return null
}

type Names = Record<string, Words>
const plainCode = /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/i
const takenCode = /[a-z][a-z0-9]*([._-][a-z0-9]+)*/iy
/** A name that may stand without quotes: letters, digits and a few signs, starting with a letter. */
const plainName = /^\p{L}[\p{L}\p{N}]*([ ._-]?[\p{L}\p{N}]+)*$/u

/** A code as it is. */
export function code({ quotes, wants }: Wording): Phrase<string> {
  const inQuotes = quoted(quotes.code, wants.code)
  return {
    say: (value) => (plainCode.test(value) ? value : inQuotes.say(value)),
    read: (reader) => reader.match(takenCode) ?? inQuotes.read(reader),
  }
}

/** How the things a rule speaks of are said. */
export type Naming = {
  lang: Language
  names: Names
  want: string
  /** a code without a name may stand bare, which it may not where a sentence could begin with it */
  bareCodes: boolean
  /** every name in quotes: for names that look like the rest of a sentence */
  careful: boolean
  least?: number
  most?: number
}

/** Something with a name: said by it where that cannot be mistaken, in quotes where another name begins like it, else by its code. */
export function named(wording: Wording, naming: Naming): Phrase<string> {
  const { lang, names, want, careful, bareCodes, least = 0, most = Infinity } = naming
  const all = Object.entries(names).map(([key, words]) => ({ key, label: words[lang], low: words[lang].toLowerCase() }))
  // A name two things share names neither.
  const single = all.filter(({ label, low }) => label !== '' && all.filter((one) => one.low === low).length === 1)
  single.sort((a, b) => b.label.length - a.label.length)
  const begins = (low: string) => all.some((one) => one.low !== low && one.low.startsWith(low))
  const meets = (low: string) => all.some((one) => one.low.startsWith(low) || low.startsWith(one.low))
  const isBareCode = (value: string) => !careful && bareCodes && plainCode.test(value) && !meets(value.toLowerCase())
  const inQuotes = quoted(wording.quotes.name, want)
  const codeInQuotes = quoted(wording.quotes.code, want, { least, most })
  const said = new Map(
    single.map(({ key, label, low }) => [key, !careful && plainName.test(label) && !begins(low) ? label : inQuotes.say(label)]),
  )
  const readable = single.filter(({ label }) => plainName.test(label))
  const fits = (value: string) => value.length >= least && value.length <= most
  return {
    say: (value) => said.get(value) ?? (isBareCode(value) ? value : codeInQuotes.say(value)),
    read(reader) {
      reader.gap()
      const from = reader.at
      const found = readable.find(({ label }) => reader.word(label, want))
      if (found) return found.key
      const quote = inQuotes.read(reader)
      if (quote !== miss) return single.find(({ label }) => label === quote)?.key ?? reader.want(want, from)
      const inCode = codeInQuotes.read(reader)
      if (inCode !== miss) return inCode
      const bare = reader.match(takenCode)
      if (bare !== null && fits(bare) && (bareCodes || Object.hasOwn(names, bare))) return bare
      reader.at = from
      return reader.want(want)
    },
  }
}

/** A number with its unit; the unit is said wherever it is known and may be left out by a person. */
export function amount(wording: Wording, unit: string, bounds: Bounds = {}): Phrase<number> {
  const plain = number(wording, bounds)
  const known = unit !== '' && !/^[\d\s+\-−×÷*/()（）.,;；。]/.test(unit) ? unit : null
  return {
    say: (value) => (known === null ? plain.say(value) : `${plain.say(value)} ${known}`),
    read(reader) {
      const value = plain.read(reader)
      if (value !== miss && known !== null) reader.word(known)
      return value
    },
  }
}
