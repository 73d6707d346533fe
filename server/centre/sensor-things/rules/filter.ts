import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { Filter, Literal } from '../types.ts'

type Token = { is: 'word' | 'text' | 'number' | 'time' | 'sign'; text: string }

const pattern =
  /\s*(?:(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))|(?<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'(?<text>(?:[^']|'')*)'|(?<word>[A-Za-z_@][\w@./]*)|(?<sign>[(),]))/y
/** More than this nobody writes by hand; nested deeper nobody reads. */
const mostTokens = 200
const deepest = 20

const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const functions = ['startswith', 'endswith', 'contains', 'substringof'] as const

/** Reads `$filter`: comparisons of a property with a value, texts by their beginning, end or part, joined by and, or, not. */
export function readFilter(text: string): Result<Filter> {
  const tokens = cut(text)
  if (!tokens || tokens.length === 0 || tokens.length > mostTokens) return refuseInput('/$filter', 'unfit')
  const reader = { tokens, at: 0 }
  const filter = readOr(reader, 0)
  return filter && reader.at === tokens.length ? ok(filter) : refuseInput('/$filter', 'unfit')
}

function cut(text: string): Token[] | null {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  for (let at = 0; at < end; ) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    const found = groups && Object.entries(groups).find(([, value]) => value !== undefined)
    if (!found) return null
    at = pattern.lastIndex
    tokens.push({ is: found[0] as Token['is'], text: found[1]! })
  }
  return tokens
}

type Reader = { tokens: Token[]; at: number }

function take(reader: Reader, is: Token['is'], text?: string): Token | null {
  const token = reader.tokens[reader.at]
  if (token?.is !== is || (text !== undefined && token.text !== text)) return null
  reader.at++
  return token
}

const readOr = (reader: Reader, depth: number): Filter | null => readJoined(reader, depth, 'or', readAnd)
const readAnd = (reader: Reader, depth: number): Filter | null => readJoined(reader, depth, 'and', readOne)

function readJoined(reader: Reader, depth: number, by: 'and' | 'or', part: typeof readOne): Filter | null {
  let left = part(reader, depth)
  while (left && take(reader, 'word', by)) {
    const right: Filter | null = part(reader, depth)
    left = right && { is: by, left, right }
  }
  return left
}

function readOne(reader: Reader, depth: number): Filter | null {
  if (depth > deepest) return null
  if (take(reader, 'word', 'not')) {
    const of = readOne(reader, depth + 1)
    return of && { is: 'not', of }
  }
  if (take(reader, 'sign', '(')) {
    const inside = readOr(reader, depth + 1)
    return inside && take(reader, 'sign', ')') ? inside : null
  }
  const word = take(reader, 'word')
  if (!word) return null
  const called = functions.find((name) => name === word.text)
  if (called && take(reader, 'sign', '(')) return readCall(reader, called)
  const by = comparisons.find((name) => take(reader, 'word', name))
  const value = by && readLiteral(reader)
  return by && value ? { is: 'compare', property: word.text, by, with: value } : null
}

/** `startswith(name,'x')`; `substringof('x',name)` has them the other way round. */
function readCall(reader: Reader, name: (typeof functions)[number]): Filter | null {
  const turned = name === 'substringof'
  const first = take(reader, turned ? 'text' : 'word')
  const second = take(reader, 'sign', ',') && take(reader, turned ? 'word' : 'text')
  if (!first || !second || !take(reader, 'sign', ')')) return null
  const [property, value] = turned ? [second.text, first.text] : [first.text, second.text]
  return { is: 'text', property, how: turned ? 'contains' : name, with: unquoted(value) }
}

function readLiteral(reader: Reader): Literal | null {
  const token = reader.tokens[reader.at++]
  if (token?.is === 'number') return { kind: 'number', value: Number(token.text) }
  if (token?.is === 'time') return Number.isNaN(Date.parse(token.text)) ? null : { kind: 'time', value: token.text }
  return token?.is === 'text' ? { kind: 'text', value: unquoted(token.text) } : null
}

const unquoted = (text: string): string => text.replaceAll("''", "'")
