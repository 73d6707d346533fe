import { plainHeading } from './object-columns.ts'
import type { Words } from './words.ts'

/** The columns of a sheet as they are written, by field; those of `also` are read as well. */
export type SheetColumns<C extends string> = Readonly<Record<C, Words & { also: readonly string[] }>>
/** Where each field stands, and headings that are none. */
export type Headings<C extends string> = { places: ReadonlyMap<C, number>; unknown: string[] }
/** Why a line of headings is none of such a sheet: one it needs is missing, or one stands twice. */
export type HeadingFault = { reason: 'column.missing' | 'column.twice'; name: string }

/** Finds the columns of a line of headings, in Chinese or English. */
export function findColumns<C extends string>(
  columns: SheetColumns<C>,
  needed: readonly C[],
  headings: readonly string[],
): Headings<C> | HeadingFault {
  const names = new Map<string, C>()
  for (const field of Object.keys(columns) as C[]) {
    const { zh, en, also } = columns[field]
    for (const name of [zh, en, ...also]) names.set(plainHeading(name), field)
  }
  const places = new Map<C, number>()
  const unknown: string[] = []
  for (const [at, heading] of headings.entries()) {
    // A unit in brackets is for people.
    const field = names.get(plainHeading(heading.normalize('NFKC').replace(/\(.*\)\s*$/, '')))
    if (!field) {
      if (heading.trim() !== '') unknown.push(heading.trim())
    } else if (places.has(field)) return { reason: 'column.twice', name: heading.trim() }
    else places.set(field, at)
  }
  const missing = needed.find((field) => !places.has(field))
  return missing ? { reason: 'column.missing', name: columns[missing].zh } : { places, unknown }
}

/** What a spreadsheet was kept from running as a formula, as it was before. */
export const unguarded = (cell: string): string => (/^'[=+\-@\t＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

/** The words of a column as details of a refusal; none where the field is no column. */
export function columnWords<C extends string>(columns: SheetColumns<C>, field: C): { pathZh?: string; pathEn?: string } {
  return Object.hasOwn(columns, field) ? { pathZh: columns[field].zh, pathEn: columns[field].en } : {}
}
