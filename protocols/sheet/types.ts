/** A sheet as text: every cell as it was written, in rows of their own length. */
export type Sheet = { name: string; rows: string[][] }
/** A cell to write: a number is written as one, so that it can be reckoned with; a text stays what it is. */
export type WrittenCell = string | number
export type WrittenSheet = { name: string; rows: WrittenCell[][] }

export type SheetBounds = {
  rows: number
  columns: number
  /** characters of a cell */
  cell: number
  sheets: number
  /** bytes of all parts of a workbook together, unpacked */
  unpacked: number
}

/** What a sheet may hold; a city's catalogue is far below, a bomb far above. */
export const most = { rows: 20_000, columns: 64, cell: 32_767, sheets: 16, unpacked: 32 * 1024 * 1024 } as const

/** What a file of readings may hold: a month of a thousand devices by the quarter of an hour is below it. */
export const mostOfReadings = { ...most, rows: 200_050, unpacked: 160 * 1024 * 1024 } as const
