import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { Expand, Options } from '../types.ts'
import { readFilter } from './filter.ts'

const usual = 100
export const mostEntities = 1_000
/** Expanded inside expanded; a Thing with its Datastreams and their Observations is two. */
const deepest = 3

const none: Options = { filter: null, orderby: [], top: usual, skip: 0, count: false, select: null, expand: [] }

/** The options of a query, `&` between them; inside an expansion `;`. What is not known is refused, as the standard asks. */
export function readOptions(query: string): Result<Options> {
  const pairs = [...new URLSearchParams(query)].map(([name, value]): [string, string] => [name, value])
  return readPairs(pairs, 0)
}

function readPairs(pairs: [string, string][], depth: number): Result<Options> {
  let options = none
  for (const [name, value] of pairs) {
    const read = readOption(name, value.trim(), depth)
    if (!read.ok) return read
    options = { ...options, ...read.value }
  }
  return ok(options)
}

function readOption(name: string, value: string, depth: number): Result<Partial<Options>> {
  if (name === '$filter') {
    const filter = readFilter(value)
    return filter.ok ? ok({ filter: filter.value }) : filter
  }
  if (name === '$expand') {
    const expand = readExpand(value, depth)
    return expand.ok ? ok({ expand: expand.value }) : expand
  }
  if (name === '$top' || name === '$skip') {
    if (!/^\d{1,9}$/.test(value)) return refuseInput(`/${name}`, 'must.int')
    return ok(name === '$top' ? { top: Math.min(mostEntities, Number(value)) } : { skip: Number(value) })
  }
  if (name === '$count')
    return /^(true|false)$/.test(value) ? ok({ count: value === 'true' }) : refuseInput('/$count', 'must.boolean')
  if (name === '$select')
    return ok({
      select: value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    })
  if (name === '$orderby') return readOrder(value)
  return refuseInput('/query', 'keys.surplus', { list: name.slice(0, 80) })
}

function readOrder(value: string): Result<Partial<Options>> {
  const parts = value.split(',').map((part) => /^\s*([\w@./]+)(?:\s+(asc|desc))?\s*$/.exec(part))
  if (parts.length > 5 || parts.includes(null)) return refuseInput('/$orderby', 'unfit')
  return ok({ orderby: parts.map((part) => ({ property: part![1]!, down: part![2] === 'desc' })) })
}

/** `Locations,Datastreams($top=2;$expand=Observations)`; `Datastreams/Observations` is the same as an expansion inside. */
function readExpand(text: string, depth: number): Result<Expand[]> {
  const parts = depth < deepest ? splitOutside(text, ',') : null
  if (!parts || parts.length > 8) return refuseInput('/$expand', 'unfit')
  const found: Expand[] = []
  for (const part of parts) {
    const [, name, rest, inside] = /^\s*(\w+)(?:\/([\w/]+))?(?:\((.*)\))?\s*$/s.exec(part) ?? []
    const pairs = splitOutside(rest ? `$expand=${rest}${inside ? `(${inside})` : ''}` : (inside ?? ''), ';')
    if (!name || !pairs) return refuseInput('/$expand', 'unfit')
    const options = readPairs(pairs.filter(Boolean).map(pairOf), depth + 1)
    if (!options.ok) return options
    found.push({ name, options: options.value })
  }
  return ok(found)
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1)]
}

/** Cuts at a sign that stands in no bracket and no quotes; null when brackets do not close. */
function splitOutside(text: string, sign: ',' | ';'): string[] | null {
  const parts = ['']
  let [depth, quoted] = [0, false]
  for (const char of text) {
    if (char === "'") quoted = !quoted
    else if (!quoted && char === '(') depth++
    else if (!quoted && char === ')') depth--
    if (depth < 0) return null
    if (char === sign && depth === 0 && !quoted) parts.push('')
    else parts[parts.length - 1] += char
  }
  return depth === 0 && !quoted ? parts : null
}
