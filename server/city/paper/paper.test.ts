import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { breakLines } from '../../../protocols/pdf/break-lines.ts'
import { writePdf } from '../../../protocols/pdf/write-pdf.ts'
import { openFaces } from './font.ts'
import type { Paper } from './types.ts'

const faces = openFaces()
const paper = (blocks: Paper['blocks'], more: Partial<Paper> = {}): Paper => ({
  ...{ title: '北岸区 城市体检表', subject: '北岸区 · 第 3 份', lang: 'zh', at: '2026-03-01T06:00:00.000Z' },
  ...{ landscape: true, foot: '北岸区 · 第 3 份', blocks, ...more },
})
/** What a reader nobody here wrote (pdf.js) finds on the pages. */
const read = async (pdf: Buffer) => {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document, { mergePages: false })
  return { document, pages: text }
}
const areas = ['districts', 'towns', 'villages'].map((name) =>
  readFileSync(new URL(`../../seed-data/chongqing-${name}-2023.csv`, import.meta.url), 'utf8'),
)

describe('a PDF of ours', () => {
  it('is read by pdf.js as what it says, with title, pages and numbers', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => [{ text: `第${n}行` }, { text: `${n * 1000}`, small: `/${n + 7}` }])
    const table = {
      kind: 'table',
      columns: [
        { head: '名称', width: 3 },
        { head: '数目', width: 1, right: true },
      ],
      rows,
    } as const
    const pdf = writePdf(paper([{ kind: 'title', text: '北岸区 城市体检表' }, table]), faces)
    const { document, pages } = await read(pdf)
    const { info } = (await document.getMetadata()) as unknown as { info: { Title?: string } }
    assert.equal(info.Title, '北岸区 城市体检表')
    assert.ok(pages.length > 2, `${pages.length} pages`)
    for (const [n, page] of pages.entries()) {
      assert.match(page, /名称\s+数目/, `page ${n + 1} has the heads`)
      assert.match(page, new RegExp(`第 ${n + 1} / ${pages.length} 页`))
      assert.match(page, /北岸区 · 第 3 份/)
    }
    const all = pages.join(' ')
    for (let n = 0; n < 120; n++) assert.match(all, new RegExp(`第${n}行\\s+${n * 1000}\\s+/${n + 7}\\s`), `row ${n}`)
    const page = await document.getPage(1)
    assert.deepEqual(page.view.map(Math.round), [0, 0, 842, 595])
  })

  it('writes the same report as the same bytes', () => {
    const one = paper([{ kind: 'text', text: '一二三' }])
    assert.deepEqual(writePdf(one, faces), writePdf(one, openFaces()))
  })

  it('goes on over pages with a row that is higher than one', async () => {
    const long = Array.from({ length: 4000 }, (_, n) => String(n)).join('，')
    const table = { kind: 'table', columns: [{ head: '甲', width: 1 }], rows: [[{ text: long }], [{ text: '末行' }]] } as const
    const { pages } = await read(writePdf(paper([table]), faces))
    const found: string[] = pages.join('').match(/\d+(?=，)/g) ?? []
    assert.ok(pages.length > 1)
    for (const n of ['0', '1999', '3998']) assert.ok(found.includes(n), n)
    assert.match(pages.at(-1)!, /末行/)
  })
})

describe('characters of names', () => {
  it('are drawn, every one of the area tree, and can be copied as what they are', async () => {
    const face = faces(400)
    const chars = [...new Set(areas.join(''))].filter((char) => char > ' ')
    assert.ok(chars.length > 1_500, `${chars.length} characters`)
    const blank = chars.filter((char) => face.draw(char).contours.length === 0)
    assert.deepEqual(blank, [])
    // What the font lacks is made of parts; nothing of the tree is a box.
    assert.deepEqual(chars.filter((char) => !face.has(char)).toSorted(), ['㭎', '磏', '蔈'].toSorted())
    const text = chars.join('')
    const { pages } = await read(writePdf(paper([{ kind: 'text', text }]), faces))
    // pdf.js reads some characters as others of the same look; ours tells each as it is.
    const copied = new Set(pages.join(''))
    assert.deepEqual(
      chars.filter((char) => !copied.has(char) && !copied.has(char.normalize('NFKC'))),
      [],
    )
  })

  it('that no font has show as a box with their number, in both weights, and are copied all the same', async () => {
    for (const weight of [400, 700]) {
      const [rare, other] = [faces(weight).draw('𣲘'), faces(weight).draw('㳇')]
      assert.equal(rare.advance, 1000)
      // Two lines of the box, and the outlines of five and of four digits.
      assert.ok(rare.contours.length >= 7 && other.contours.length >= 6)
      assert.notDeepEqual(rare.contours, other.contours)
    }
    const { pages } = await read(writePdf(paper([{ kind: 'text', text: '𣲘子村㳇' }]), faces))
    assert.match(pages[0]!, /𣲘子村㳇/)
  })

  it('grow with their weight', () => {
    const ink = (weight: number): number => {
      const heights = faces(weight)
        .draw('一')
        .contours.flat()
        .map(({ y }) => y)
      return Math.max(...heights) - Math.min(...heights)
    }
    assert.ok(ink(700) > ink(400) && ink(400) > ink(100), `${ink(700)} ${ink(400)} ${ink(100)}`)
  })
})

describe('lines', () => {
  const wide = (text: string): number => [...text].reduce((sum, char) => sum + (char > '⺀' ? 2 : 1), 0)

  it('begin with no closing mark, end with no opening one, and part no number', () => {
    assert.deepEqual(breakLines('甲乙丙丁，戊', 8, wide), ['甲乙丙', '丁，戊'])
    assert.deepEqual(breakLines('甲乙丙（丁）', 8, wide), ['甲乙丙', '（丁）'])
    assert.deepEqual(breakLines('甲乙丙 12.5% 丁', 10, wide), ['甲乙丙', '12.5% 丁'])
    assert.deepEqual(breakLines('', 10, wide), [''])
  })

  it('lose nothing, however narrow', () => {
    for (const width of [1, 2, 3, 5]) assert.equal(breakLines('abcdef，。（甲）', width, wide).join(''), 'abcdef，。（甲）')
  })
})
