import type { CatalogueKind, CatalogueSheet, FilingCondition } from '../../../contract/catalogue.ts'

/** What a column of a sheet means. */
export type Column = 'major' | 'majorName' | 'minor' | 'minorName' | 'text' | 'close' | 'limit' | 'unit' | 'supervisor' | 'set'

/** Why a sheet cannot be taken; `row` as spreadsheets count, from 1, above lines and headings included. */
export type SheetFault = {
  fault: 'no-headings' | 'no-code' | 'bad-code' | 'duplicate' | 'no-name' | 'no-condition' | 'no-rows'
  sheet: string
  row: number
  text: string
}

/** A condition with the row it stands in. */
export type ReadCondition = FilingCondition & { at: { sheet: CatalogueSheet; row: number } }

export type ReadSheets = { conditions: ReadCondition[]; faults: SheetFault[] }

/** A 小类 while its rows are read. */
export type ReadClass = {
  kind: CatalogueKind
  code: string
  major: string
  name: string
  unit: string
  supervisor: string
  conditions: number
}
