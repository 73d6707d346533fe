import { type Decoded, decoded, rejected } from '../decoded.ts'
import { escapeXml, readXml, type XmlElement } from '../xml.ts'
import { xmlText } from '../xml-text.ts'
import { most, type Sheet, type SheetBounds, type WrittenCell, type WrittenSheet } from './types.ts'
import { type Archive, readZip, writeZip } from './zip.ts'

/** Where the relations of a sheet stand, by their namespace. */
const relationId = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'

/** Ends the reading from wherever it is; caught in `readXlsx` alone. */
class Fault {
  readonly rejected: Decoded<never>
  constructor(why: Decoded<never>) {
    this.rejected = why
  }
}

/**
 * Reads the sheets of a workbook (ECMA-376) as text: shared and inline strings, numbers as they are written, results of formulas. What
 * is merged downwards stands in each of its rows. Formats, formulas and everything else are left out; a document type is refused. `too-long` names `columns`, `cell`, another part, or the row.
 */
export function readXlsx(bytes: Uint8Array, bounds: SheetBounds = most): Decoded<Sheet[]> {
  const archive = readZip(bytes, bounds.unpacked)
  if (!archive.ok) return archive
  try {
    return decoded(sheetsOf(archive.value, bounds))
  } catch (fault) {
    if (fault instanceof Fault) return fault.rejected
    throw fault
  }
}

function fail(why: Decoded<never>): never {
  throw new Fault(why)
}

function sheetsOf(archive: Archive, bounds: SheetBounds): Sheet[] {
  const book = treeOf(textIn(archive, 'xl/workbook.xml'))
  const relations = treeOf(textIn(archive, 'xl/_rels/workbook.xml.rels'))
  const targets = new Map(inside(relations, 'Relationship').map(({ attributes }) => [attributes.Id, attributes.Target ?? '']))
  const shared = archive.names.includes('xl/sharedStrings.xml')
    ? [...partOf(textIn(archive, 'xl/sharedStrings.xml'), 'sst', 'si').items].map(stringOf)
    : []
  const sheets = inside(child(book, 'sheets'), 'sheet')
  if (sheets.length === 0 || sheets.length > bounds.sheets) fail(rejected('too-many-parts', sheets.length))
  return sheets.map(({ attributes }) => {
    const target = targets.get(attributes[relationId] ?? '') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return { name: attributes.name ?? '', rows: rowsOf(textIn(archive, path), shared, bounds) }
  })
}

function textIn(archive: Archive, name: string): string {
  const part = archive.part(name)
  if (!part) fail(rejected('missing-field', name.slice(0, 80)))
  if (!part.ok) fail(part)
  const text = xmlText(part.value)
  return text.ok ? text.value.replace(/^\ufeff/, '') : fail(text)
}

function treeOf(text: string): XmlElement {
  const read = readXml(text)
  return read.ok ? read.value : fail(read)
}

/**
 * A part whose container holds many items of one name, read some hundred at a time: a hundred thousand rows as one tree take a gigabyte.
 * `rest` is everything else. What hides an end of an item where none is (in a comment) is refused as broken.
 */
function partOf(text: string, container: string, item: string): { rest: XmlElement; items: Iterable<XmlElement> } {
  const start = new RegExp(`<((?:[\\w.-]+:)?)${container}(?:\\s[^<>]*)?(?<!/)>`).exec(text)
  if (!start) return { rest: treeOf(text), items: [] }
  const [opening, prefix = ''] = start
  const from = start.index + opening.length
  const to = text.lastIndexOf(`</${prefix}${container}`)
  if (to < from) return { rest: treeOf(text), items: [] }
  const head = text.slice(0, from)
  const root = rootTag.exec(head)
  if (!root || root[0].length + opening.length > mostTags) fail(rejected('too-long', container))
  const ends = `</${prefix}${container}>`
  const wrap = (items: string): string =>
    root.index === start.index ? opening + items + ends : `${root[0]}${opening}${items}${ends}</${root[1]}>`
  const cutting = { end: `</${prefix}${item}>`, wrap, container, item }
  return { rest: treeOf(head + text.slice(to)), items: itemsOf(text.slice(from, to), cutting) }
}

const rootTag = /<([^\s<>/?!][^\s<>/]*)(?:\s[^<>]*)?>/
/** Characters of the tags around the items, which are read anew with each lot. */
const mostTags = 8_192
const itemsAtOnce = 500
type Cutting = { end: string; wrap: (items: string) => string; container: string; item: string }

function* itemsOf(text: string, { end, wrap, container, item }: Cutting): Generator<XmlElement> {
  for (let at = 0; at < text.length; ) {
    let to = at
    for (let n = 0; n < itemsAtOnce && to < text.length; n++) {
      const next = text.indexOf(end, to)
      to = next < 0 ? text.length : next + end.length
    }
    const tree = treeOf(wrap(text.slice(at, to)))
    yield* inside(tree.name === container ? tree : child(tree, container), item)
    at = to
  }
}

const inside = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? []
const child = (element: XmlElement, name: string): XmlElement | undefined => inside(element, name)[0]

/** The text of a string, plain or in runs; how it is to be spoken is left out. */
const stringOf = (element: XmlElement): string =>
  unescaped(
    [...inside(element, 't'), ...inside(element, 'r').flatMap((run) => inside(run, 't'))].map(({ text }) => text).join(''),
  )

/** `_x000D_` is how a workbook says a character XML would lose. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function rowsOf(text: string, shared: readonly string[], bounds: SheetBounds): string[][] {
  const rows: string[][] = []
  const { rest, items } = partOf(text, 'sheetData', 'row')
  for (const row of items) {
    const at = Number(row.attributes.r ?? rows.length + 1)
    if (!(at > rows.length && at <= bounds.rows)) fail(rejected('too-long', at))
    while (rows.length < at) rows.push([])
    const cells = rows[at - 1]!
    for (const cell of inside(row, 'c')) {
      const column = cell.attributes.r ? placeOf(cell.attributes.r).column : cells.length
      const text = textOf(cell, shared)
      if (text === '') continue
      if (column >= bounds.columns) fail(rejected('too-long', 'columns'))
      if (text.length > bounds.cell) fail(rejected('too-long', 'cell'))
      while (cells.length < column) cells.push('')
      cells[column] = text
    }
  }
  fillMerged(rows, rest)
  return rows
}

function textOf(cell: XmlElement, shared: readonly string[]): string {
  const value = child(cell, 'v')?.text ?? ''
  switch (cell.attributes.t) {
    case 's':
      return shared[Number(value)] ?? fail(rejected('bad-value', value.slice(0, 20)))
    case 'inlineStr': {
      const given = child(cell, 'is')
      return given ? stringOf(given) : ''
    }
    case 'str':
      return unescaped(value)
    case 'e':
      return ''
    default:
      return value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value
  }
}

/** `AB12` → column 27, row 11, both from zero. */
function placeOf(name: string): { column: number; row: number } {
  const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(name)
  if (!parts) return fail(rejected('bad-value', name.slice(0, 20)))
  const column = [...parts[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(parts[2]) - 1 }
}

/** Cells of a workbook are merged once: ranges that cover more cells together than there are lie on each other and are refused. */
function fillMerged(rows: string[][], sheet: XmlElement): void {
  let left = rows.length * rows.reduce((most, { length }) => Math.max(most, length), 0)
  for (const { attributes } of inside(child(sheet, 'mergeCells'), 'mergeCell')) {
    const [from, to] = (attributes.ref ?? '').split(':')
    if (!from || !to) continue
    const { column, row } = placeOf(from)
    const text = rows[row]?.[column] ?? ''
    const last = Math.min(placeOf(to).row, rows.length - 1)
    if (text === '') continue
    left -= Math.max(0, last - row)
    if (left < 0) fail(rejected('bad-value', attributes.ref?.slice(0, 20)))
    for (let at = row + 1; at <= last; at++) {
      const cells = rows[at]!
      while (cells.length <= column) cells.push('')
      if (cells[column] === '') cells[column] = text
    }
  }
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Writes a workbook: a text as text, so that codes keep their zeros, a number as a number. The same sheets are the same bytes. */
export function writeXlsx(sheets: readonly WrittenSheet[]): Uint8Array {
  const of = (line: (sheet: WrittenSheet, n: number) => string) => sheets.map((sheet, i) => line(sheet, i + 1)).join('')
  const parts: [name: string, xml: string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${of((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${of(({ name }, n) => `<sheet name="${escapeXml(sheetName(name))}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}/relationships">${of((_, n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
    ],
    ...sheets.map(({ rows }, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet xmlns="${main}"><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
    ]),
  ]
  return writeZip(parts.map(([name, xml]) => ({ name, data: Buffer.from(head + xml) })))
}

/** At most 31 characters, none of those a spreadsheet refuses in a name. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'sheet'

function rowXml(cells: readonly WrittenCell[], i: number): string {
  const given = cells.map((cell, column) => (cell === '' ? '' : cellXml(cell, `${letters(column)}${i + 1}`)))
  return `<row r="${i + 1}">${given.join('')}</row>`
}

const cellXml = (cell: WrittenCell, place: string): string =>
  typeof cell === 'number'
    ? `<c r="${place}"><v>${cell}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(escaped(cell))}</t></is></c>`

const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_')

const letters = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))
