import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { system } from '../../../../contract/actor.ts'
import { plainNumber } from '../../../../contract/plain-number.ts'
import type { TicketList } from '../../../../contract/ticket.ts'
import type { TicketSheetLook } from '../../../../contract/ticket-sheet.ts'
import { plainFace, readCsv, writeCsv } from '../../../../protocols/sheet/csv.ts'
import { writeXlsx } from '../../../../protocols/sheet/xlsx.ts'
import { truckPack } from '../../../../test/demo-packs.ts'
import { startStory } from '../../../../test/story.ts'
import { holdersOf } from '../../../city/object/store-numbers.ts'

const at = new Date('2026-04-10T13:00:00Z')
const site = { lon: 105.5072, lat: 31.5069 }
const headings = ['联单号', '工地编号', '消纳场编号', '号牌', '装载量（m³）', '开出时间', '开出人', '闭合时间', '卸载量', '备注']
const csv = (rows: string[][]): Buffer => Buffer.from(writeCsv({ rows: [headings, ...rows], face: plainFace }))
const row = (no: string, more: Partial<Record<number, string>> = {}): string[] =>
  [no, 'GD-1', 'XN-1', '渝X·00001', '15', '2026-04-10 19:30', '某某', '', '', ''].map((cell, i) => more[i] ?? cell)

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack], at })
for (const [kind, code, details] of [
  ['haul-firm', 'QY-1', { licence: 'JY-001' }],
  ['spoil-site', 'GD-1', { radius: 150, volume: 9_000 }],
  ['disposal-site', 'XN-1', { radius: 300 }],
  ['spoil-truck', 'ZT-1', { plate: '渝X00001', firm: 'QY-1' }],
] as const)
  assert.equal((await story.as('baining').post('/api/v1/objects', { kind, code, name: code, ...site, details })).status, 200)

type Answer = TicketSheetLook & { code?: string; details?: { reason?: string; name?: string } }
const ask = <T = Answer>(verb: string, bytes: Buffer, { account = 'chenli', more = '' } = {}) =>
  story.as(account).post<T>(`/api/v1/ticket-sheets/${verb}?pack=spoil-truck&name=april.csv${more}`, bytes)
const look = async (bytes: Buffer): Promise<Answer> => (await ask('look', bytes)).body
const take = (bytes: Buffer, digest: string) => ask<{ code?: string }>('take', bytes, { more: `&digest=${digest}` })
const counts = ({ opened, closed, righted, unchanged, refused }: TicketSheetLook) => [opened, closed, righted, unchanged, refused]
const tickets = async () => (await story.as('chenli').get<TicketList>('/api/v1/tickets')).body.rows

describe('the plate of a ticket', () => {
  it('is compared in the database as everywhere else', async () => {
    const said = ['渝Ａ·12345', ' 渝a 123-45', '渝A\u3000123\u00a045', '渝A.1\t2\n345', '渝A12345\u2028', 'ｂ-7', '', '··']
    const rows = await story.sql<{ n: string }>(
      'select plain_number(s) as n from unnest($1::text[]) with ordinality u (s, at) order by at',
      [said],
    )
    assert.deepEqual(
      rows.map(({ n }) => n),
      said.map(plainNumber),
    )
  })

  it('is found by an index, whatever stands in the register beside it', async () => {
    let plan: unknown
    const explained = story.zhili.spine.transaction(system, async (tx) => {
      await tx.query(
        `insert into objects (id, pack, kind, code, name, area, lon, lat, details) select 'x' || n, o.pack, o.kind, 'X' || n, 'X', o.area, o.lon, o.lat,
           jsonb_build_object('plate', '渝X·' || n) from objects o cross join generate_series(10000, 11999) n where o.code = 'ZT-1'`,
      )
      await tx.query('analyze objects')
      const asking = { query: <T>(sql: string, values?: unknown[]) => tx.query<T>(`explain ${sql}`, values) }
      plan = await holdersOf(asking, 'spoil-truck', 'plate', ['渝X10077'])
      throw new Error('only looked at')
    })
    await assert.rejects(explained, /only looked at/)
    assert.match(JSON.stringify(plan), /Index Scan (using|on) objects_number_/)
    const found = await story.zhili.spine.transaction(system, (tx) => holdersOf(tx, 'spoil-truck', 'plate', ['渝X00001', '渝X9']))
    assert.deepEqual(
      found.map(({ number }) => number),
      ['渝X00001'],
    )
    const text = await story.zhili.spine.transaction(system, (tx) => holdersOf(tx, 'haul-firm', 'plate', ['渝X00001', 'JY001']))
    assert.deepEqual(text, [], 'of another kind, or in another detail, it is no such number')
  })
})

describe('a sheet of tickets', () => {
  it('is looked at first, then taken whole: opened, closed, with who took it; taken again nothing happens', async () => {
    const bytes = csv([row('LD-1'), row('LD-2', { 7: '2026/4/10 20:15', 8: '14.5' })])
    const seen = await look(bytes)
    assert.deepEqual([counts(seen), seen.unknown, seen.faults], [[1, 1, 0, 0, 0], ['备注'], []])
    assert.deepEqual(await tickets(), [], 'a look writes nothing')
    assert.deepEqual((await take(bytes, seen.digest)).body, { opened: 1, closed: 1, righted: 0, unchanged: 0 })
    const rows = (await tickets()).toSorted((a, b) => (a.no < b.no ? -1 : 1))
    assert.deepEqual(
      rows.map(({ no, plate, load, openedAt, openedBy, closedAt, closedLoad, carrier }) => [
        ...[no, plate, load, openedAt, openedBy, closedAt, closedLoad],
        carrier !== null,
      ]),
      [
        ['LD-1', '渝X00001', 15, '2026-04-10T11:30:00.000Z', '某*', null, null, true],
        ['LD-2', '渝X00001', 15, '2026-04-10T11:30:00.000Z', '某*', '2026-04-10T12:15:00.000Z', 14.5, true],
      ],
    )
    const [fact] = await story.facts('ticket.sheet-taken')
    assert.deepEqual([fact?.body.sheet, fact?.body.opened, fact?.body.closed], ['april.csv', 1, 1])
    assert.equal((await take(bytes, seen.digest)).body.code, 'object.sheet-moved')
    assert.deepEqual(counts(await look(bytes)), [0, 0, 0, 2, 0])
  })

  it('as a workbook puts right what is open, and closes it', async () => {
    const xlsx = Buffer.from(writeXlsx([{ name: '四月', rows: [headings, row('LD-1', { 4: '16' }), row('LD-3')] }]))
    const seen = await look(xlsx)
    assert.deepEqual(counts(seen), [1, 0, 1, 0, 0])
    assert.equal((await take(xlsx, seen.digest)).status, 200)
    assert.equal((await tickets()).find(({ no }) => no === 'LD-1')?.load, 16)
  })

  it('tells every fault by its row as the door of the gates would, takes nothing of it, and hands the rows back', async () => {
    await story.as('chenli').post('/api/v1/tickets/void', { pack: 'spoil-truck', no: 'LD-3', reason: '录错车号' })
    const bytes = csv([
      row('LD-4'),
      row('LD-5', { 1: 'GD-9' }),
      row('LD-6', { 3: '0001' }),
      row('LD-7', { 5: '2026-04-10 23:00' }),
      row('LD-2', { 7: '2026-04-10 20:40' }),
      row('LD-3'),
      row('LD-4'),
      row('', { 4: '很多' }),
    ])
    const seen = await look(bytes)
    assert.deepEqual(counts(seen), [1, 0, 0, 0, 7])
    assert.deepEqual(
      seen.faults.map(({ row: line, zh }) => `${line} ${zh}`),
      [
        '3 “GD-9”不是本辖区台账里的工地或消纳场',
        '4 “0001”不是号牌',
        '5 闭合不能早于开出，两者都不能晚于现在',
        '6 联单已闭合，不能再改',
        '7 已由陈立作废',
        '8 请求内容有误：联单号 在表中出现两次',
        '9 请求内容有误：联单号 缺少',
        '9 请求内容有误：装载量 不是数：“很多”',
      ],
    )
    assert.equal((await take(bytes, seen.digest)).body.code, 'object.sheet-moved')
    assert.ok(!(await tickets()).some(({ no }) => no === 'LD-4'), 'all or nothing')
    const read = readCsv((await ask('errors', bytes)).bytes)
    assert.ok(read.ok)
    assert.deepEqual(read.value.rows[0], [...headings, '行号', '原因'])
    assert.deepEqual([read.value.rows.length, read.value.rows[1]?.at(-2)], [9, '3'])
  })

  it('stands in a list that is read page by page, each once, with how many there are', async () => {
    const all = (await tickets()).map(({ no }) => no)
    assert.equal(all.length, 3)
    const read = async (cursor: string | null): Promise<TicketList> =>
      (
        await story
          .as('chenli')
          .get<TicketList>(`/api/v1/tickets?limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      ).body
    const paged: string[] = []
    let next: string | null = null
    do {
      const page: TicketList = await read(next)
      assert.equal(page.total, 3)
      paged.push(...page.rows.map(({ no }) => no))
      next = page.next
    } while (next && paged.length < 9)
    assert.deepEqual(paged, all)
    const voided = await story.as('chenli').get<TicketList>('/api/v1/tickets?void=yes')
    assert.equal(voided.body.total, 1)
    assert.equal((await story.as('chenli').get('/api/v1/tickets?cursor=WyJhIiwiYiIsImMiXQ')).status, 400)
  })

  it('stops when a gate told one of its tickets since the look', async () => {
    const bytes = csv([row('LD-8'), row('LD-9')])
    const { digest } = await look(bytes)
    await story.sql(`update tickets set no = 'LD-9' where no = 'LD-1'`)
    assert.equal((await take(bytes, digest)).body.code, 'object.sheet-moved')
    assert.ok(!(await tickets()).some(({ no }) => no === 'LD-8'))
  })

  it('is for whoever puts right what feeds told, in their own areas, and has the columns every ticket needs', async () => {
    assert.equal((await ask('look', csv([row('LD-8')]), { account: 'tangke' })).status, 403)
    const bare = await look(Buffer.from('联单号,号牌\nLD-8,渝X00001\n'))
    assert.deepEqual([bare.code, bare.details?.reason, bare.details?.name], ['input.malformed', 'column.missing', '工地编号'])
    assert.equal((await ask('errors', csv([row('LD-8')]))).status, 404, 'nothing is wrong with it')
    await story.sql(`update objects set area = '99/990102/' where code = 'GD-1'`)
    assert.match((await look(csv([row('LD-8')]))).faults[0]!.zh, /GD-1/, 'somebody else’s site')
    await story.end()
  })
})
