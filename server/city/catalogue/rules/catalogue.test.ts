import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CatalogueData } from '../../../../contract/catalogue.ts'
import { limitText, parseTimeLimit } from '../../../../contract/time-limit.ts'
import { nextLocal, withLimit, withLocalClass } from './edit-sheets.ts'
import { readLimit } from './read-limit.ts'
import { readSheets } from './read-sheets.ts'
import { takeSheets, withSheets } from './take-sheets.ts'

// The shape of a city's sheet (standards.md 7.2, 11.1): a title, the headings, blanks that inherit; the words are made up.
const headings = [
  '大类代码',
  '大类名称',
  '小类代码',
  '小类名称',
  '立案条件',
  '处置时限',
  '结案条件',
  '监管主体',
  '责任主体',
  '采集要求',
]
const rows = [
  ['某市立案、处置和结案标准（部件）'],
  headings,
  ['01', '公用设施', '1', '上水井盖', '缺失、移位', '2紧急工作时', '恢复', '城管局', '节水中心', '拍清标识'],
  ['', '', '', '', '破损', '4 工作时', '更换或修复'],
  ['', '', '2', '污水井盖', '缺失、移位', '2紧急工作日', '恢复', '城管局', '排水中心'],
  ['4', '园林绿化设施', '2', '行道树', '死株补栽', '种植季节工作日', '补栽', '园林局', '园林所'],
  ['', '', '99', '边绿地', '缺株', '1紧急工作时制止', '制止', '园林局', '园林所'],
  ['', '', '97', '树池', '破损', '制止4工作时；处罚7工作日，拆除20工作日', '修复', '园林局', '园林所'],
]
const taken = (given = rows, kind: 'event' | 'component' = 'event') =>
  takeSheets([{ name: 'Sheet1', rows: given, csv: null }], kind).sheets
const data = (given = rows): CatalogueData => ({ sheets: taken(given) })
const faultsOf = (given: string[][]) => readSheets(taken([headings, ...given])).faults.map(({ fault, row }) => `${row} ${fault}`)

describe('a sheet of a catalogue', () => {
  const { conditions, faults } = readSheets(taken())

  it('is read below its title, blanks inherited, zeros given back, its kind by its title', () => {
    assert.deepEqual(faults, [])
    assert.deepEqual(
      conditions.map(({ id, name, text, unit }) => [id, name, text, unit]),
      [
        ['C0101-1', '上水井盖', '缺失、移位', '节水中心'],
        ['C0101-2', '上水井盖', '破损', '节水中心'],
        ['C0102-1', '污水井盖', '缺失、移位', '排水中心'],
        ['C0402-1', '行道树', '死株补栽', '园林所'],
        ['C0499-1', '边绿地', '缺株', '园林所'],
        ['C0497-1', '树池', '破损', '园林所'],
      ],
    )
    assert.deepEqual(conditions.map(({ local }) => local).indexOf(true), 4)
  })

  it('gives each condition its limit; what is not understood waits for a person', () => {
    assert.deepEqual(
      conditions.map(({ limit, milestones }) => [limit, ...milestones.map(({ name, limit: long }) => `${name ?? ''}${long}`)]),
      [['read', '2uh'], ['read', '4wh'], ['read', '2d'], ['unread'], ['unread'], ['read', '制止4wh', '处罚7wd', '拆除20wd']],
    )
  })

  it('is refused where a code is doubled, missing or none, a class has no name, or a row no condition', () => {
    assert.deepEqual(
      faultsOf([
        ['01', '公', '01', '甲', '一', '1工作日'],
        ['01', '公', '02', '乙', '一', '1工作日'],
        ['01', '公', '01', '甲', '二', '1工作日'],
        ['01', '公', '02', '丙', '二', '1工作日'],
        ['02', '', '', '', '三', '1工作日'],
        ['02', '', 'x1', '丁', '三', '1工作日'],
        ['02', '', '03', '', '三', '1工作日'],
        ['02', '', '04', '戊', '', '1工作日'],
      ]),
      ['4 duplicate', '5 duplicate', '6 no-code', '7 bad-code', '8 no-name', '9 no-condition'],
    )
    assert.deepEqual(faultsOf([]), ['2 no-rows'])
    assert.equal(takeSheets([{ name: 'x', rows: [['a', 'b']], csv: null }], 'event').fault?.fault, 'no-headings')
  })

  it('may say a 小类 with four digits, and its order of classes is its own', () => {
    const read = readSheets(
      taken([headings, ['04', '街面秩序', '0401', '游商', '一', '1工作时'], ['', '', '0598', '坠物', '二', '1工作时']]),
    )
    assert.deepEqual(
      read.conditions.map(({ id }) => id),
      ['E0401-1', 'E0598-1'],
    )
  })

  it('takes the place of the sheets of its kind only', () => {
    const both = withSheets(data(), taken([headings, ['01', '市容', '01', '私搭', '一', '1工作日']]))
    assert.deepEqual(
      both.sheets.map(({ kind }) => kind),
      ['component', 'event'],
    )
    assert.deepEqual(
      withSheets(both, data().sheets).sheets.map(({ kind }) => kind),
      ['event', 'component'],
    )
  })
})

describe('a limit in words', () => {
  it('is read, or not at all', () => {
    const short = (text: string) =>
      readLimit(text)
        ?.map(({ name, limit }) => (name ?? '') + limit)
        .join(' ') ?? null
    assert.equal(short('5个工作日内'), '5wd')
    assert.equal(short('２４紧急工作时'), '24uh')
    assert.equal(short('3天'), '3d')
    assert.equal(short('制止：4工作时、拆除：20工作日'), '制止4wh 拆除20wd')
    for (const text of [
      '5工作日（次日起算）',
      '5个工作日内（次日起算）',
      '5工作日，次日起算',
      '5工作日次日起计算',
      '自次日起5个工作日内',
      '次日起算，5工作日',
      '自次日起，5个工作日',
    ])
      assert.equal(short(text), '5wd-next', text)
    assert.equal(short('制止4工作时；拆除20工作日（次日起算）'), '制止4wh 拆除20wd-next')
    assert.equal(short('制止4工作时（次日起算）；拆除20工作日'), '制止4wh-next 拆除20wd')
    for (const text of [
      '',
      '立即',
      '种植季节3工作日，非种植季节15工作日',
      '非种植季节5工作日',
      '制止4工作时',
      '4工作时；7工作日',
      '0工作日',
      '2-4工作时',
      '次日起算',
      '次日5工作日',
      '制止4工作时，拆除20工作日，次日起算',
      '制止4工作时；拆除20工作日；以上次日起算',
    ])
      assert.equal(short(text), null, text)
  })
  it('has a short form that is read back', () => {
    for (const text of ['2uh', '1.5wh', '3wd', '5d', '5wd-next', '2uh-next']) assert.equal(limitText(parseTimeLimit(text)!), text)
  })
})

describe('what a person decides', () => {
  it('stands beside the words of the sheet, which stay, and is read from it again', () => {
    const set = withLimit(withLimit(data(), 'C0402-1', '15wd')!, 'C0499-1', null)!
    const sheet = set.sheets[0]!
    assert.equal(sheet.columns.at(-1), '核定时限')
    const read = readSheets(
      takeSheets([{ name: 'x', rows: [...sheet.above, sheet.columns, ...sheet.rows], csv: null }], 'event').sheets,
    )
    assert.deepEqual(
      read.conditions.slice(3, 5).map(({ written, limit, milestones }) => [written, limit, milestones]),
      [
        ['种植季节工作日', 'set', [{ name: null, limit: '15wd' }]],
        ['1紧急工作时制止', 'plan', []],
      ],
    )
    assert.equal(withLimit(data(), 'C0499-7', '1d'), null)
  })

  it('may be that the day of the beginning does not count, which stays said when it is read again', () => {
    const set = withLimit(data(), 'C0402-1', '15wd-next')!
    const found = readSheets(set.sheets).conditions.find(({ id }) => id === 'C0402-1')!
    assert.deepEqual([found.limit, found.milestones], ['set', [{ name: null, limit: '15wd-next' }]])
    assert.equal(set.sheets[0]!.rows.flat().includes('15工作日（次日起算）'), true)
  })

  it('keeps what a person decided when the sheet comes again, as long as the condition reads as it did', () => {
    const set = withLimit(withLimit(data(), 'C0402-1', '15wd')!, 'C0499-1', null)!
    const of = (sheets: CatalogueData['sheets'], id: string) => {
      const found = readSheets(withSheets(set, sheets).sheets).conditions.find((one) => one.id === id)!
      return [found.limit, found.milestones[0]?.limit]
    }
    assert.deepEqual(
      [of(taken(), 'C0402-1'), of(taken(), 'C0499-1')[0], of(taken(), 'C0101-1')],
      [['set', '15wd'], 'plan', ['read', '2uh']],
    )
    const changed = rows.map((cells) => cells.map((cell) => (cell === '死株补栽' ? '死株、缺株补栽' : cell)))
    assert.deepEqual(of(taken(changed), 'C0402-1'), ['unread', undefined], 'other words: for a person again')
    const own = [rows[0]!, [...headings, '核定时限'], ...rows.slice(2)]
    assert.deepEqual(of(taken(own), 'C0402-1'), ['unread', undefined], 'a file that brings its own decisions has the last word')
    const plain = { sheets: taken() }
    assert.deepEqual(withSheets(plain, taken()), plain, 'nothing decided: byte for byte as it came')
  })

  it('is kept in one reading of the sheets, however much was decided', () => {
    const many = (n: number) => {
      const own = Array.from({ length: n }, (_, i) => ['01', '公', '01', '甲', `第${i}种`, '另行商定', '', '', '', '', '5工作日'])
      const before = { sheets: taken([[...headings, '核定时限'], ...own]) }
      let reads = 0
      const sheets = taken([headings, ...own.map((cells) => cells.slice(0, 10))]).map((sheet) => {
        const { rows: _, ...rest } = sheet
        return {
          ...rest,
          get rows() {
            reads++
            return sheet.rows
          },
        }
      })
      const after = readSheets(withSheets(before, sheets).sheets).conditions
      return { reads, set: after.filter(({ limit }) => limit === 'set').length }
    }
    const [few, more] = [many(3), many(60)]
    assert.deepEqual([few.set, more.set], [3, 60])
    assert.equal(more.reads, few.reads)
  })

  it('gives a class of the city’s own the next number down from 99', () => {
    const made = {
      version: 1,
      kind: 'component',
      major: '04',
      name: '花箱',
      text: '破损',
      close: '修复',
      unit: '园林所',
      limit: '2wd',
    } as const
    assert.equal(nextLocal(data(), made), '98')
    const more = withLocalClass(data(), made)!
    assert.equal(nextLocal(more, made), '96')
    const added = readSheets(more.sheets).conditions.at(-1)!
    assert.deepEqual(
      [added.id, added.major, added.unit, added.milestones[0]?.limit, added.local],
      ['C0498-1', '园林绿化设施', '园林所', '2wd', true],
    )
    assert.equal(withLocalClass(data(), { ...made, major: '09' }), null)
  })
})
