import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { type CsvFace, plainFace, readCsv, writeCsv } from './csv.ts'
import { most } from './types.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'
import { readZip, writeZip } from './zip.ts'

const csv = (text: string | Uint8Array) => readCsv(typeof text === 'string' ? Buffer.from(text) : text)
const rows = (text: string) => {
  const read = csv(text)
  return read.ok ? read.value.rows : read.error
}

describe('a CSV file', () => {
  it('is read cell by cell, with quotes, line ends inside them, and empty cells', () => {
    assert.deepEqual(rows('a,"b ""c"", d",\r\n"x\ny",,z\r\n'), [
      ['a', 'b "c", d', ''],
      ['x\ny', '', 'z'],
    ])
    assert.deepEqual(rows('a,b'), [['a', 'b']])
    assert.deepEqual(rows('a\n\nb\n'), [['a'], [], ['b']])
    assert.deepEqual(rows('a,'), [['a', '']])
    assert.deepEqual(rows(''), [])
  })

  it('keeps leading zeros and every blank', () => assert.deepEqual(rows('01, 02 ,003\n'), [['01', ' 02 ', '003']]))

  it('is written back byte by byte, whatever its face', () => {
    for (const text of ['a,b\r\n01,"x,y"\r\n', 'a,b\n"q ""r""",\n', '\ufeffa\r\n\r\nb', 'one', '大类,小类\n01,"井\n盖"\n']) {
      const read = csv(text)
      assert.ok(read.ok)
      assert.equal(Buffer.from(writeCsv(read.value)).toString(), text)
    }
    const gbk = Uint8Array.of(0xb4, 0xf3, 0xc0, 0xe0, 0x2c, 0x30, 0x31, 0x0a)
    const read = csv(gbk)
    assert.ok(read.ok)
    assert.deepEqual(read.value.rows, [['大类', '01']])
    assert.deepEqual([...writeCsv(read.value)], [...gbk])
  })

  it('turns into UTF-8 when a character has no place in the old encoding', () => {
    const face: CsvFace = { ...plainFace, encoding: 'gb18030', bom: false }
    assert.equal(Buffer.from(writeCsv({ rows: [['25c㎡😀']], face })).toString(), '\ufeff25c㎡😀\r\n')
  })

  it('is refused when a quote never ends, goes on, or it is too wide, and when it is no text', () => {
    assert.equal(rows('a,"b'), 'bad-text')
    assert.equal(rows('"a"b'), 'bad-text')
    assert.equal(rows('a"b"'), 'bad-text')
    assert.equal(rows(','.repeat(100)), 'too-long')
    assert.equal(rows('\n'.repeat(20_001)), 'too-long')
    assert.equal(rows('a\0b'), 'bad-text')
    const bytes = csv(Uint8Array.of(0xff, 0xff, 0xff))
    assert.equal(bytes.ok ? '' : bytes.error, 'bad-encoding')
  })
})

const workbook = (sheet: string, more: Record<string, string> = {}) =>
  writeZip(
    Object.entries({
      'xl/workbook.xml':
        '<workbook xmlns="m" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="事件" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
      ...more,
    }).map(([name, text]) => ({ name, data: Buffer.from(text) })),
  )
const cells = (sheet: string, more?: Record<string, string>) => {
  const read = readXlsx(workbook(sheet, more))
  return read.ok ? read.value[0]!.rows : read.error
}

describe('a workbook', () => {
  it('is read with shared strings, runs, numbers, holes, and cells merged downwards', () => {
    const sheet = `<worksheet><sheetData>
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>1.0</v></c></row>
      <row r="3"><c r="B3" t="inlineStr"><is><t>乙_x000D_</t></is></c></row>
      <row r="4"><c r="B4" t="str"><f>A1</f><v>丙</v></c><c r="D4" t="e"><v>#REF!</v></c></row>
      </sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells></worksheet>`
    const shared = '<sst><si><r><t>井</t></r><r><t>盖</t></r><rPh><t>jing</t></rPh></si></sst>'
    assert.deepEqual(cells(sheet, { 'xl/sharedStrings.xml': shared }), [[], ['井盖', '', '1'], ['井盖', '乙\r'], ['井盖', '丙']])
  })

  it('is refused when cells are merged again and again: two rows could keep a reader busy for minutes', () => {
    const sheet = (merges: string) =>
      `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="20000"><c r="B20000"><v>1</v></c></row></sheetData><mergeCells>${merges}</mergeCells></worksheet>`
    const once = cells(sheet('<mergeCell ref="A1:A20000"/><mergeCell ref="B20000:B1048576"/>'))
    assert.ok(Array.isArray(once))
    assert.deepEqual(once[19_999], ['x', '1'])
    assert.equal(cells(sheet('<mergeCell ref="A1:A1048576"/>'.repeat(3))), 'bad-value')
    assert.equal(cells(sheet('<mergeCell ref="A1:A20000"/>'.repeat(2_000))), 'bad-value')
  })

  it('comes back the same, every time the same bytes', () => {
    const sheets = [
      { name: '部件', rows: [['01', '', '一,二\n"三"'], [], ['_x000D_ <&>', '\r 末 ']] },
      { name: '事件', rows: [Array.from({ length: 30 }, (_, i) => `c${i}`)] },
    ]
    const bytes = writeXlsx(sheets)
    assert.deepEqual(readXlsx(bytes), { ok: true, value: sheets })
    assert.deepEqual(writeXlsx(sheets), bytes)
  })

  it('writes a number as a number and a text that looks like one as a text', () => {
    const bytes = writeXlsx([{ name: '数', rows: [['01', 1, 93.3, -2, '1']] }])
    const archive = readZip(bytes, most.unpacked)
    const part = archive.ok ? archive.value.part('xl/worksheets/sheet1.xml') : undefined
    const xml = part?.ok ? Buffer.from(part.value).toString() : ''
    const types = [...xml.matchAll(/<c r="(\w+)"( t="inlineStr")?>/g)].map(([, place, text]) => [place, text ? 'text' : 'number'])
    assert.deepEqual(types, [
      ...[
        ['A1', 'text'],
        ['B1', 'number'],
        ['C1', 'number'],
        ['D1', 'number'],
      ],
      ['E1', 'text'],
    ])
    assert.deepEqual(readXlsx(bytes), { ok: true, value: [{ name: '数', rows: [['01', '1', '93.3', '-2', '1']] }] })
  })

  it('is read some hundred rows at a time, whatever the prefix of its names', () => {
    const many = Array.from({ length: 1_203 }, (_, i) => `<x:row><x:c t="inlineStr"><x:is><x:t>0${i}</x:t></x:is></x:c></x:row>`)
    const sheet = (rows: string, after = '') =>
      `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData>${after}</x:worksheet>`
    const read = cells(sheet(many.join(''), '<x:mergeCells><x:mergeCell ref="A1203:A1204"/></x:mergeCells>'))
    assert.ok(Array.isArray(read))
    assert.deepEqual([read.length, read[0], read[500], read[1_202]], [1_203, ['00'], ['0500'], ['01202']])
    assert.deepEqual(cells(sheet('<x:row/><x:row/>')), [[], []])
    assert.deepEqual(cells('<worksheet><sheetData/></worksheet>'), [])
    assert.equal(cells(sheet(many[0] + `<!-- </x:row> -->${many[0]}`.repeat(600))), 'bad-xml')
    assert.equal(
      cells(`<x:worksheet xmlns:x="m" a="${'b'.repeat(9_000)}"><x:sheetData>${many[0]}</x:sheetData></x:worksheet>`),
      'too-long',
    )
  })

  it('is refused with a document type, a string that is not there, or a row beyond the end', () => {
    assert.equal(cells('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'), 'forbidden-entity')
    assert.equal(cells('<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>'), 'bad-value')
    assert.equal(cells('<worksheet><sheetData><row r="1048576"/></sheetData></worksheet>'), 'too-long')
    const cell = '<worksheet><sheetData><row><c r="ZZ1" t="str"><v>x</v></c></row></sheetData></worksheet>'
    assert.equal(cells(cell), 'too-long')
    assert.equal(cells('<worksheet>'), 'bad-xml')
    const read = readXlsx(Buffer.from('no archive'))
    assert.equal(read.ok ? '' : read.error, 'bad-header')
  })
})

describe('an archive', () => {
  it('never unpacks more than its directory says, nor what does not fit its checksum', () => {
    const data = Buffer.alloc(1_000_000)
    const honest = Buffer.from(writeZip([{ name: 'x', data }]))
    const part = (bytes: Buffer) => {
      const read = readZip(bytes)
      const found = read.ok ? read.value.part('x') : read
      return found?.ok ? 'read' : found?.error
    }
    assert.equal(part(honest), 'read')
    // The size in the directory is a lie: the packed data hold more.
    const lying = Buffer.from(honest)
    const entry = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    lying.writeUInt32LE(10, entry + 24)
    assert.equal(part(lying), 'bad-value')
    const huge = Buffer.from(honest)
    huge.writeUInt32LE(4_000_000_000, entry + 24)
    assert.equal(part(huge), 'too-long')
    const wrong = Buffer.from(honest)
    wrong.writeUInt32LE(crc32(Buffer.from('y')), entry + 16)
    assert.equal(part(wrong), 'bad-checksum')
    const locked = Buffer.from(honest)
    locked.writeUInt16LE(1, entry + 8)
    assert.equal(part(locked), 'encrypted')
    assert.equal(part(honest.subarray(0, honest.length - 30)), 'bad-header')
    assert.ok(deflateRawSync(data).length < 2_000)
  })
})
