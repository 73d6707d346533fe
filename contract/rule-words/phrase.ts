import { type Miss, miss, type Reader } from './reader.ts'

/** One piece of the language, said and read by the same definition: what is said is read back as the same value. */
export type Phrase<T> = {
  say(value: T): string
  read(reader: Reader): T | Miss
}

/** A phrase, or one that depends on what stands before it in the sentence: the unit of a limit follows from its reading. */
type Slot<T> = Phrase<T> | ((before: Record<string, unknown>) => Phrase<T>)
type Slots<T> = { [K in keyof T]?: Slot<Exclude<T[K], undefined>> }
type Piece = { literal: string } | { slot: string } | { maybe: Piece[]; key: string }

/** `words {slot} words[ only when {other} is there]` */
function piecesOf(template: string): Piece[] {
  return template
    .split(/(\[[^\]]*\]|\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('{')) return { slot: part.slice(1, -1) }
      if (!part.startsWith('[')) return { literal: part }
      const maybe = piecesOf(part.slice(1, -1))
      const key = maybe.find((piece) => 'slot' in piece)
      if (!key || !('slot' in key)) throw new Error(`nothing optional in ${part}`)
      return { maybe, key: key.slot }
    })
}

const slotsIn = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => ('slot' in piece ? [piece.slot] : 'maybe' in piece ? slotsIn(piece.maybe) : []))

/** Puts two pieces together; Chinese brackets have no blank outside. */
export function joinSaid(before: string, next: string): string {
  if (before.endsWith('）')) return before + next.replace(/^ /, '')
  return next.startsWith('（') ? before.replace(/ $/, '') + next : before + next
}

/** A sentence with gaps. `fixed` is what the sentence says without a gap for it. Throws when words and gaps do not belong together. */
export function form<T extends object>(template: string, slots: Slots<T>, fixed: Partial<T> = {}): Phrase<T> {
  const pieces = piecesOf(template)
  const named = slotsIn(pieces).sort().join()
  if (named !== Object.keys(slots).sort().join()) throw new Error(`gaps of “${template}” are not ${Object.keys(slots).join()}`)
  const phraseOf = (key: string, before: Record<string, unknown>): Phrase<unknown> => {
    const slot = (slots as Record<string, Slot<unknown>>)[key]!
    return typeof slot === 'function' ? slot(before) : slot
  }
  const sayAll = (some: Piece[], whole: Record<string, unknown>): string =>
    some
      .map((piece) => {
        if ('literal' in piece) return piece.literal
        if ('slot' in piece) return phraseOf(piece.slot, whole).say(whole[piece.slot])
        return whole[piece.key] === undefined ? '' : sayAll(piece.maybe, whole)
      })
      .reduce(joinSaid, '')
  const readAll = (some: Piece[], whole: Record<string, unknown>, reader: Reader): boolean => {
    for (const piece of some) {
      if ('literal' in piece) {
        if (piece.literal.trim() !== '' && !reader.word(piece.literal)) return false
      } else if ('slot' in piece) {
        const value = phraseOf(piece.slot, whole).read(reader)
        if (value === miss) return false
        whole[piece.slot] = value
      } else {
        const more = { ...whole }
        const given = reader.attempt(() => (readAll(piece.maybe, more, reader) ? true : miss))
        if (given !== miss) Object.assign(whole, more)
      }
    }
    return true
  }
  return {
    say: (value) => sayAll(pieces, value as Record<string, unknown>),
    read(reader) {
      const whole: Record<string, unknown> = { ...fixed }
      return reader.attempt(() => (readAll(pieces, whole, reader) ? (whole as T) : miss))
    },
  }
}

/** One of several forms; `which` says whose a value is. They are read in order. */
export function either<T>(which: (value: T) => string, forms: Record<string, Phrase<T>>): Phrase<T> {
  return {
    say: (value) => forms[which(value)]!.say(value),
    read(reader) {
      for (const one of Object.values(forms)) {
        const value = one.read(reader)
        if (value !== miss) return value
      }
      return miss
    },
  }
}

/** A word for each of some values. */
export function oneOf<T extends string | number>(words: Record<T, string>): Phrase<T> {
  const all = Object.entries<string>(words).sort(([, a], [, b]) => b.length - a.length)
  const isNumber = all.every(([key]) => /^\d+$/.test(key))
  return {
    say: (value) => words[value],
    read(reader) {
      for (const [key, word] of all) if (reader.word(word)) return (isNumber ? Number(key) : key) as T
      return miss
    },
  }
}

/** Several of a kind with something between them. */
export function list<T>(one: Phrase<T>, between: string, { least = 1, most }: { least?: number; most: number }): Phrase<T[]> {
  return {
    say: (values) => values.map((value) => one.say(value)).join(between),
    read: (reader) =>
      reader.attempt(() => {
        const values: T[] = []
        while (values.length < most) {
          const next = reader.attempt(() => (values.length > 0 && !reader.word(between) ? miss : one.read(reader)))
          if (next === miss) break
          values.push(next)
        }
        return values.length >= least ? values : miss
      }),
  }
}

/** The same phrase for another view of its value. */
export const mapped = <A, B>(phrase: Phrase<A>, to: (value: A) => B, from: (value: B) => A): Phrase<B> => ({
  say: (value) => phrase.say(from(value)),
  read(reader) {
    const value = phrase.read(reader)
    return value === miss ? miss : to(value)
  },
})
