import type { z } from 'zod'
import type { CatalogueData, CatalogueSheet, LocalClassBody } from '../../../../contract/catalogue.ts'
import { parseTimeLimit, type TimeLimit } from '../../../../contract/time-limit.ts'
import type { Column } from '../types.ts'
import { asPlanned, placesOf, readSheets, setHeading } from './read-sheets.ts'

const unitWords: Record<TimeLimit['unit'], string> = {
  'urgent-hour': '紧急工作时',
  'working-hour': '工作时',
  'working-day': '工作日',
  'calendar-day': '自然日',
}
/** A limit as catalogues write it. */
export function limitWords(text: string): string {
  const limit = parseTimeLimit(text)
  return limit ? `${limit.n}${unitWords[limit.unit]}${limit.fromNextDay ? '（次日起算）' : ''}` : text
}

/** The catalogue with the limit of a condition as a person said it; the sheet's own words stay beside it. Null: no such condition. */
export function withLimit(data: CatalogueData, id: string, limit: string | null): CatalogueData | null {
  const known = readSheets(data.sheets).conditions.some((one) => one.id === id)
  return known ? withDecided(data, id, limit === null ? asPlanned : limitWords(limit)) : null
}

/** The same with the words as they stand in the sheet; an unknown condition changes nothing. */
export function withDecided(data: CatalogueData, id: string, text: string): CatalogueData {
  const found = readSheets(data.sheets).conditions.find((one) => one.id === id)
  if (!found) return data
  const { sheet, row } = found.at
  const column = placesOf(sheet.columns).get('set')
  const columns = column === undefined ? [...padded(sheet.columns, widest(sheet)), setHeading] : sheet.columns
  const place = column ?? columns.length - 1
  const rows = sheet.rows.map((cells, i) => (i === row ? replaced(cells, place, text) : cells))
  return { sheets: data.sheets.map((one) => (one === sheet ? { ...sheet, columns, rows } : one)) }
}

/** The next number of the city's own in a 大类: 99 first, then down past what is taken. Null: none is left. */
export function nextLocal(
  data: CatalogueData,
  { kind, major }: Pick<z.infer<typeof LocalClassBody>, 'kind' | 'major'>,
): string | null {
  const taken = new Set(
    readSheets(data.sheets).conditions.flatMap((one) =>
      one.kind === kind && one.code.startsWith(major) ? one.code.slice(2) : [],
    ),
  )
  for (let n = 99; n > 0; n--) {
    const code = String(n).padStart(2, '0')
    if (!taken.has(code)) return code
  }
  return null
}

/** The catalogue with a class of the city's own, as a row after the last one of its 大类. Null: no such 大类, or no number left. */
export function withLocalClass(data: CatalogueData, made: z.infer<typeof LocalClassBody>): CatalogueData | null {
  const beside = readSheets(data.sheets).conditions.findLast((one) => one.kind === made.kind && one.code.startsWith(made.major))
  const minor = nextLocal(data, made)
  if (!beside || minor === null) return null
  const { sheet, row } = beside.at
  const values: Partial<Record<Column, string>> = {
    ...{ major: made.major, majorName: beside.major, minor, minorName: made.name, text: made.text },
    ...{ close: made.close, unit: made.unit, limit: limitWords(made.limit) },
  }
  const cells = sheet.columns.map(() => '')
  for (const [column, place] of placesOf(sheet.columns)) cells[place] = values[column] ?? ''
  const rows = sheet.rows.toSpliced(row + 1, 0, cells)
  return { sheets: data.sheets.map((one) => (one === sheet ? { ...sheet, rows } : one)) }
}

const widest = ({ columns, rows }: CatalogueSheet): number => Math.max(columns.length, ...rows.map(({ length }) => length))
const padded = (cells: readonly string[], length: number): string[] => [
  ...cells,
  ...Array.from({ length: Math.max(0, length - cells.length) }, () => ''),
]
const replaced = (cells: readonly string[], place: number, text: string): string[] => padded(cells, place + 1).with(place, text)
