import { type Decoded, decoded, rejected } from '../decoded.ts'
import { escapeXml, readXml, type XmlElement } from '../xml.ts'
import { xmlText } from '../xml-text.ts'
import { most, type Sheet } from './types.ts'
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
 * is merged downwards stands in each of its rows. Formats, formulas and everything else are left out; a document type is refused.
 */
export function readXlsx(bytes: Uint8Array): Decoded<Sheet[]> {
  const archive = readZip(bytes)
  if (!archive.ok) return archive
  try {
    return decoded(sheetsOf(archive.value))
  } catch (fault) {
    if (fault instanceof Fault) return fault.rejected
    throw fault
  }
}

function fail(why: Decoded<never>): never {
  throw new Fault(why)
}

function sheetsOf(archive: Archive): Sheet[] {
  const book = document(archive, 'xl/workbook.xml')
  const relations = document(archive, 'xl/_rels/workbook.xml.rels')
  const targets = new Map(inside(relations, 'Relationship').map(({ attributes }) => [attributes.Id, attributes.Target ?? '']))
  const shared = archive.names.includes('xl/sharedStrings.xml')
    ? inside(document(archive, 'xl/sharedStrings.xml'), 'si').map(stringOf)
    : []
  const sheets = inside(child(book, 'sheets'), 'sheet')
  if (sheets.length === 0 || sheets.length > most.sheets) fail(rejected('too-many-parts', sheets.length))
  return sheets.map(({ attributes }) => {
    const target = targets.get(attributes[relationId] ?? '') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return { name: attributes.name ?? '', rows: rowsOf(document(archive, path), shared) }
  })
}

function document(archive: Archive, name: string): XmlElement {
  const part = archive.part(name)
  if (!part) fail(rejected('missing-field', name.slice(0, 80)))
  if (!part.ok) fail(part)
  const text = xmlText(part.value)
  if (!text.ok) fail(text)
  const read = readXml(text.value.replace(/^\ufeff/, ''))
  return read.ok ? read.value : fail(read)
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

function rowsOf(sheet: XmlElement, shared: readonly string[]): string[][] {
  const rows: string[][] = []
  for (const row of inside(child(sheet, 'sheetData'), 'row')) {
    const at = Number(row.attributes.r ?? rows.length + 1)
    if (!(at > rows.length && at <= most.rows)) fail(rejected('too-long', at))
    while (rows.length < at) rows.push([])
    const cells = rows[at - 1]!
    for (const cell of inside(row, 'c')) {
      const column = cell.attributes.r ? placeOf(cell.attributes.r).column : cells.length
      const text = textOf(cell, shared)
      if (text === '') continue
      if (column >= most.columns || text.length > most.cell) fail(rejected('too-long', cell.attributes.r ?? at))
      while (cells.length < column) cells.push('')
      cells[column] = text
    }
  }
  fillMerged(rows, sheet)
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

function fillMerged(rows: string[][], sheet: XmlElement): void {
  for (const { attributes } of inside(child(sheet, 'mergeCells'), 'mergeCell')) {
    const [from, to] = (attributes.ref ?? '').split(':')
    if (!from || !to) continue
    const { column, row } = placeOf(from)
    const text = rows[row]?.[column] ?? ''
    const last = Math.min(placeOf(to).row, rows.length - 1)
    for (let at = row + 1; text !== '' && at <= last; at++) {
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

/** Writes a workbook whose cells are all text, so that codes keep their zeros. The same sheets are the same bytes. */
export function writeXlsx(sheets: readonly Sheet[]): Uint8Array {
  const of = (line: (sheet: Sheet, n: number) => string) => sheets.map((sheet, i) => line(sheet, i + 1)).join('')
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

function rowXml(cells: readonly string[], i: number): string {
  const given = cells.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${letters(column)}${i + 1}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(escaped(text))}</t></is></c>`,
  )
  return `<row r="${i + 1}">${given.join('')}</row>`
}

const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_')

const letters = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))
