import type { CatalogueKind, CatalogueSheet } from '../../../contract/catalogue.ts'
import type { Details, ReasonCode } from '../../../contract/refusal-reasons.ts'
import { plainFace, readCsv, writeCsv } from '../../../protocols/sheet/csv.ts'
import { readXlsx, writeXlsx } from '../../../protocols/sheet/xlsx.ts'
import { isZip } from '../../../protocols/sheet/zip.ts'
import { readSheets } from '../../city/catalogue/rules/read-sheets.ts'
import { type GivenSheet, takeSheets } from '../../city/catalogue/rules/take-sheets.ts'

export type Taken = { ok: true; sheets: CatalogueSheet[] } | { ok: false; reason: ReasonCode; given: Details }

/** The sheets of a file, CSV or a workbook by its first bytes; refused with its first fault. */
export function sheetsOfFile(bytes: Uint8Array, name: string, kind: CatalogueKind): Taken {
  const given = givenSheets(bytes, name)
  if (!given) return { ok: false, reason: 'sheet.unreadable', given: {} }
  const { sheets, fault } = takeSheets(given, kind)
  const first = fault ?? readSheets(sheets).faults[0]
  if (!first) return { ok: true, sheets }
  const { sheet, row, text } = first
  return { ok: false, reason: `sheet.${first.fault}`, given: { sheet: sheet.slice(0, 60), row, text: text.slice(0, 60) } }
}

function givenSheets(bytes: Uint8Array, name: string): GivenSheet[] | null {
  if (isZip(bytes)) {
    const read = readXlsx(bytes)
    return read.ok ? read.value.map((sheet) => ({ ...sheet, name: sheet.name.slice(0, 100), csv: null })) : null
  }
  const read = readCsv(bytes)
  return read.ok ? [{ name: name.slice(0, 100), rows: read.value.rows, csv: read.value.face }] : null
}

const rowsOf = ({ above, columns, rows }: CatalogueSheet): string[][] => [...above, columns, ...rows]

/** All sheets as a workbook. */
export const workbookOf = (sheets: readonly CatalogueSheet[]): Uint8Array =>
  writeXlsx(sheets.map((sheet) => ({ name: sheet.name.replace(/\.(csv|xlsx)$/i, ''), rows: rowsOf(sheet) })))

/** The first sheet of a kind as CSV, the way it came; null where there is none. */
export function csvOf(sheets: readonly CatalogueSheet[], kind: CatalogueKind): Uint8Array | null {
  const sheet = sheets.find((one) => one.kind === kind)
  return sheet ? writeCsv({ rows: rowsOf(sheet), face: sheet.csv ?? plainFace }) : null
}
