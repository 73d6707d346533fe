import type { CatalogueData, CatalogueKind, CatalogueSheet } from '../../../../contract/catalogue.ts'
import type { SheetFault } from '../types.ts'
import { withDecided } from './edit-sheets.ts'
import { columnOf, paddedCode, placesOf, readSheets } from './read-sheets.ts'

export type GivenSheet = { name: string; rows: string[][]; csv: CatalogueSheet['csv'] }

/** Headings stand within the first lines, below the title and the date. */
const mostAbove = 15

/**
 * Makes sheets of a catalogue of what a file holds. Which kind one is says its name or its title (部件 or 事件), else `otherwise`. Sheets
 * without headings are left out when another has them; codes get back the zeros a spreadsheet took.
 */
export function takeSheets(
  given: readonly GivenSheet[],
  otherwise: CatalogueKind,
): { sheets: CatalogueSheet[]; fault: SheetFault | null } {
  const sheets = given.flatMap((sheet) => sheetOf(sheet, otherwise) ?? [])
  const fault = { fault: 'no-headings', sheet: given[0]?.name ?? '', row: 1, text: '' } as const
  return { sheets, fault: sheets.length === 0 ? fault : null }
}

function sheetOf({ name, rows, csv }: GivenSheet, otherwise: CatalogueKind): CatalogueSheet | null {
  const at = rows.slice(0, mostAbove).findIndex(isHeadings)
  if (at < 0) return null
  const columns = rows[at]!
  const places = placesOf(columns)
  const codes = [places.get('major'), places.get('minor')]
  const padded = rows.slice(at + 1).map((cells) => cells.map((text, i) => (codes.includes(i) ? zeros(text) : text)))
  const said = `${name} ${rows.slice(0, at).flat().join(' ')}`
  const kind = said.includes('部件') === said.includes('事件') ? otherwise : said.includes('部件') ? 'component' : 'event'
  return { name, kind, above: rows.slice(0, at), columns, rows: padded, csv }
}

function isHeadings(cells: readonly string[]): boolean {
  const found = new Set(cells.map(columnOf))
  return found.has('minor') && found.has('text') && found.has('limit')
}

/** The code with its zeros; what is no code stays as it is and is told as a fault later. */
const zeros = (text: string): string => (/^\s*\d\s*$|^\s*\d{3}\s*$/.test(text) ? (paddedCode(text) ?? text) : text)

/**
 * The catalogue with the sheets of a file in the place of those of their kinds. A limit a person has set stays with its condition as long as
 * the file says nothing of set limits itself and the condition reads as it did; one whose words have changed is for a person again.
 */
export function withSheets(before: CatalogueData, sheets: readonly CatalogueSheet[]): CatalogueData {
  const kinds = new Set(sheets.map(({ kind }) => kind))
  const kept = before.sheets.filter(({ kind }) => !kinds.has(kind))
  const silent = new Set(sheets.filter((sheet) => setPlace(sheet) === undefined))
  const places = new Map(before.sheets.map((sheet) => [sheet, setPlace(sheet) ?? -1]))
  const decided = new Map(
    readSheets(before.sheets).conditions.flatMap(({ id, text, at: { sheet, row } }) => {
      const words = sheet.rows[row]?.[places.get(sheet)!]?.trim()
      return words ? [[`${id}\n${text}`, words] as const] : []
    }),
  )
  const again = readSheets(sheets).conditions.flatMap(({ id, text, at }) => {
    const words = silent.has(at.sheet) ? decided.get(`${id}\n${text}`) : undefined
    return words ? [{ at, words }] : []
  })
  return withDecided({ sheets: [...kept, ...sheets] }, again)
}

const setPlace = ({ columns }: CatalogueSheet): number | undefined => placesOf(columns).get('set')
