import { readGlyphs } from './glyphs.ts'
import { drawnBox, fitted, sideBySide } from './made-glyphs.ts'
import type { Outline, Point } from './types.ts'
import { placeOf, varied } from './vary.ts'
import { readWoff2 } from './woff2.ts'

/** A font in slices: which characters (as CSS says them, `U+4e00-4e8f,U+3001`) may stand in which, and the bytes of one. */
export type Slices = { ranges: Readonly<Record<string, string>>; read(slice: string): Buffer }
/** Draws any character: one the font lacks is made of others, or shows as a box with its number, and never vanishes. */
export type Face = { draw(char: string): Outline; has(char: string): boolean }

type Slice = {
  glyphs: (Point[][] | null)[]
  numbers: ReadonlyMap<number, number>
  widths: readonly number[]
  gvar: Buffer
  place: (weight: number) => number
}

/** Characters of names in the city that no free font at hand has, by the two they are made of: beside each other or one over the other. */
const madeOf: Readonly<Record<string, { parts: string; over: boolean }>> = {
  蔈: { parts: '艹票', over: true },
  磏: { parts: '石兼', over: false },
  㭎: { parts: '木冈', over: false },
}

/** The faces of a font by weight; slices are read once, when a character of theirs is asked for. */
export function createFaces({ ranges, read }: Slices): (weight: number) => Face {
  const spans = Object.entries(ranges).map(([name, text]) => ({ name, spans: spansOf(text) }))
  const opened = new Map<string, Slice>()
  const slice = (name: string): Slice => {
    const found = opened.get(name) ?? openSlice(read(name))
    opened.set(name, found)
    return found
  }
  const whereIs = (code: number): { slice: Slice; glyph: number } | null => {
    for (const { name, spans: of } of spans) {
      if (!of.some(([from, to]) => code >= from && code <= to)) continue
      const glyph = slice(name).numbers.get(code)
      if (glyph) return { slice: slice(name), glyph }
    }
    return null
  }
  return (weight) => faceOf(weight, whereIs)
}

function faceOf(weight: number, whereIs: (code: number) => { slice: Slice; glyph: number } | null): Face {
  const own = (char: string): Outline | null => {
    const found = whereIs(char.codePointAt(0)!)
    const contours = found?.slice.glyphs[found.glyph]
    if (!found || !contours) return null
    const { contours: shifted, wider } = varied(found.slice.gvar, found.glyph, { contours, place: found.slice.place(weight) })
    return { advance: Math.round(found.slice.widths[found.glyph]! + wider), contours: shifted }
  }
  const drawn = new Map<string, Outline>()
  const draw = (char: string): Outline => {
    const known = drawn.get(char) ?? own(char) ?? spelled(char, own) ?? composed(char, own) ?? drawnBox(char, own)
    drawn.set(char, known)
    return known
  }
  return { draw, has: (char) => whereIs(char.codePointAt(0)!) !== null }
}

/** Ⅲ as III: what Unicode holds for the same as characters the font has. */
function spelled(char: string, own: (char: string) => Outline | null): Outline | null {
  const plain = char.normalize('NFKC')
  if (plain === char) return null
  const parts = [...plain].map(own)
  return parts.every((part) => part !== null) ? sideBySide(parts) : null
}

function composed(char: string, own: (char: string) => Outline | null): Outline | null {
  const made = madeOf[char]
  const [first, second] = [...(made?.parts ?? '')].map(own)
  if (!made || !first || !second) return null
  const [one, other] = made.over
    ? [
        { left: 50, right: 950, bottom: 680, top: 850 },
        { left: 40, right: 960, bottom: -85, top: 630 },
      ]
    : [
        { left: 35, right: 390, bottom: -85, top: 840 },
        { left: 410, right: 970, bottom: -85, top: 840 },
      ]
  return { advance: 1000, contours: [...fitted(first, one!), ...fitted(second, other!)] }
}

function openSlice(file: Buffer): Slice {
  const tables = readWoff2(file)
  const table = (tag: string): Buffer => {
    const found = tables.get(tag)
    if (!found) throw new Error(`the font has no ${tag}`)
    return found
  }
  const glyphs = readGlyphs(table('glyf'))
  const [hmtx, wide] = [table('hmtx'), table('hhea').readUInt16BE(34)]
  const places = new Map<number, number>()
  return {
    ...{ glyphs, numbers: numbersOf(table('cmap')), gvar: table('gvar') },
    widths: glyphs.map((_, n) => hmtx.readUInt16BE(4 * Math.min(n, wide - 1))),
    place: (weight) => {
      const place = places.get(weight) ?? placeOf(weight, table('fvar'), tables.get('avar'))
      places.set(weight, place)
      return place
    },
  }
}

/** `U+4e00-4e8f,U+3001` as first and last of each stretch. */
const spansOf = (text: string): [number, number][] =>
  text.split(',').map((one) => {
    const [from, to = from] = one.trim().slice(2).split('-') as [string, string?]
    return [Number.parseInt(from, 16), Number.parseInt(to!, 16)]
  })

/** Numbers of glyphs by character, from the table's formats 4 and 12, which hold all of Unicode between them. */
function numbersOf(cmap: Buffer): Map<number, number> {
  const numbers = new Map<number, number>()
  for (let n = 0; n < cmap.readUInt16BE(2); n++) {
    const part = cmap.subarray(cmap.readUInt32BE(8 + 8 * n))
    const format = part.readUInt16BE(0)
    if (format === 4) shortNumbers(part, numbers)
    if (format === 12) longNumbers(part, numbers)
  }
  return numbers
}

function shortNumbers(part: Buffer, numbers: Map<number, number>): void {
  const segments = part.readUInt16BE(6) / 2
  for (let n = 0; n < segments; n++) {
    const [last, first, by, offset] = [14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments].map((at) =>
      part.readUInt16BE(at + 2 * n),
    ) as [number, number, number, number]
    for (let code = first; code <= last && code < 0xffff; code++) {
      const at = 16 + 6 * segments + 2 * n + offset + 2 * (code - first)
      const glyph = offset === 0 ? code : part.readUInt16BE(at)
      if (offset === 0 || glyph !== 0) numbers.set(code, (glyph + by) & 0xffff)
    }
  }
}

function longNumbers(part: Buffer, numbers: Map<number, number>): void {
  for (let n = 0; n < part.readUInt32BE(12); n++) {
    const [first, last, glyph] = [16, 20, 24].map((at) => part.readUInt32BE(at + 12 * n)) as [number, number, number]
    for (let code = first; code <= last; code++) numbers.set(code, glyph + code - first)
  }
}
