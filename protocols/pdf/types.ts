/** A point of an outline; between two points off the curve lies one on it. */
export type Point = { x: number; y: number; on: boolean }
/** How a character is drawn, in thousandths of its size: closed lines of points, and how far the next one stands. */
export type Outline = { advance: number; contours: readonly (readonly Point[])[] }

/** A shape beside a word, so that nothing is told by colour alone: `level` 1 … 5 as on screens, 0 the dashed ring; `sign` stands inside. */
export type Mark = { level: 0 | 1 | 2 | 3 | 4 | 5; sign: string }
/** `small` stands below `text` in smaller letters, in as many lines as it says; `span`: over so many columns. */
export type Cell = { text: string; mark?: Mark; small?: string; bold?: boolean; span?: number }
/** `width`: its share of the line; `right`: figures stand to the right; `rule`: a line stands before it. */
export type Column = { head: string; mark?: Mark; width: number; right?: boolean; rule?: boolean }
/** `groups` stand above the heads, each over as many columns as it says; `foot` are rows in bold below a line. */
export type Table = {
  kind: 'table'
  groups?: readonly { text: string; span: number }[]
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  foot?: readonly (readonly Cell[])[]
}
export type Block =
  | { kind: 'title'; text: string; note?: string }
  | { kind: 'heading'; text: string; note?: string }
  | { kind: 'text'; text: string; quiet?: boolean }
  | Table

/** A report as it is laid on sheets of A4. */
export type Paper = {
  title: string
  /** whose it is, and as of when, in words: for the properties of the file */
  subject: string
  lang: 'zh' | 'en'
  /** as of when: the date of the file too, so that the same report is the same bytes */
  at: string
  landscape: boolean
  /** stands at the foot of every page, beside its number */
  foot: string
  blocks: readonly Block[]
}
