import type { Mapping } from '../../../../contract/mapped-feed.ts'
import type { Details, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import { mostOfCell } from '../../../city/sheet/read-table.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { badReading } from '../rules/parse-readings.ts'
import { readTime } from './rules/read-time.ts'
import type { MappedRow } from './types.ts'

/** What each part of a mapping reads, as the place of a cell. */
export type Places = ReadonlyMap<string, number>

type Scale = { factor: number; offset: number }
type Fields = Record<string, number>
const plain = /^[+-]?\d{1,17}(\.\d{1,17})?(e[+-]?\d{1,2})?$/i

/** The columns a mapping reads, each once. */
export function columnsOf({ device, time, wide, long, position }: Mapping): string[] {
  const all = [
    ...[device.column, time.column, ...wide.map(({ column }) => column)],
    ...(long ? [long.name, long.value, long.unit] : []),
    ...(position ? [position.lon, position.lat] : []),
  ]
  return [...new Set(all.filter((name) => name !== null))]
}

/** Where the columns of a mapping stand; refused when one is missing, or when nobody can tell which of two is meant. */
export function placesOf(mapping: Mapping, columns: readonly string[]): Result<Places> {
  const wanted = columnsOf(mapping)
  const fault = (reason: ReasonCode, name: string): Result<never> => ({
    ok: false,
    refusal: { code: 'input.malformed', details: { path: '/file', reason, name } },
  })
  for (const name of wanted) {
    const first = columns.indexOf(name)
    if (first < 0) return fault('column.missing', name)
    if (columns.indexOf(name, first + 1) >= 0) return fault('column.twice', name)
  }
  return { ok: true, value: new Map(wanted.map((name) => [name, columns.indexOf(name)])) }
}

/**
 * One row of a table as a reading. A cell without anything in it is not measured, never zero; a row in which anything cannot be read is refused
 * whole, with its first fault, and so is one with a cell no number, name or moment is as long as. Numbers are plain: a comma could be a thousand or a part.
 */
export function mapRow(mapping: Mapping, places: Places, cells: readonly string[]): Result<MappedRow> {
  const at = (column: string): string => cells[places.get(column)!]?.trim() ?? ''
  const long = [...places].find(([, place]) => (cells[place]?.length ?? 0) > mostOfCell)
  if (long) return refused(long[0], 'most.string', { max: mostOfCell })
  const device = deviceOf(mapping.device, at)
  if (!device.ok) return device
  const { column, ...how } = mapping.time
  const moment = readTime(at(column), how)
  if (!moment) return refused(column, 'row.time', { text: at(column) })
  const values = mapping.long ? longValue(mapping.long, at) : wideValues(mapping.wide, at)
  if (!values.ok) return values
  const position = mapping.position ? positionOf(mapping.position, at) : { ok: true as const, value: {} }
  if (!position.ok) return position
  const all = { ...values.value, ...position.value }
  if (Object.keys(all).length === 0) return refused('/row', 'row.nothing')
  return { ok: true, value: { device: device.value, at: moment.toISOString(), values: all } }
}

type Cell = (column: string) => string

const refused = (column: string, reason: ReasonCode, given: Details = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: badReading(column, reason, given),
})

function deviceOf({ column, fixed, prefix, known }: Mapping['device'], at: Cell): Result<string> {
  if (column === null) return { ok: true, value: fixed! }
  const number = at(column)
  if (number === '') return refused(column, 'value.missing')
  const own = number.startsWith(prefix) ? number.slice(prefix.length) : number
  return { ok: true, value: (Object.hasOwn(known, own) ? known[own]! : own).slice(0, 120) }
}

function wideValues(wide: Mapping['wide'], at: Cell): Result<Fields> {
  const values: Fields = {}
  for (const { column, reading, ...scale } of wide) {
    if (at(column) === '') continue
    const value = numberOf(column, at(column), scale)
    if (!value.ok) return value
    values[reading] = value.value
  }
  return { ok: true, value: values }
}

function longValue({ name, value, unit, names }: NonNullable<Mapping['long']>, at: Cell): Result<Fields> {
  const said = names.filter((one) => one.said === at(name))
  if (said.length === 0) return refused(name, 'row.name', { text: at(name) })
  if (at(value) === '') return { ok: true, value: {} }
  const given = unit === null ? null : at(unit)
  const found = said.find((one) => given === null || one.unit === null || one.unit === given)
  if (!found) return refused(unit!, 'row.unit', { text: given!, unit: said.map((one) => one.unit).join(' / ') })
  const number = numberOf(value, at(value), found)
  return number.ok ? { ok: true, value: { [found.reading]: number.value } } : number
}

function numberOf(column: string, text: string, { factor, offset }: Scale): Result<number> {
  const value = plain.test(text) ? Number(text) * factor + offset : Number.NaN
  return Number.isFinite(value) ? { ok: true, value: tidy(value) } : refused(column, 'row.number', { text })
}

/** 0.1 × 3 is 0.3: what a conversion adds in the sixteenth place was not measured. */
const tidy = (value: number): number => Number(value.toPrecision(15))

function positionOf({ lon, lat, crs }: NonNullable<Mapping['position']>, at: Cell): Result<Fields> {
  const [east, north] = [at(lon), at(lat)]
  if (east === '' && north === '') return { ok: true, value: {} }
  if (!plain.test(east) || !plain.test(north)) return refused(lon, 'row.position')
  const placed = toWgs84(crs, [Number(east), Number(north)])
  return placed.flag ? refused(lon, 'row.position') : { ok: true, value: { lon: placed.lon, lat: placed.lat } }
}
