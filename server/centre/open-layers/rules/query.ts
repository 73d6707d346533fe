import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { Asked, Box, Span } from '../types.ts'

const known = ['bbox', 'datetime', 'limit', 'cursor', 'f']
export const mostFeatures = 1_000
const usual = 100

/** Everywhere but at `items` nothing is asked but the format. */
export function readPlainQuery(query: string): Result<null> {
  const given = new URLSearchParams(query)
  const foreign = [...given.keys()].find((name) => name !== 'f')
  if (foreign !== undefined) return refuseInput('/query', 'keys.surplus', { list: foreign.slice(0, 80) })
  return (given.get('f') ?? 'json') === 'json' ? ok(null) : refuseInput('/f', 'value.one-of', { list: 'json' })
}

/** The query of `items`. Refused, as the standard asks: what it does not know, and values that do not fit. A limit above ours is ours. */
export function readItemsQuery(query: string): Result<Asked> {
  const given = new URLSearchParams(query)
  const foreign = [...given.keys()].find((name) => !known.includes(name))
  if (foreign !== undefined) return refuseInput('/query', 'keys.surplus', { list: foreign.slice(0, 80) })
  const format = given.get('f')
  if (format !== null && format !== 'json') return refuseInput('/f', 'value.one-of', { list: 'json' })
  const limit = readLimit(given.get('limit'))
  if (!limit.ok) return limit
  const box = readBox(given.get('bbox'))
  if (!box.ok) return box
  const span = readSpan(given.get('datetime'))
  return span.ok ? ok({ box: box.value, span: span.value, limit: limit.value, cursor: given.get('cursor') }) : span
}

function readLimit(text: string | null): Result<number> {
  if (text === null) return ok(usual)
  if (!/^\d{1,9}$/.test(text)) return refuseInput('/limit', 'must.int')
  return Number(text) < 1 ? refuseInput('/limit', 'least.number', { min: 1 }) : ok(Math.min(mostFeatures, Number(text)))
}

/** Four numbers, or six with heights, which nothing here has. */
function readBox(text: string | null): Result<Box | null> {
  if (text === null) return ok(null)
  const numbers = text.split(',').map((part) => (/^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : Number.NaN))
  const [west, south, east, north] = numbers.length === 6 ? [0, 1, 3, 4].map((at) => numbers[at]!) : numbers
  if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite))
    return refuseInput('/bbox', 'box.numbers')
  const onEarth = Math.abs(west!) <= 180 && Math.abs(east!) <= 180 && Math.abs(south!) <= 90 && Math.abs(north!) <= 90
  return onEarth && south! <= north!
    ? ok({ west: west!, south: south!, east: east!, north: north! })
    : refuseInput('/bbox', 'box.order')
}

const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/i

/** A moment, a day, or an interval whose ends may be open (`..` or nothing). */
function readSpan(text: string | null): Result<Span | null> {
  if (text === null) return ok(null)
  const parts = text.replace(/ (?=\d\d:\d\d(\/|$))/g, '+').split('/')
  const read = parts.map((part) => (part === '..' || part === '' ? null : dayOrMoment(part)))
  const [from, to = from] = read
  const open = parts.every((part) => part === '..' || part === '')
  if (parts.length > 2 || read.includes(undefined) || (parts.length === 1 && open))
    return refuseInput('/datetime', 'format.datetime')
  const span = { from: from?.[0] ?? null, to: to?.[1] ?? null }
  return span.from && span.to && span.from > span.to ? refuseInput('/datetime', 'format.datetime') : ok(span)
}

/** First and last moment of it: a day without a time is all of it. */
function dayOrMoment(text: string): [Date, Date] | undefined {
  if (!moment.test(text)) return undefined
  const isDay = text.length === 10
  const [first, last] = isDay ? [`${text}T00:00:00Z`, `${text}T23:59:59.999Z`] : [text, text]
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
  const at = new Date(first.toUpperCase())
  return Number.isNaN(at.getTime()) || Number(text.slice(8, 10)) > days ? undefined : [at, new Date(last.toUpperCase())]
}
