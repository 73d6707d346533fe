import { lineHeight, type Pen, type Style, shade, stroke } from './pen.ts'
import type { Cell, Column, Table } from './types.ts'

const pad = { x: 3, y: 2 }
const head: Style = { size: 7.5, bold: true }
const body: Style = { size: 8 }
const total: Style = { ...body, bold: true }
const small: Style = { size: 6.5, quiet: true }

type Line = { text: string; style: Style }
/** A cell with its lines as they fit, where it stands, and how wide it is. */
type Laid = { lines: Line[]; x: number; width: number; right: boolean; rule: boolean; cell: Cell }
type Plan = { x: number[]; widths: number[]; columns: readonly Column[] }

/** Lays a table: its heads stand again on every page it goes on to; a row is parted only where it is higher than a page. */
export function layTable(pen: Pen, table: Table): void {
  const plan = planOf(pen, table.columns)
  const heads = headsOf(pen, table, plan)
  const foot = (table.foot ?? []).map((row) => layRow(pen, plan, row, total))
  const rows = table.rows.map((row) => layRow(pen, plan, row, body))
  const high = heads.reduce((sum, row) => sum + heightOf(row), 0)
  const first = rows[0] ?? foot[0]
  if (pen.y - pen.bottom < high + Math.min(first ? heightOf(first) : 0, 200)) pen.feed()
  drawHeads(pen, heads)
  const again = (): void => {
    pen.feed()
    drawHeads(pen, heads)
  }
  for (const row of rows) drawRow(pen, row, { room: pen.top - pen.bottom - high, again })
  for (const [n, row] of foot.entries()) {
    if (pen.y - heightOf(row) < pen.bottom) again()
    if (n === 0) stroke(pen, { x: pen.left, y: pen.y }, { x: pen.left + pen.width, y: pen.y }, 0.9)
    drawRow(pen, row, { room: pen.top - pen.bottom - high, again })
  }
  pen.y -= 6
}

function planOf(pen: Pen, columns: readonly Column[]): Plan {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => (width / all) * pen.width)
  const x = widths.map((_, n) => widths.slice(0, n).reduce((sum, one) => sum + one, pen.left))
  return { x, widths, columns }
}

function headsOf(pen: Pen, { groups, columns }: Table, plan: Plan): Laid[][] {
  const own = columns.map(({ head: text, mark }): Cell => (mark ? { text, mark } : { text }))
  const rows = groups ? [groups.map(({ text, span }): Cell => ({ text, span })), own] : [own]
  return rows.map((row) => layRow(pen, plan, row, head))
}

function layRow(pen: Pen, plan: Plan, row: readonly Cell[], style: Style): Laid[] {
  let at = 0
  return row.map((cell) => {
    const [from, span] = [at, cell.span ?? 1]
    at += span
    const width = plan.widths.slice(from, at).reduce((sum, one) => sum + one, 0)
    const { right = false, rule = false } = plan.columns[from]!
    const own = { ...style, bold: style.bold === true || cell.bold === true }
    const room = width - 2 * pad.x - (cell.mark ? own.size * 1.4 : 0)
    const lines = pen.lines(cell.text, room, own).map((text) => ({ text, style: own }))
    const texts = cell.small?.split('\n').flatMap((line) => pen.lines(line, width - 2 * pad.x, small)) ?? []
    const below = texts.map((text) => ({ text, style: small }))
    return { lines: [...lines, ...below], x: plan.x[from]!, width, right: right && span === 1, rule, cell }
  })
}

const linesHeight = (lines: readonly Line[]): number => lines.reduce((sum, { style }) => sum + lineHeight(style.size), 0)
const heightOf = (row: readonly Laid[]): number => Math.max(...row.map(({ lines }) => linesHeight(lines))) + 2 * pad.y

function drawHeads(pen: Pen, heads: readonly Laid[][]): void {
  for (const row of heads) {
    const height = heightOf(row)
    shade(pen, { x: pen.left, y: pen.y, width: pen.width, height })
    drawCells(pen, row, height)
    pen.y -= height
  }
  stroke(pen, { x: pen.left, y: pen.y }, { x: pen.left + pen.width, y: pen.y }, 0.9)
}

/** What fits of a row that is higher than a page, then the rest on the next. */
function drawRow(pen: Pen, row: Laid[], on: { room: number; again: () => void }): void {
  let rest = row
  if (pen.y - heightOf(rest) < pen.bottom && heightOf(rest) <= on.room) on.again()
  while (heightOf(rest) > on.room) {
    const part = rest.map((one) => ({ ...one, lines: fitting(one.lines, pen.y - pen.bottom - 2 * pad.y) }))
    if (part.some(({ lines }) => lines.length > 0)) place(pen, part)
    rest = rest.map((one, n) => ({ ...one, cell: { text: one.cell.text }, lines: one.lines.slice(part[n]!.lines.length) }))
    on.again()
  }
  place(pen, rest)
}

function fitting(lines: readonly Line[], room: number): Line[] {
  let left = room
  const end = lines.findIndex(({ style }) => {
    left -= lineHeight(style.size)
    return left < 0
  })
  return end < 0 ? [...lines] : lines.slice(0, end)
}

function place(pen: Pen, row: readonly Laid[]): void {
  const height = heightOf(row)
  drawCells(pen, row, height)
  pen.y -= height
  stroke(pen, { x: pen.left, y: pen.y }, { x: pen.left + pen.width, y: pen.y })
}

function drawCells(pen: Pen, row: readonly Laid[], height: number): void {
  for (const { lines, x, width, right, rule, cell } of row) {
    if (rule) stroke(pen, { x, y: pen.y }, { x, y: pen.y - height })
    const wide = cell.mark ? body.size * 1.4 : 0
    let y = pen.y - pad.y
    if (cell.mark && lines[0]) {
      const size = body.size * 1.2
      const from = right ? x + width - pad.x - pen.widthOf(lines[0].text, lines[0].style) - wide : x + pad.x
      pen.mark(cell.mark, { x: from, y: y - (lineHeight(body.size) - size) / 2, size })
    }
    for (const { text, style } of lines) {
      const to = right ? { to: x + width - pad.x } : {}
      pen.text(text, { x: x + pad.x + (style === small ? 0 : wide), y, ...to }, style)
      y -= lineHeight(style.size)
    }
  }
}
