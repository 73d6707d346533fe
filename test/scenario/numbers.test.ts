import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { TicketDetail, TicketList } from '../../contract/ticket.ts'
import { plainFace, writeCsv } from '../../protocols/sheet/csv.ts'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'

// One city for all, in the order of the tests; half an hour past midnight there, and still the day before in UTC.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack], at: new Date('2026-04-10T16:30:00Z') })
const site = { lon: 105.5072, lat: 31.5069 }
type Answer = { id?: string; code?: string; zh?: string; en?: string }
const keeper = story.as('baining')
const register = (kind: string, code: string, details: object) =>
  keeper.post<Answer>('/api/v1/objects', { kind, code, name: code, ...site, details })
for (const [kind, code, details] of [
  ['haul-firm', 'QY-1', { licence: 'JY-001' }],
  ['spoil-site', 'GD-1', { radius: 150, volume: 9_000 }],
  ['disposal-site', 'XN-1', { radius: 300 }],
  ['spoil-truck', 'ZT-1', { plate: '渝X00001', firm: 'QY-1' }],
] as const)
  assert.equal((await register(kind, code, details)).status, 200)

/** What two districts have registered before it was refused: the id of the second sorts first. */
const secondHolder = (plate: string) =>
  story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, details) select '0-other', pack, kind, 'ZT-OTHER', name, area, lon, lat,
       details || jsonb_build_object('plate', $1::text) from objects where code = 'ZT-1'`,
    [plate],
  )
const headings = ['联单号', '工地编号', '消纳场编号', '号牌', '装载量（m³）', '开出时间']
async function ticket(no: string): Promise<TicketList['rows'][number]> {
  const bytes = Buffer.from(
    writeCsv({ rows: [headings, [no, 'GD-1', 'XN-1', '渝X00001', '15', '2026-04-10 19:30']], face: plainFace }),
  )
  const ask = <T>(verb: string, more = '') =>
    story.as('chenli').post<T>(`/api/v1/ticket-sheets/${verb}?pack=spoil-truck&name=a.csv${more}`, bytes)
  const { digest } = (await ask<{ digest: string }>('look')).body
  assert.equal((await ask('take', `&digest=${digest}`)).status, 200)
  return (await story.as('chenli').get<TicketList>('/api/v1/tickets')).body.rows.find((one) => one.no === no)!
}
type Look = { registered: number; changed: number; refused: number; faults: { zh: string }[] }
const look = async (kind: string, rows: string[][]): Promise<Look> =>
  (await keeper.post<Look>(`/api/v1/object-sheets/look?kind=${kind}`, Buffer.from(writeCsv({ rows, face: plainFace })))).body
const detail = async (no: string) =>
  (await story.as('chenli').get<TicketDetail>(`/api/v1/ticket-details?pack=spoil-truck&no=${no}`)).body

describe('a number that two objects bear', () => {
  it('is nobody’s where old entries have it twice, however it is written, and the ticket says so', async () => {
    const [own] = await story.sql<{ id: string }>(`select id from objects where code = 'ZT-1'`)
    assert.equal((await ticket('LD-1')).carrier, own!.id)
    await secondHolder('渝ｘ·0000 1')
    const both = await look('spoil-truck', [
      ['编号', '车牌号', '核定载质量'],
      ['ZT-1', '渝X00001', '16'],
      ['ZT-OTHER', '渝ｘ·0000 1', '18'],
    ])
    assert.deepEqual([both.refused, both.changed], [0, 2], 'what stands twice can still be put right')
    assert.equal((await ticket('LD-2')).carrier, null, 'never the first one')
    const { several } = await detail('LD-2')
    assert.equal(several.length, 2)
    assert.ok(several.every((name) => name !== ''))
    assert.deepEqual((await detail('LD-1')).several, [])
    await story.sql(`delete from objects where id = '0-other'`)
    assert.equal((await ticket('LD-3')).carrier, own!.id)
  })

  it('is refused to a second one, in the form, of several at once, and by a sheet', async () => {
    const truck = { plate: ' 渝ｘ·00001', firm: 'QY-1' }
    const refused = await register('spoil-truck', 'ZT-2', truck)
    assert.equal(refused.status, 400, JSON.stringify(refused.body))
    assert.match(refused.body.zh!, /车牌号.*已登记在别的对象上（.+）/)
    assert.equal((await register('spoil-truck', 'ZT-2', { ...truck, plate: '渝X00002' })).status, 200)
    assert.equal((await register('spoil-truck', 'ZT-3', { ...truck, plate: '渝X00003' })).status, 200)
    const rows = await story.sql<{ id: string; code: string; version: number }>(
      `select id, code, version from objects where code in ('ZT-2', 'ZT-3') order by code`,
    )
    const two = rows.map(({ id, version }) => ({ id, version }))
    const both = (plate: string) =>
      keeper.post<Answer>('/api/v1/objects/change', { objects: two, change: { details: { plate } }, reason: '车管所换发号牌' })
    assert.match((await both('渝X00009')).body.zh!, /同时给了几个对象/)
    assert.match((await both('渝X00001')).body.zh!, /已登记在别的对象上/)
    const change = { version: 1, details: { plate: '渝x 00001' }, reason: '车管所换发号牌' }
    assert.match((await keeper.post<Answer>(`/api/v1/objects/${two[0]!.id}/change`, change)).body.zh!, /已登记在别的对象上/)
    const seen = await look('spoil-truck', [
      ['编号', '名称', '经度', '纬度', '车牌号'],
      ['ZT-4', '甲车', '105.5072', '31.5069', '渝X-00001'],
      ['ZT-5', '乙车', '105.5072', '31.5069', '渝X00005'],
      ['ZT-6', '丙车', '105.5072', '31.5069', '渝x00005'],
      ['ZT-2', '', '', '', '渝X 00002'],
    ])
    assert.deepEqual([seen.registered, seen.refused], [1, 2], JSON.stringify(seen))
    assert.match(seen.faults[0]!.zh, /已登记在别的对象上/)
    assert.match(seen.faults[1]!.zh, /出现两次/)
  })
})

describe('a code that differs in case alone', () => {
  it('is refused, in the form, in a change and by a sheet', async () => {
    const firm = { licence: 'JY-002' }
    const refused = await register('haul-firm', 'ｑy-1', firm)
    assert.match(refused.body.zh!, /“QY-1”只差大小写/)
    assert.equal((await register('haul-firm', 'QY-2', firm)).status, 200)
    const [own] = await story.sql<{ id: string }>(`select id from objects where code = 'QY-2'`)
    const change = (code: string) => keeper.post<Answer>(`/api/v1/objects/${own!.id}/change`, { version: 1, code })
    assert.match((await change('qy-1')).body.zh!, /只差大小写/)
    assert.equal((await change('qy-2')).status, 200, 'its own is no other')
    const seen = await look('haul-firm', [
      ['编号', '名称', '经度', '纬度'],
      ['Qy-1', '甲', '105.5072', '31.5069'],
      ['QY-7', '乙', '105.5072', '31.5069'],
      ['qy-7', '丙', '105.5072', '31.5069'],
    ])
    assert.deepEqual([seen.registered, seen.refused], [1, 2], JSON.stringify(seen))
  })
})

describe('a day of what has happened', () => {
  it('is never one to come in the city: in the form, in a change, of several at once and by a sheet', async () => {
    const ahead = /上次清掏 不能晚于今天（2026-04-11）/
    const tank = (code: string, day: string) => register('septic-tank', code, { 'last-dredge': day })
    assert.match((await tank('HF-1', '2026-04-12')).body.zh!, ahead)
    assert.equal((await tank('HF-1', '2026-04-11')).status, 200, 'today in the city, whatever the day in UTC')
    const [own] = await story.sql<{ id: string }>(`select id from objects where code = 'HF-1'`)
    const change = { details: { 'last-dredge': '2030-01-01' } }
    const reason = '清掏公司作业单第 7 号'
    const one = await keeper.post<Answer>(`/api/v1/objects/${own!.id}/change`, { version: 1, reason, ...change })
    assert.match(one.body.zh!, ahead)
    const objects = [{ id: own!.id, version: 1 }]
    assert.match((await keeper.post<Answer>('/api/v1/objects/change', { objects, change, reason })).body.zh!, ahead)
    const seen = await look('septic-tank', [
      ['编号', '名称', '经度', '纬度', '上次清掏', '变更原因'],
      ['HF-1', '', '', '', '2030/1/1', reason],
      ['HF-2', '新池', '105.5072', '31.5069', '2026年4月12日', ''],
      ['HF-3', '新池', '105.5072', '31.5069', '2026-04-11', ''],
    ])
    assert.deepEqual([seen.registered, seen.refused], [1, 2], JSON.stringify(seen))
    assert.ok(seen.faults.every(({ zh }) => ahead.test(zh)))
  })
})
