/** What `read` answers when the text goes on differently. */
export const miss = Symbol('miss')
export type Miss = typeof miss

/** Deepest nesting a sentence may have; a tree may have eight levels (`conditionBounds`), its arithmetic a few more. */
const deepest = 40

const sameSign: Record<string, string> = {
  '；': ';',
  '，': ',',
  '：': ':',
  '（': '(',
  '）': ')',
  '。': '.',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '－': '-',
  '−': '-',
  '＋': '+',
  '％': '%',
  '×': '*',
  '÷': '/',
}
const fold = (sign: string): string => sameSign[sign] ?? sign.toLowerCase()
const isWord = (sign: string | undefined): boolean => sign !== undefined && /[a-z0-9]/i.test(sign)
const isSpace = (sign: string | undefined): boolean => sign !== undefined && /\s/.test(sign)
const doubles: Record<string, string> = { '≥': '>=', '≤': '<=' }

/**
 * A place in a text that is being read. It remembers the furthest place that was reached and what would have been right there:
 * that is the place an error is shown at. White space, full and half width signs and capitals make no difference.
 */
export class Reader {
  readonly text: string
  at = 0
  private far = 0
  private wanted = new Set<string>()
  private stopped = false
  private depth = 0
  private readonly known = new Map<object, Map<number, { value: unknown; end: number }>>()

  constructor(text: string) {
    this.text = text
  }

  /** Goes on to the next sign that is not white space. */
  gap(): void {
    while (isSpace(this.text[this.at])) this.at += 1
  }

  /** Notes what would have been right here. */
  want(what: string, at = this.at): Miss {
    if (this.stopped || at < this.far) return miss
    if (at > this.far) {
      this.far = at
      this.wanted = new Set()
    }
    this.wanted.add(what)
    return miss
  }

  /** Takes a fixed wording; a blank in it stands for any white space or none. */
  word(literal: string, what = `“${literal.trim()}”`): boolean {
    this.gap()
    const end = this.stopped ? null : this.endOf(literal.trim())
    if (end === null) {
      this.want(what)
      return false
    }
    this.at = end
    return true
  }

  private endOf(literal: string): number | null {
    let at = this.at
    for (const sign of literal) {
      if (sign === ' ') {
        while (isSpace(this.text[at])) at += 1
        continue
      }
      const double = doubles[sign]
      if (double && this.text.startsWith(double, at)) at += 2
      else if (fold(this.text[at] ?? '') === fold(sign)) at += 1
      else return null
    }
    return isWord(literal.at(-1)) && isWord(this.text[at]) ? null : at
  }

  /** Takes what a sticky pattern matches. */
  match(pattern: RegExp): string | null {
    this.gap()
    if (this.stopped) return null
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return null
    this.at += found.length
    return found
  }

  /** Tries something; a miss leaves the place where it was. */
  attempt<T>(read: () => T | Miss): T | Miss {
    const from = this.at
    const value = read()
    if (value === miss) this.at = from
    return value
  }

  /** Reads a nested part once for each place, so that going back costs nothing twice; too deep a nesting ends the reading. */
  nested<T>(key: object, read: () => T | Miss, tooDeep: string): T | Miss {
    this.gap()
    const seen = this.known.get(key) ?? new Map<number, { value: unknown; end: number }>()
    this.known.set(key, seen)
    const from = this.at
    const before = seen.get(from)
    if (before) {
      this.at = before.end
      return before.value as T | Miss
    }
    this.depth += 1
    const value = this.depth > deepest ? this.stop(tooDeep) : this.attempt(read)
    this.depth -= 1
    seen.set(from, { value, end: this.at })
    return value
  }

  private stop(what: string): Miss {
    if (!this.stopped) {
      this.far = this.at
      this.wanted = new Set([what])
    }
    this.stopped = true
    return miss
  }

  /** Whether everything has been read. */
  ended(what: string): boolean {
    this.gap()
    if (!this.stopped && this.at >= this.text.length) return true
    this.want(what)
    return false
  }

  /** The furthest place, and what was wanted there. */
  fault(): { at: number; wanted: string[] } {
    return { at: this.far, wanted: [...this.wanted] }
  }
}
