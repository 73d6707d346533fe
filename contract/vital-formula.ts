/**
 * Formulas over vitals: `({fire.done} + {gas.done}) / {cases.all}`. Numbers, + − × ÷, brackets, vitals by their code in braces; nothing else,
 * so that a formula can only be reckoned, never run. Free of any library: the form shows its faults as one types.
 */
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'vital'; code: string }
  | { kind: 'minus'; of: Formula }
  | { kind: Operator; left: Formula; right: Formula }
export type Operator = '+' | '-' | '*' | '/'

/** `at`: the place of the first character that does not fit, from 0; `found`: what stands there, `''` at the end. */
export type FormulaFault = { at: number; found: string }
/** `never`: a divisor that is nought whatever its vitals are, so that the formula can never have a value; null: none. */
export type ParsedFormula = { ok: true; formula: Formula; never: FormulaFault | null } | { ok: false; fault: FormulaFault }

/** What one may write for an operator, and what it means. */
const spelled: Readonly<Record<string, Operator>> = {
  ...{ '+': '+', '＋': '+', '-': '-', '−': '-', '－': '-' },
  ...{ '*': '*', '×': '*', '＊': '*', '/': '/', '÷': '/', '／': '/' },
}
const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|\{\s*(?<code>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)\s*\}|(?<sign>[+＋\-−－*×＊/÷／()（）]))/y
/** So deep brackets may stand in one another. */
const depthAtMost = 20

type Token = { at: number; text: string; number?: number; code?: string; sign?: string }

/** Reads a formula; the usual order of × ÷ before + −, from left to right. */
export function parseFormula(text: string): ParsedFormula {
  const read = tokensOf(text)
  if (!read.ok) return read
  const reader: Reader = { tokens: read.tokens, next: 0, end: text.length, never: null }
  try {
    const formula = sums(reader, 0)
    return reader.next === read.tokens.length ? { ok: true, formula, never: reader.never } : unfit(reader)
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, fault: error.fault }
    throw error
  }
}

type Reader = { tokens: readonly Token[]; next: number; end: number; never: FormulaFault | null }
const peek = ({ tokens, next, end }: Reader): Token => tokens[next] ?? { at: end, text: '' }
const unfit = (reader: Reader): never => {
  throw new Unfit(peek(reader))
}
const step = (reader: Reader, formula: Formula): Formula => {
  reader.next++
  return formula
}

type Level = (reader: Reader, depth: number) => Formula
const sums: Level = (reader, depth) => chain(reader, depth, { below: products, operators: ['+', '-'] })
const products: Level = (reader, depth) => chain(reader, depth, { below: single, operators: ['*', '/'] })

function chain(reader: Reader, depth: number, { below, operators }: { below: Level; operators: readonly Operator[] }): Formula {
  let left = below(reader, depth)
  for (;;) {
    const kind = spelled[peek(reader).sign ?? '']
    if (!kind || !operators.includes(kind)) return left
    reader.next++
    const { at, text } = peek(reader)
    const right = below(reader, depth)
    if (kind === '/' && constantOf(right) === 0) reader.never ??= { at, found: text }
    left = { kind, left, right }
  }
}

/** What a part of a formula comes to whatever its vitals are; null: that hangs on them. Nothing times nought is anything else. */
function constantOf(formula: Formula): number | null {
  if (formula.kind === 'number') return formula.value
  if (formula.kind === 'vital') return null
  if (formula.kind === 'minus') {
    const of = constantOf(formula.of)
    return of === null ? null : -of
  }
  const [left, right] = [constantOf(formula.left), constantOf(formula.right)]
  if (formula.kind === '*' && (left === 0 || right === 0)) return 0
  if (formula.kind === '/' && left === 0) return 0
  if (left === null || right === null) return null
  if (formula.kind === '+') return left + right
  if (formula.kind === '-') return left - right
  if (formula.kind === '*') return left * right
  return right === 0 ? null : left / right
}

function single(reader: Reader, depth: number): Formula {
  const { number, code, sign } = peek(reader)
  if (depth > depthAtMost) return unfit(reader)
  if (number !== undefined) return step(reader, { kind: 'number', value: number })
  if (code !== undefined) return step(reader, { kind: 'vital', code })
  if (sign && spelled[sign] === '-') {
    reader.next++
    return { kind: 'minus', of: single(reader, depth + 1) }
  }
  if (sign !== '(' && sign !== '（') return unfit(reader)
  reader.next++
  const inside = sums(reader, depth + 1)
  const { sign: end } = peek(reader)
  return end === ')' || end === '）' ? step(reader, inside) : unfit(reader)
}

class Unfit extends Error {
  readonly fault: FormulaFault
  constructor({ at, text }: Token) {
    super('unfit')
    this.fault = { at, found: text }
  }
}

function tokensOf(text: string): { ok: true; tokens: Token[] } | { ok: false; fault: FormulaFault } {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const from = token.lastIndex
    const found = token.exec(text)
    if (!found) {
      const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0)
      return { ok: false, fault: { at, found: text.slice(at, at + 12) } }
    }
    const { number, code, sign } = found.groups!
    const written = found[0].trim()
    tokens.push({
      ...{ at: found.index + found[0].length - written.length, text: written },
      ...(number === undefined ? {} : { number: Number(number) }),
      ...(code === undefined ? {} : { code }),
      ...(sign === undefined ? {} : { sign }),
    })
  }
  return { ok: true, tokens }
}

/** The vitals a formula names, each once, in their order. */
export function codesIn(formula: Formula): string[] {
  const codes = new Set<string>()
  const walk = (one: Formula): void => {
    if (one.kind === 'vital') codes.add(one.code)
    else if (one.kind === 'minus') walk(one.of)
    else if (one.kind !== 'number') {
      walk(one.left)
      walk(one.right)
    }
  }
  walk(formula)
  return [...codes]
}

/** How an operator reads. */
const said: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' }
const bracket: Readonly<Record<string, string>> = { '（': '(', '）': ')' }

/**
 * A formula as one reads it, its vitals by their names: `停气户 ÷ (供气户 + 停气户) × 100`. Brackets stay as they were set. `times`: what it is multiplied by in
 * the end; 1 is left out.
 */
export function formulaWords({ text, times }: { text: string; times: number }, nameOf: (code: string) => string): string {
  const read = tokensOf(text)
  if (!read.ok) return text
  const words = wordsOf(read.tokens, nameOf)
  if (times === 1) return words
  const parsed = parseFormula(text)
  const adds = parsed.ok && (parsed.formula.kind === '+' || parsed.formula.kind === '-')
  return `${adds ? `(${words})` : words} × ${times}`
}

function wordsOf(tokens: readonly Token[], nameOf: (code: string) => string): string {
  let words = ''
  // After a bracket that opens, and after a sign that belongs to what follows, nothing is spaced.
  let isClose = true
  let mayOperate = false
  for (const { code, sign = '', text } of tokens) {
    const kind = spelled[sign]
    const word = code === undefined ? (kind ? said[kind] : (bracket[sign] ?? text)) : nameOf(code)
    words += isClose || sign === ')' || sign === '）' ? word : ` ${word}`
    const opens = sign === '(' || sign === '（'
    isClose = opens || (kind === '-' && !mayOperate)
    mayOperate = kind === undefined && !opens
  }
  return words
}

/** A formula whose last step divides has two numbers to show. */
export const isFraction = (formula: Formula): boolean => formula.kind === '/'

/**
 * What a formula comes to: two numbers whose quotient it is, the second 1 where nothing is divided last. `den` 0: something was divided by
 * zero, and there is no value. Null: a vital it names has none; missing is never zero.
 */
export function reckon(formula: Formula, worth: (code: string) => number | null): { num: number; den: number } | null {
  if (!isFraction(formula)) {
    const value = worthOf(formula, worth)
    return value === null ? null : value === 'zero' ? { num: 0, den: 0 } : { num: value, den: 1 }
  }
  const { left, right } = formula as { left: Formula; right: Formula }
  const [num, den] = [worthOf(left, worth), worthOf(right, worth)]
  if (num === null || den === null) return null
  return num === 'zero' || den === 'zero' ? { num: 0, den: 0 } : { num, den }
}

function worthOf(formula: Formula, worth: (code: string) => number | null): number | 'zero' | null {
  if (formula.kind === 'number') return formula.value
  if (formula.kind === 'vital') return worth(formula.code)
  if (formula.kind === 'minus') {
    const of = worthOf(formula.of, worth)
    return typeof of === 'number' ? -of : of
  }
  const [left, right] = [worthOf(formula.left, worth), worthOf(formula.right, worth)]
  if (left === null || right === null) return null
  if (left === 'zero' || right === 'zero') return 'zero'
  if (formula.kind === '+') return left + right
  if (formula.kind === '-') return left - right
  if (formula.kind === '*') return left * right
  return right === 0 ? 'zero' : left / right
}
