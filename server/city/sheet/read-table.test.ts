import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainFace, readCsv } from '../../../protocols/sheet/csv.ts'
import { readXlsx, writeXlsx } from '../../../protocols/sheet/xlsx.ts'
import { errorSheet } from './error-sheet.ts'
import { openTable } from './open-table.ts'
import { mostRows, readTable } from './read-table.ts'
import type { Fault } from './types.ts'

const how = { sheet: null, heading: 1, list: '' }
const read = (bytes: Uint8Array | string, more: Partial<typeof how> | { sheet: string } = {}) => {
  const table = readTable(Buffer.from(bytes as Uint8Array), { ...how, ...more })
  return table.ok ? table.value : table.refusal.details?.reason
}
const rowsOf = (given: ReturnType<typeof read>) => (typeof given === 'object' ? given.rows : given)

describe('a file as a table', () => {
  it('is CSV with its headings in any line, a workbook by its sheet, or JSON by its path', () => {
    assert.deepEqual(rowsOf(read('月报,\n设备号 ,值\n\n007,1\n', { heading: 2 })), [{ n: 4, cells: ['007', '1'] }])
    const book = writeXlsx([
      { name: '说明', rows: [['x']] },
      { name: '数据', rows: [['a'], ['01']] },
    ])
    assert.deepEqual(rowsOf(read(book, { sheet: '数据' })), [{ n: 2, cells: ['01'] }])
    assert.equal(read(book, { sheet: '没有' }), 'sheet.no-sheet')
    const json = '\ufeff {"data": {"list": [{"dev": {"no": "007"}, "v": 1.50, "x": null, "l": [1]}, {"w": true}, 7]}}'
    const table = read(json, { list: 'data.list' })
    assert.ok(typeof table === 'object')
    assert.deepEqual(table.head.columns, ['dev.no', 'v', 'w'])
    assert.deepEqual(
      table.rows.map(({ cells }) => cells),
      [
        ['007', '1.5', ''],
        ['', '', 'true'],
        ['', '', ''],
      ],
    )
  })

  it('is refused when it is none, empty, or too long', () => {
    assert.equal(read('a,"b'), 'sheet.unreadable')
    assert.equal(read('a,b\n'), 'rows.none')
    assert.equal(read('{"a": '), 'json.broken')
    assert.equal(read('{"a": 1}', { list: 'a' }), 'must.array')
    assert.equal(read('{"a": 1}', { list: '__proto__' }), 'must.array')
    assert.equal(read(`[${'0,'.repeat(mostRows)}0]`), 'rows.too-many')
    const wide = Array.from({ length: 65 }, (_, i) => `f${i}`)
    assert.equal(read(`${wide}\n${wide}\n`), 'columns.too-many')
    assert.equal(read(writeXlsx([{ name: 'a', rows: [wide, wide] }])), 'columns.too-many')
    assert.equal(read(JSON.stringify([Object.fromEntries(wide.map((name) => [name, 1]))])), 'columns.too-many')
    assert.equal(read(JSON.stringify(wide.map((name) => ({ [name]: 1 })))), 'columns.too-many')
    assert.ok(typeof read(JSON.stringify([Object.fromEntries(wide.slice(1).map((name) => [name, 1]))])) === 'object')
    assert.equal(read(`a\n${'x'.repeat(32_768)}\n`), 'sheet.unreadable')
    assert.equal(read(`a\n${'1\n'.repeat(200_051)}`), 'rows.too-many')
    assert.equal(read('PK\u0003\u0004rubbish'), 'sheet.unreadable')
  })

  it('is read in a thread of its own, some rows at a time', async () => {
    const opened = await openTable(Buffer.from('a,b\n1,2\n3,4\n5,6\n'), how)
    assert.ok(opened.ok)
    const { head, rows, close } = opened.value
    assert.deepEqual([head.columns, head.total], [['a', 'b'], 3])
    assert.deepEqual(await rows(1, 5), [
      { n: 3, cells: ['3', '4'] },
      { n: 4, cells: ['5', '6'] },
    ])
    await close()
    const wide = await openTable(Buffer.from(`a,b,c\n${'x'.repeat(32_000)},1,${'y'.repeat(300)}\n`), how)
    assert.ok(wide.ok)
    const [cut] = await wide.value.rows(0, 1, [1, 2])
    assert.deepEqual(
      cut!.cells.map(({ length }) => length),
      [0, 1, 201],
      'only what is read, and no more of it than shows that it is too long',
    )
    await wide.value.close()
    const none = await openTable(Buffer.from('a,b\n'), how)
    assert.deepEqual(none.ok ? '' : none.refusal.details, { path: '/file', reason: 'rows.none' })
  })
})

describe('the sheet of errors', () => {
  const fault = (cells: string[]): Fault => ({
    n: 7,
    cells,
    refusal: { code: 'reading.unknown-device', details: { device: cells[0]! } },
  })
  const given = { columns: ['设备号', '值'], zone: 'Asia/Shanghai' }

  it('is CSV in which nothing is a formula and numbers are numbers', () => {
    const cells = ['=HYPERLINK("http://x")', '-5.2', '@SUM(A1)', '+1', '\t=1', '-2+3']
    const sheet = errorSheet({ ...given, faults: cells.map((cell) => fault([cell, cell])), face: { as: 'csv', csv: plainFace } })
    const rows = readCsv(sheet.bytes)
    assert.ok(rows.ok)
    assert.deepEqual(
      rows.value.rows.slice(1).map(([first]) => first),
      [`'=HYPERLINK("http://x")`, '-5.2', `'@SUM(A1)`, '+1', `'\t=1`, `'-2+3`],
    )
    assert.deepEqual(
      [rows.value.rows[0], rows.value.rows[2]!.slice(2)],
      [
        ['设备号', '值', '行号', '原因'],
        ['7', '未登记的设备“-5.2”'],
      ],
    )
  })

  it('comes back in the format of the file, zeros and all', () => {
    const book = readXlsx(errorSheet({ ...given, faults: [fault(['007', '1'])], face: { as: 'xlsx', sheet: '数据' } }).bytes)
    assert.ok(book.ok)
    assert.deepEqual(book.value, [
      {
        name: '数据',
        rows: [
          ['设备号', '值', '行号', '原因'],
          ['007', '1', '7', '未登记的设备“007”'],
        ],
      },
    ])
    const json = JSON.parse(
      Buffer.from(errorSheet({ ...given, faults: [fault(['007', '1'])], face: { as: 'json' } }).bytes).toString(),
    )
    assert.deepEqual(json, [{ 行号: 7, 原因: '未登记的设备“007”', 设备号: '007', 值: '1' }])
  })
})
