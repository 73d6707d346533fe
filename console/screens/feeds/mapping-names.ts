import type { MappedKind, Mapping } from '../../../contract/mapped-feed.ts'

/** Kinds whose messages have columns of their own: what is left to say is which of their names is which reading. */
export type NamedKind = 'ngsi-ld' | 'sparkplug'
export const isNamed = (kind: MappedKind): kind is NamedKind => kind === 'ngsi-ld' || kind === 'sparkplug'

/** What they call a value, the unit they must give it in ('' = not looked at), the reading it is, what it is multiplied by. */
export type NameRow = { said: string; unit: string; reading: string | null; factor: string }
/** `prefix`: left out at the beginning of their numbers. */
export type Names = { prefix: string; rows: readonly NameRow[] }

export const emptyRow: NameRow = { said: '', unit: '', reading: null, factor: '1' }
export const emptyNames: Names = { prefix: '', rows: [emptyRow] }

/** As docs/reference/interfaces.md gives them. */
const columnsOf = {
  'ngsi-ld': { device: 'id', name: 'attribute', value: 'value', unit: 'unitCode', time: 'observedAt' },
  sparkplug: { device: 'device', name: 'metric', value: 'value', unit: null, time: 'timestamp' },
} as const

/** The names of a mapping; null where they cannot say all of it. */
export function namesOf(kind: NamedKind, mapping: Mapping): Names | null {
  const { device, long } = mapping
  if (!long || long.names.some(({ offset }) => offset !== 0)) return null
  const rows = long.names.map(({ said, unit, reading, factor }) => ({ said, unit: unit ?? '', reading, factor: String(factor) }))
  const names = { prefix: device.prefix, rows }
  return JSON.stringify(whole(kind, names)) === JSON.stringify(without(mapping)) ? names : null
}

/** As the server takes it; null while something is missing, or a factor is no number. */
export const mappingOfNames = (kind: NamedKind, names: Names): object | null =>
  names.rows.length > 0 && names.rows.every(isFit) ? whole(kind, names) : null

const isFit = ({ said, reading, factor }: NameRow): boolean =>
  said.trim() !== '' && reading !== null && factor.trim() !== '' && Number.isFinite(Number(factor)) && Number(factor) !== 0

function whole(kind: NamedKind, { prefix, rows }: Names) {
  const { device, name, value, unit, time } = columnsOf[kind]
  const names = rows.map((row) => ({
    ...{ said: row.said.trim(), unit: (unit && row.unit.trim()) || null, reading: row.reading, factor: Number(row.factor) },
  }))
  return {
    device: { column: device, fixed: null, prefix: prefix.trim(), known: {} },
    time: { column: time, format: 'iso' },
    long: { name, value, unit, names },
  }
}

/** What fields can say, in the same order; everything else must be as it is left out. */
function without({ sheet, heading, list, device, time, wide, long, position }: Mapping): object {
  const plain =
    sheet === null && heading === 1 && list === '' && wide.length === 0 && position === null && time.zone === 'Asia/Shanghai'
  const { column, fixed, prefix, known } = device
  const names = long?.names.map(({ said, unit, reading, factor }) => ({ said, unit, reading, factor }))
  return {
    device: { column, fixed, prefix, known },
    time: { column: time.column, format: time.format },
    long: long && { name: long.name, value: long.value, unit: long.unit, names },
    ...(plain ? {} : { more: true }),
  }
}
