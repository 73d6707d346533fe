import type * as pdf from '../../../protocols/pdf/types.ts'

/** What stands on a paper: who makes one knows no more of PDF than this. */
export type Paper = pdf.Paper
export type Block = pdf.Block
export type Table = pdf.Table
export type Cell = pdf.Cell
export type Column = pdf.Column
export type Mark = pdf.Mark
