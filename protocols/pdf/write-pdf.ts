import type { Face } from './face.ts'
import { createPdfFile, type PdfFile, pdfDate, pdfText } from './file.ts'
import { createInk, fontFile, fontLines, type Ink, unicodeOf, widthsOf } from './ink.ts'
import { layTable } from './lay-table.ts'
import { type Bookmark, createPen, type Fonts, lineHeight, type Pen, type Style, stroke } from './pen.ts'
import type { Block, Paper } from './types.ts'

/** A4, in points. */
const a4 = { short: 595.28, long: 841.89 }
const margin = 34
const styles = {
  title: { size: 16, bold: true },
  heading: { size: 10.5, bold: true },
  text: { size: 8.5 },
  note: { size: 8, quiet: true },
} as const satisfies Record<string, Style>
const producer = 'Zhili 智理'

/**
 * A report as a PDF: its text can be selected, copied and searched, its fonts go along with the characters it uses, every page says whose
 * it is and which of how many. The same report is the same bytes.
 */
export function writePdf(paper: Paper, faceOf: (weight: number) => Face): Buffer {
  const fonts: Fonts = { regular: createInk(faceOf(400)), bold: createInk(faceOf(700)) }
  const [wide, high] = paper.landscape ? [a4.long, a4.short] : [a4.short, a4.long]
  const pen = createPen(fonts, { wide, high, margin, foot: margin + 14 })
  for (const [n, block] of paper.blocks.entries()) layBlock(pen, block, paper.blocks[n + 1])
  const pages = pen.pages.map((page, n) => [...page, ...footOf(paper, pen, { fonts, n, of: pen.pages.length })])
  return bound(paper, { pages, fonts, bookmarks: pen.bookmarks, box: `[0 0 ${wide} ${high}]` })
}

function layBlock(pen: Pen, block: Block, next: Block | undefined): void {
  if (block.kind === 'table') layTable(pen, block)
  else if (block.kind === 'text') layText(pen, block.text, block.quiet ? styles.note : styles.text)
  else layTitle(pen, block, next)
}

function layTitle(pen: Pen, block: Exclude<Block, { kind: 'table' | 'text' }>, next: Block | undefined): void {
  const style = styles[block.kind]
  if (block.kind === 'heading') pen.y -= 6
  // A heading does not end a page: what it heads begins below it.
  const below = next?.kind === 'table' ? 64 : 24
  if (pen.y - lineHeight(style.size) - below < pen.bottom) pen.feed()
  pen.bookmarks.push({ text: block.text, page: pen.pages.length - 1, y: pen.y })
  const first = pen.y
  layText(pen, block.text, style)
  if (block.note) {
    const x = pen.left + pen.widthOf(block.text, style) + 8
    if (pen.y > first - 1.5 * lineHeight(style.size) && x + pen.widthOf(block.note, styles.note) < pen.left + pen.width)
      pen.text(block.note, { x, y: first - (lineHeight(style.size) - lineHeight(styles.note.size)) * 0.75 }, styles.note)
    else layText(pen, block.note, styles.note)
  }
  pen.y -= 2
}

function layText(pen: Pen, text: string, style: Style): void {
  for (const line of pen.lines(text, pen.width, style)) {
    if (pen.y - lineHeight(style.size) < pen.bottom) pen.feed()
    pen.text(line, { x: pen.left, y: pen.y }, style)
    pen.y -= lineHeight(style.size)
  }
}

/** The line at the foot of a page, drawn when it is known how many there are. */
function footOf(paper: Paper, on: Pen, { fonts, n, of }: { fonts: Fonts; n: number; of: number }): string[] {
  const pen = createPen(fonts, { wide: on.width + 2 * margin, high: 2 * margin, margin, foot: 0 })
  const number = paper.lang === 'zh' ? `第 ${n + 1} / ${of} 页` : `Page ${n + 1} / ${of}`
  const y = margin + 8
  stroke(pen, { x: pen.left, y: y + 3 }, { x: pen.left + pen.width, y: y + 3 })
  const room = pen.width - pen.widthOf(number, styles.note) - 12
  pen.text(pen.lines(paper.foot, room, styles.note)[0] ?? '', { x: pen.left, y }, styles.note)
  pen.text(number, { x: 0, y, to: pen.left + pen.width }, styles.note)
  return pen.pages[0]!
}

type Sheets = { pages: readonly string[][]; fonts: Fonts; bookmarks: readonly Bookmark[]; box: string }

function bound(paper: Paper, { pages, fonts, bookmarks, box }: Sheets): Buffer {
  const file = createPdfFile()
  const tree = file.keep()
  const fontNames = `<< /R ${addFont(file, fonts.regular, 'Regular')} /B ${addFont(file, fonts.bold, 'Bold')} >>`
  const kids = pages.map((page) => {
    const content = file.stream('', page.join('\n'))
    return file.add(
      `<< /Type /Page /Parent ${tree.name} /MediaBox ${box} /Contents ${content} /Resources << /Font ${fontNames} >> >>`,
    )
  })
  tree.set(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`)
  const outlines = addOutlines(file, bookmarks, kids)
  const date = pdfDate(paper.at)
  const lang = paper.lang === 'zh' ? 'zh-CN' : 'en'
  const meta = file.stream('/Type /Metadata /Subtype /XML', metadata(paper, lang))
  const root = file.add(
    `<< /Type /Catalog /Pages ${tree.name} /Lang (${lang}) /Metadata ${meta} /ViewerPreferences << /DisplayDocTitle true >>${outlines} >>`,
  )
  const made = `/CreationDate ${date} /ModDate ${date} /Producer ${pdfText(producer)} /Creator ${pdfText(producer)}`
  return file.end(root, file.add(`<< /Title ${pdfText(paper.title)} /Subject ${pdfText(paper.subject)} ${made} >>`))
}

function addFont(file: PdfFile, ink: Ink, weight: string): string {
  const data = fontFile(ink)
  // Six letters say that only some of its characters are in it.
  const name = `/${weight === 'Bold' ? 'ZHLIBB' : 'ZHLIRR'}+NotoSansSC-${weight}`
  const bytes = file.stream(`/Length1 ${data.length}`, data)
  const about = file.add(`<< /Type /FontDescriptor /FontName ${name} ${fontLines} /FontFile2 ${bytes} >>`)
  const system = '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>'
  const inner = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo ${system} /FontDescriptor ${about} /DW 1000 /W ${widthsOf(ink)} /CIDToGIDMap /Identity >>`,
  )
  const unicode = file.stream('', unicodeOf(ink))
  return file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${inner}] /ToUnicode ${unicode} >>`,
  )
}

function addOutlines(file: PdfFile, bookmarks: readonly Bookmark[], pages: readonly string[]): string {
  if (bookmarks.length === 0) return ''
  const all = file.keep()
  const parts = bookmarks.map(() => file.keep())
  parts.forEach((part, n) => {
    const { text, page, y } = bookmarks[n]!
    const beside = [n > 0 ? `/Prev ${parts[n - 1]!.name}` : '', parts[n + 1] ? `/Next ${parts[n + 1]!.name}` : ''].join(' ')
    part.set(`<< /Title ${pdfText(text)} /Parent ${all.name} /Dest [${pages[page]} /XYZ 0 ${Math.round(y + 4)} 0] ${beside} >>`)
  })
  all.set(`<< /Type /Outlines /First ${parts[0]!.name} /Last ${parts.at(-1)!.name} /Count ${parts.length} >>`)
  return ` /Outlines ${all.name}`
}

const xml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

function metadata({ title, subject, at }: Paper, lang: string): string {
  const words = (name: string, text: string) =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></dc:${name}>`
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<dc:format>application/pdf</dc:format>${words('title', title)}${words('description', subject)}<dc:language><rdf:Bag><rdf:li>${lang}</rdf:li></rdf:Bag></dc:language>`,
    `<xmp:CreateDate>${at}</xmp:CreateDate><xmp:CreatorTool>${producer}</xmp:CreatorTool><pdf:Producer>${producer}</pdf:Producer>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('\n')
}
