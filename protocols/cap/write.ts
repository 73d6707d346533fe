import { type Decoded, decoded, rejected } from '../decoded.ts'
import { escapeXml } from '../xml.ts'
import { breachesOf } from './rules.ts'
import { alertRules, capSpace, fits, isCapTime, type Rule } from './schema.ts'
import type { Alert } from './types.ts'

type Row = Record<string, unknown>

/**
 * Writes an alert that is valid against the schema and keeps the rules in words; what does not is refused: `bad-value` with the
 * rule and the place. Times may be given with any offset or Z and are written with `+08:00`.
 */
export function writeAlert(alert: Alert): Decoded<string> {
  const [breach] = breachesOf(alert)
  if (breach) return rejected('bad-value', `${breach.rule} ${breach.at}`)
  const lines: string[] = []
  const row: Row = {
    ...alert,
    addresses: wordsText(alert.addresses),
    incidents: wordsText(alert.incidents),
    references: referencesText(alert),
  }
  const fault = writeRules(row, alertRules, { lines, depth: 1, path: 'alert' })
  if (fault) return rejected('bad-value', fault)
  return decoded(`<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${capSpace}">\n${lines.join('\n')}\n</alert>\n`)
}

type Place = { lines: string[]; depth: number; path: string }

/** The element's children in the order of the schema; the place of what does not fit, or nothing. */
function writeRules(row: Row, rules: Rule[], place: Place): string | undefined {
  for (const rule of rules) {
    const given = row[rule.name]
    const values = Array.isArray(given) ? given : given === null || given === undefined ? [] : [given]
    if (values.length < rule.least) return `missing ${place.path}/${rule.name}`
    for (const value of values) {
      const fault = writeOne(value, rule, { ...place, path: `${place.path}/${rule.name}` })
      if (fault) return fault
    }
  }
  return undefined
}

function writeOne(value: unknown, rule: Rule, { lines, depth, path }: Place): string | undefined {
  const blank = '  '.repeat(depth)
  const { kind, name } = rule
  if (Array.isArray(kind) && typeof kind[0] === 'object') {
    lines.push(`${blank}<${name}>`)
    const fault = writeRules(value as Row, kind as Rule[], { lines, depth: depth + 1, path })
    lines.push(`${blank}</${name}>`)
    return fault
  }
  const text = textFor(name, value, kind === 'time')
  if (text === null || !fits(kind as Exclude<Rule['kind'], Rule[]>, text)) return `form ${path}`
  lines.push(`${blank}<${name}>${escapeXml(text)}</${name}>`)
  return undefined
}

function textFor(name: string, value: unknown, isTime: boolean): string | null {
  if (name === 'polygon') return (value as [number, number][]).map(([lat, lon]) => `${plain(lat)},${plain(lon)}`).join(' ')
  if (name === 'circle') {
    const { lat, lon, radiusKm } = value as { lat: number; lon: number; radiusKm: number }
    return `${plain(lat)},${plain(lon)} ${plain(radiusKm)}`
  }
  return isTime ? capTime(String(value)) : typeof value === 'number' ? plain(value) : String(value)
}

/** A number without an exponent. */
const plain = (value: number): string => (String(value).includes('e') ? value.toFixed(9) : String(value))

/** A moment as CAP writes it in Beijing time: no fraction, no Z. One that has an offset already is left as it is; null for none. */
export function capTime(iso: string): string | null {
  if (isCapTime(iso)) return iso
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(iso) ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

const wordsText = (words: string[]): string | null =>
  words.length === 0 ? null : words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')

const referencesText = ({ references }: Alert): string | null =>
  references.length === 0 ? null : references.map(({ sender, identifier, sent }) => `${sender},${identifier},${sent}`).join(' ')
