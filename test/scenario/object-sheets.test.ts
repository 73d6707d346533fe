import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { z } from 'zod'
import type { SheetLook } from '../../contract/object-sheet.ts'
import type { ObjectList } from '../../contract/register.ts'
import { plainFace, readCsv, writeCsv } from '../../protocols/sheet/csv.ts'
import { readXlsx, writeXlsx } from '../../protocols/sheet/xlsx.ts'
import { truckPack } from '../demo-packs.ts'
import { type Story, startStory } from '../story.ts'

const tanks = 'kind=septic-tank'
const csv = (rows: string[][]): Buffer => Buffer.from(writeCsv({ rows, face: plainFace }))
const keeper = (story: Story) => story.as('baining')
const look = async (story: Story, bytes: Buffer, of = tanks) =>
  (
    await keeper(story).post<SheetLook & { code?: string; details?: { reason?: string } }>(
      `/api/v1/object-sheets/look?${of}`,
      bytes,
    )
  ).body
const take = (story: Story, bytes: Buffer, digest: string, of = tanks) =>
  keeper(story).post<{ code?: string }>(`/api/v1/object-sheets/take?${of}&name=x.csv&digest=${digest}`, bytes)
const takeWhole = async (story: Story, bytes: Buffer, of = tanks) => {
  const taken = await take(story, bytes, (await look(story, bytes, of)).digest, of)
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  return taken.body
}
const rowsOf = (bytes: Uint8Array): string[][] => {
  const read = readCsv(bytes)
  assert.ok(read.ok)
  return read.value.rows
}
const list = async (story: Story, query: string) =>
  (await keeper(story).get<z.infer<typeof ObjectList>>(`/api/v1/objects?${query}`)).body.rows
const made = (n: number): string[] => [String(n).padStart(4, '0'), `新池 ${n}`, '105.5072', '31.5069', String(10 + n)]
const head = ['编号', '名称', '经度', '纬度', '容积']

// One city for all: every test has codes of its own.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })

describe('sheets of the register', () => {
  it('come back unchanged as they were handed out, in either language and either format', async () => {
    await takeWhole(story, csv([head, made(1)]))
    for (const query of [`csv?${tanks}`, `csv?${tanks}&lang=en`, `xlsx?${tanks}`]) {
      const { bytes } = await keeper(story).get(`/api/v1/objects.${query}`)
      const seen = await look(story, bytes)
      assert.deepEqual([seen.registered, seen.changed, seen.refused, seen.unknown], [0, 0, 0, []], query)
      assert.ok(seen.unchanged > 1)
    }
  })

  it('register, change and leave by code, after a look, each with a fact; taken again they change nothing', async () => {
    const [first] = await list(story, tanks)
    const bytes = csv([
      [...head, '产权人'],
      [...made(2), ''],
      [first!.code, '', '', '', '45', '渡口物业'],
      ['', '', '', '', '', ''],
    ])
    const seen = await look(story, bytes)
    assert.deepEqual([seen.rows, seen.registered, seen.changed, seen.unchanged, seen.refused], [2, 1, 1, 0, 0])
    assert.deepEqual(seen.sample[0], {
      ...{ code: first!.code, name: first!.name },
      changes: [
        { field: 'owner', personal: false, from: null, to: '渡口物业' },
        { field: 'details/volume', personal: false, from: first!.details.volume ?? null, to: 45 },
      ],
    })
    assert.deepEqual(await list(story, 'q=0002'), [])
    const before = (await story.facts('object.changed')).length
    assert.deepEqual((await take(story, bytes, seen.digest)).body, { registered: 1, changed: 1, unchanged: 0, waiting: 0 })
    assert.equal((await list(story, 'q=0002'))[0]?.code, '0002')
    assert.equal((await story.facts('object.registered')).at(-1)?.body.sheet, 'x.csv')
    assert.equal((await story.facts('object.changed')).length, before + 1)
    assert.deepEqual(
      (await story.facts('object.sheet-taken')).slice(-1).map(({ body }) => [body.registered, body.changed]),
      [[1, 1]],
    )
    assert.deepEqual(await takeWhole(story, bytes), { registered: 0, changed: 0, unchanged: 2, waiting: 0 })
    assert.equal((await story.facts('object.changed')).length, before + 1)
  })

  it('with one wrong row are not taken at all, and their errors come back with line, column and reason', async () => {
    const wrong = ['0004', '新池 4', '0', '0', '99999']
    const bytes = csv([head, made(3), wrong, made(3)])
    const seen = await look(story, bytes)
    assert.deepEqual([seen.refused, seen.registered], [2, 1])
    assert.equal((await take(story, bytes, seen.digest)).body.code, 'object.sheet-moved')
    assert.deepEqual(await list(story, 'q=0003'), [])
    const { bytes: errors } = await keeper(story).post(`/api/v1/object-sheets/errors?${tanks}`, bytes)
    const [headings, ...rows] = rowsOf(errors)
    assert.deepEqual(headings, [...head, '行号', '原因'])
    assert.deepEqual(
      rows.map((row) => [row[0], row[5], row[6]]),
      [
        ['0004', '3', '请求内容有误：经度 不在您的辖区内'],
        ['0004', '3', '请求内容有误：容积（m³） 须不超过 5000'],
        ['0003', '4', '请求内容有误：编号 在表中出现两次'],
      ],
    )
  })

  it('are looked at again when the register changed since', async () => {
    const [, first] = await list(story, tanks)
    const bytes = csv([
      ['编号', '产权人'],
      [first!.code, '甲'],
    ])
    const { digest } = await look(story, bytes)
    await keeper(story).post(`/api/v1/objects/${first!.id}/change`, { version: 1, address: '新址' })
    const late = await take(story, bytes, digest)
    assert.deepEqual([late.status, late.body.code], [409, 'object.sheet-moved'])
    assert.equal((await list(story, `q=${first!.code}`))[0]?.owner, null)
  })

  it('run no formula in a spreadsheet, and reach nothing outside one’s areas', async () => {
    const evil = '=HYPERLINK("http://x","y")'
    await takeWhole(
      story,
      csv([
        [...head, '产权人'],
        [...made(5), evil],
        ['0009', '@SUM(A1)', '105.5072', '31.5069', '', '+1+1'],
      ]),
    )
    const exported = rowsOf((await keeper(story).get(`/api/v1/objects.csv?${tanks}&q=00`)).bytes).slice(1)
    assert.ok(exported.length >= 2)
    for (const cell of exported.flat()) assert.ok(!/^[=+@]/.test(cell), cell)
    assert.equal((await list(story, 'q=0005'))[0]?.owner, evil)
    const back = await look(
      story,
      csv([rowsOf((await keeper(story).get(`/api/v1/objects.csv?${tanks}`)).bytes)[0]!, ...exported]),
    )
    assert.deepEqual([back.changed, back.refused], [0, 0])
    const theirs = (await story.as('wenkexin').get<z.infer<typeof ObjectList>>('/api/v1/objects?area=990101002')).body.rows[0]!
    const foreign = await look(
      story,
      csv([
        ['编号', '产权人'],
        [theirs.code, '甲'],
      ]),
    )
    assert.deepEqual([foreign.refused, foreign.changed, foreign.faults[0]?.zh], [1, 0, '请求内容有误：编号 已被占用'])
    for (const bad of [Buffer.from('PK\u0003\u0004broken'), csv([['名称'], ['x']]), Buffer.from('{}')])
      assert.equal((await look(story, bad)).code, 'input.malformed')
  })

  it('never hold what is personal, and a masked cell changes nothing', async () => {
    const trucks = 'kind=spoil-truck'
    const rows = [
      ['编号', '名称', '经度', '纬度', '驾驶员', '准运证到期'],
      ['T01', '渣土车 1', '105.5072', '31.5069', '欧阳芷兰', '2026/4/1'],
    ]
    await takeWhole(story, Buffer.from(writeXlsx([{ name: '车', rows }])), trucks)
    const { bytes } = await keeper(story).get(`/api/v1/objects.xlsx?${trucks}`)
    const read = readXlsx(bytes)
    assert.ok(read.ok && read.value[0]!.rows[1]!.includes('欧***') && !JSON.stringify(read.value).includes('欧阳'))
    assert.equal((await look(story, bytes, trucks)).unchanged, 1)
    assert.ok(!JSON.stringify(await story.facts()).includes('欧阳'))
  })
})
