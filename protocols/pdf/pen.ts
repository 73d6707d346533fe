import { breakLines } from './break-lines.ts'
import { type Ink, oneLine } from './ink.ts'
import { drawShape, signColour } from './marks.ts'
import type { Mark } from './types.ts'

export type Fonts = { regular: Ink; bold: Ink }
export type Style = { size: number; bold?: boolean; quiet?: boolean }
/** `y` is measured from the foot of the page upward, as PDF does; a text stands below it. */
export type Place = { x: number; y: number }
/** Where a heading stands, for the list beside the pages. */
export type Bookmark = { text: string; page: number; y: number }

/** How high a line of a size is. */
export const lineHeight = (size: number): number => size * 1.4
const round = (n: number): string => String(Math.round(n * 100) / 100)
const quiet = '0.35 0.35 0.35'

/** Draws on pages of one size, one after the other, from their top down. */
export type Pen = {
  readonly left: number
  readonly width: number
  /** where the next thing begins, and where the page ends */
  y: number
  readonly bottom: number
  readonly top: number
  readonly pages: readonly string[][]
  readonly bookmarks: Bookmark[]
  /** a new page */
  feed(): void
  widthOf(text: string, style: Style): number
  lines(text: string, width: number, style: Style): string[]
  /** one line; `to`: it ends there instead of beginning */
  text(text: string, place: Place & { to?: number }, style: Style): void
  mark(mark: Mark, place: Place & { size: number }): void
  /** a line of a page as PDF says it */
  draw(words: string): void
}

type Size = { wide: number; high: number; margin: number; foot: number }

/** Begins a first page. */
export function createPen(fonts: Fonts, { wide, high, margin, foot }: Size): Pen {
  const pages: string[][] = [[]]
  const inkOf = ({ bold }: Style): Ink => (bold ? fonts.bold : fonts.regular)
  const widthOf = (text: string, style: Style): number => (inkOf(style).width(oneLine(text)) * style.size) / 1000
  const pen: Pen = {
    ...{ left: margin, width: wide - 2 * margin, bottom: foot, top: high - margin, y: high - margin, pages, bookmarks: [] },
    feed() {
      pages.push([])
      pen.y = pen.top
    },
    widthOf,
    lines: (text, width, style) => breakLines(oneLine(text), width, (part) => widthOf(part, style)),
    text(text, { x, y, to }, style) {
      if (text === '') return
      const at = to === undefined ? x : to - widthOf(text, style)
      const base = y - (lineHeight(style.size) - style.size) / 2 - style.size * 0.86
      const colour = style.quiet ? quiet : '0 0 0'
      const font = style.bold ? '/B' : '/R'
      const shown = inkOf(style).show(oneLine(text))
      pen.draw(`BT ${colour} rg ${font} ${style.size} Tf ${round(at)} ${round(base)} Td ${shown} Tj ET`)
    },
    mark(mark, { x, y, size }) {
      pen.draw(drawShape(mark, { x: x + size / 2, y: y - size / 2, size }))
      const letter = size * (mark.sign.length > 2 ? 0.42 : 0.55)
      const at = x + (size - (fonts.bold.width(mark.sign) * letter) / 1000) / 2
      const base = y - size / 2 - letter * (mark.level === 2 ? 0.55 : 0.36)
      pen.draw(
        `BT ${signColour(mark)} rg /B ${round(letter)} Tf ${round(at)} ${round(base)} Td ${fonts.bold.show(mark.sign)} Tj ET`,
      )
    },
    draw: (words) => void pages.at(-1)!.push(words),
  }
  return pen
}

/** A straight line. */
export const stroke = (pen: Pen, from: Place, to: Place, width = 0.4): void =>
  pen.draw(`0.45 0.45 0.45 RG ${width} w ${round(from.x)} ${round(from.y)} m ${round(to.x)} ${round(to.y)} l S`)

/** A light field behind a text. */
export const shade = (pen: Pen, { x, y, width, height }: Place & { width: number; height: number }): void =>
  pen.draw(`0.93 0.93 0.93 rg ${round(x)} ${round(y - height)} ${round(width)} ${round(height)} re f`)
