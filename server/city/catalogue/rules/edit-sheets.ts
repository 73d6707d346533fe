import type { z } from 'zod'
import type { CatalogueData, CatalogueSheet, LocalClassBody } from '../../../../contract/catalogue.ts'
import { parseTimeLimit, type TimeLimit } from '../../../../contract/time-limit.ts'
import type { Column, ReadCondition } from '../types.ts'
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
  const found = readSheets(data.sheets).conditions.find((one) => one.id === id)
  return found ? withDecided(data, [{ at: found.at, words: limit === null ? asPlanned : limitWords(limit) }]) : null
}

/** The same of many conditions at once, with the words as they stand in the sheet. */
export function withDecided(data: CatalogueData, decided: readonly { at: ReadCondition['at']; words: string }[]): CatalogueData {
  const bySheet = Map.groupBy(decided, ({ at }) => at.sheet)
  return {
    sheets: data.sheets.map((sheet) => {
      const words = new Map(bySheet.get(sheet)?.map((one) => [one.at.row, one.words]))
      return words.size === 0 ? sheet : withSet(sheet, words)
    }),
  }
}

/** The sheet with words under 核定时限, by row. */
function withSet(sheet: CatalogueSheet, words: ReadonlyMap<number, string>): CatalogueSheet {
  const column = placesOf(sheet.columns).get('set')
  const columns = column === undefined ? [...padded(sheet.columns, widest(sheet)), setHeading] : sheet.columns
  const place = column ?? columns.length - 1
  const rows = sheet.rows.map((cells, row) => {
    const text = words.get(row)
    return text === undefined ? cells : replaced(cells, place, text)
  })
  return { ...sheet, columns, rows }
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
