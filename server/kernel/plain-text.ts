/**
 * Words as they came, every character of every script, without what no screen shows and no database takes: control characters and
 * halves of characters. Never normalised: that would change rare characters in names.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/**
 * A cell as text that no spreadsheet runs as a formula: a leading = + - @, tab or line break, full width too, gets an apostrophe (OWASP: CSV
 * injection). What is only a number stays one.
 */
export const noFormula = (cell: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell

/** The text a cell had before `noFormula`: a sheet that was handed out comes back as it was. */
export const asBeforeNoFormula = (cell: string): string =>
  cell.startsWith("'") && noFormula(cell.slice(1)) === cell ? cell.slice(1) : cell
