import type { Face } from './face.ts'
import { line, writeTrueType } from './true-type.ts'
import type { Outline } from './types.ts'

/** A face as one document uses it: only the characters that stand in it go along, each with its own number, so that it can be copied as what it is. */
export type Ink = {
  /** in thousandths of the size */
  width(text: string): number
  /** the text as numbers of its characters, for PDF */
  show(text: string): string
  chars(): readonly string[]
  outlines(): readonly Outline[]
}

/** What cannot stand in a line stands as a space. */
export const oneLine = (text: string): string => text.replace(/[\t\n\r\f\v\u0085\u2028\u2029]+/g, ' ').toWellFormed()

/** Begins to use a face. */
export function createInk(face: Face): Ink {
  const used = new Map<string, { number: number; outline: Outline }>()
  const of = (char: string) => {
    const known = used.get(char)
    if (known) return known
    const fresh = { number: used.size + 1, outline: face.draw(char) }
    used.set(char, fresh)
    return fresh
  }
  return {
    width: (text) => [...text].reduce((sum, char) => sum + face.draw(char).advance, 0),
    show: (text) => `<${[...text].map((char) => of(char).number.toString(16).padStart(4, '0')).join('')}>`,
    chars: () => [...used.keys()],
    // What stands for missing characters is never shown.
    outlines: () => [{ advance: 1000, contours: [] }, ...[...used.values()].map(({ outline }) => outline)],
  }
}

/** Which character each number is (ToUnicode): without it a text can be seen and neither copied nor found. */
export function unicodeOf(ink: Ink): string {
  const rows = ink.chars().map((char, n) => `<${hex(n + 1)}> <${[...utf16(char)].map(hex).join('')}>`)
  const parts = Array.from({ length: Math.ceil(rows.length / 100) }, (_, n) => rows.slice(100 * n, 100 * n + 100))
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...parts.flatMap((part) => [`${part.length} beginbfchar`, ...part, 'endbfchar']),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

const hex = (n: number): string => n.toString(16).padStart(4, '0')
const utf16 = (char: string): number[] => Array.from({ length: char.length }, (_, n) => char.charCodeAt(n))

/** The widths of all characters, for PDF. */
export const widthsOf = (ink: Ink): string =>
  `[1 [${ink
    .outlines()
    .slice(1)
    .map(({ advance }) => advance)
    .join(' ')}]]`

/** The font file that goes along. */
export const fontFile = (ink: Ink): Buffer => writeTrueType(ink.outlines())

/** What PDF wants to know of a font besides. */
export const fontLines = `/Flags 4 /FontBBox [-200 -200 4000 1100] /ItalicAngle 0 /Ascent ${line.ascent} /Descent ${line.descent} /CapHeight ${line.capital} /StemV 80`
