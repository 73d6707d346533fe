import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CatalogueDone, CatalogueView } from '../../contract/catalogue.ts'
import type { EventDetail } from '../../contract/event.ts'
import type { Problem } from '../../contract/problem.ts'
import { plainFace, writeCsv } from '../../protocols/sheet/csv.ts'
import { type Story, startStory } from '../story.ts'

const rows = [
  ['某市立案、处置和结案标准（事件）', '', '', '', '', '', '', '', ''],
  ['大类代码', '大类名称', '小类代码', '小类名称', '处置单位', '主管部门', '立案条件', '结案条件', '处置时限'],
  ['01', '市容环境', '11', '积存垃圾渣土', '环卫所', '城管局', '占压道路，影响通行', '清理完毕', '2紧急工作时'],
  ['', '', '', '', '', '', '1 立方米以下', '清理完毕', '2工作日'],
  ['04', '街面秩序', '99', '占道洗车', '执法队', '城管局', '占道\n洗车', '"恢复"原状', '制止4工作时；处罚7工作日'],
  ['', '', '98', '绿化弃料', '园林所', '园林局', '种植季节', '清理', '种植季节工作日'],
]
const csv = Buffer.from(writeCsv({ rows, face: { ...plainFace, newline: '\n' } }))
const said = { type: 'city.garbage', title: '渣土占压道路', lon: 105.5072, lat: 31.5069 }

const admin = (story: Story) => story.as('zouhaining')
const take = (story: Story, data: Buffer, name = '事件.csv') =>
  admin(story).post<CatalogueDone & Problem>('/api/v1/admin/catalogue', { name, data: data.toString('base64') })
const view = async (story: Story, query = ''): Promise<CatalogueView> =>
  (await story.as('chenli').get<CatalogueView>(`/api/v1/catalogue${query}`)).body
async function bytesOf(story: Story, path: string): Promise<Buffer> {
  const answer = await admin(story).get(`/api/v1/admin/${path}`)
  assert.equal(answer.status, 200)
  return answer.bytes
}

/** A case opened by a condition of the catalogue. */
async function openBy(story: Story, condition: { version: number; id: string }) {
  const { body } = await story.as('chenli').post<{ signal: string }>('/api/v1/signals', said)
  return story.as('chenli').post<{ event: string } & Problem>(`/api/v1/signals/${body.signal}/open`, { condition })
}
const leadOf = async (story: Story, event: string) =>
  (
    await story.sql<{ accept_by: Date; finish_by: Date }>(
      `select accept_by, finish_by from work_orders where event = $1 and role = 'lead'`,
      [event],
    )
  )[0]!

describe('the event catalogue', () => {
  it('comes in from a sheet and goes out again byte by byte, also by way of a workbook', async (t) => {
    const story = await startStory(t)
    assert.equal((await view(story)).version, 0)
    assert.deepEqual((await take(story, csv)).body, { version: 1, changed: true, conditions: 4, unread: 1 })
    assert.deepEqual((await take(story, csv)).body, { version: 1, changed: false, conditions: 4, unread: 1 })
    const first = await view(story)
    assert.deepEqual(first.counts.event, { majors: 2, classes: 3, local: 2, conditions: 4, unread: 1 })
    assert.deepEqual(
      first.rows.map(({ id, name, unit, milestones }) => [id, name, unit, milestones.at(-1)?.limit]),
      [
        ['E0111-1', '积存垃圾渣土', '环卫所', '2uh'],
        ['E0111-2', '积存垃圾渣土', '环卫所', '2wd'],
        ['E0499-1', '占道洗车', '执法队', '7wd'],
        ['E0498-1', '绿化弃料', '园林所', undefined],
      ],
    )
    assert.deepEqual(await bytesOf(story, 'catalogue.csv'), csv)
    const book = await bytesOf(story, 'catalogue.xlsx')
    assert.equal((await take(story, book, '事件.xlsx')).body.version, 2)
    assert.deepEqual((await view(story)).rows, first.rows)
    assert.deepEqual(await bytesOf(story, 'catalogue.xlsx'), book)
    assert.equal((await admin(story).get('/api/v1/admin/catalogue.csv?kind=component')).status, 404)
    await story.end()
  })

  it('keeps what it could not parse for a person, who settles it once', async (t) => {
    const story = await startStory(t)
    await take(story, csv)
    const queue = await view(story, '?unread=true')
    assert.deepEqual(
      queue.rows.map(({ id, written }) => [id, written]),
      [['E0498-1', '种植季节工作日']],
    )
    const settle = (body: object) => admin(story).post<CatalogueDone>('/api/v1/admin/catalogue/conditions/E0498-1/limit', body)
    assert.equal((await settle({ version: 1, limit: '种植季节' })).status, 400)
    assert.deepEqual((await settle({ version: 1, limit: '15wd' })).body, { version: 2, changed: true, conditions: 4, unread: 0 })
    assert.equal((await settle({ version: 1, limit: null })).status, 409)
    const [row] = (await view(story, '?q=绿化')).rows
    assert.deepEqual([row?.limit, row?.written, row?.milestones], ['set', '种植季节工作日', [{ name: null, limit: '15wd' }]])
    // What was settled goes out with the sheet and comes in again.
    assert.equal((await take(story, await bytesOf(story, 'catalogue.csv'))).body.unread, 0)
    const made = await admin(story).post<CatalogueDone>('/api/v1/admin/catalogue/classes', {
      ...{ version: 2, kind: 'event', major: '04', name: '共享单车', text: '乱停放', limit: '2wh' },
    })
    assert.equal(made.body.version, 3, JSON.stringify(made.body))
    assert.equal((await view(story, '?q=共享')).rows[0]?.code, '0497')
    await story.end()
  })

  it('refuses what is no catalogue, with the line that is wrong, and whoever may not change it', async (t) => {
    const story = await startStory(t)
    const twice = Buffer.from(writeCsv({ rows: [...rows, rows[2]!], face: plainFace }))
    const refused = await take(story, twice)
    assert.equal(refused.status, 400)
    assert.match(refused.body.zh, /第 7 行的小类重复：“0111 积存垃圾渣土”/)
    assert.match(refused.body.en, /line 7/)
    for (const bytes of ['PK\x03\x04', 'a,b\n1,2\n', '"', ''])
      assert.equal((await take(story, Buffer.from(bytes))).status, 400, bytes)
    assert.equal(
      (await story.as('chenli').post('/api/v1/admin/catalogue', { name: 'x', data: csv.toString('base64') })).status,
      403,
    )
    assert.equal((await view(story)).version, 0)
    await story.end()
  })

  it('gives a case opened by a condition its limit, by its own clock, and its closing rule', async (t) => {
    const story = await startStory(t, { at: new Date('2026-03-06T09:45:00Z') }) // Friday 17:45
    await take(story, csv)
    const urgent = await openBy(story, { version: 1, id: 'E0111-1' })
    assert.equal(urgent.status, 200, JSON.stringify(urgent.body))
    const lead = await leadOf(story, urgent.body.event)
    // Two urgent hours run through the evening, and so does the plan's half hour to accept.
    assert.deepEqual(
      [lead.finish_by.toISOString(), lead.accept_by.toISOString()],
      ['2026-03-06T11:45:00.000Z', '2026-03-06T10:15:00.000Z'],
    )
    const { openedBy } = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${urgent.body.event}`)).body
    assert.deepEqual([openedBy?.text, openedBy?.close, openedBy?.version], ['占压道路，影响通行', '清理完毕', 1])
    // Two working days of 480 minutes from 17:45 on a Friday: Tuesday 17:45. Of milestones the last counts.
    const slow = await openBy(story, { version: 1, id: 'E0111-2' })
    assert.equal((await leadOf(story, slow.body.event)).finish_by.toISOString(), '2026-03-10T09:45:00.000Z')
    const last = await openBy(story, { version: 1, id: 'E0499-1' })
    assert.equal((await leadOf(story, last.body.event)).finish_by.toISOString(), '2026-03-17T09:45:00.000Z')
    // The day of the beginning does not count: counted from Saturday on, it ends with the last hour of Monday.
    const settled = await admin(story).post<CatalogueDone>('/api/v1/admin/catalogue/classes', {
      ...{ version: 1, kind: 'event', major: '04', name: '次日', text: '次日起算的', limit: '1wd-next' },
    })
    const next = await openBy(story, { version: settled.body.version, id: 'E0497-1' })
    assert.equal((await leadOf(story, next.body.event)).finish_by.toISOString(), '2026-03-09T10:00:00.000Z')
    assert.match((await bytesOf(story, 'catalogue.csv')).toString(), /1工作日（次日起算）/)
    // A limit that waits for a person leaves the plan's own.
    const open = await openBy(story, { version: 2, id: 'E0498-1' })
    assert.equal((await leadOf(story, open.body.event)).finish_by.toISOString(), '2026-03-13T09:45:00.000Z')
    assert.equal((await openBy(story, { version: 1, id: 'E0111-1' })).status, 409)
    assert.equal((await openBy(story, { version: 2, id: 'E0777-1' })).status, 400)
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })

  it('gives no hours back for a first day that did not count when the notice of the year makes it free', async (t) => {
    const story = await startStory(t, { at: new Date('2026-12-31T02:00:00Z') }) // Thursday 10:00
    await take(story, Buffer.from(csv.toString().replace('2工作日', '1工作日（次日起算）')))
    const { body } = await openBy(story, { version: 1, id: 'E0111-2' })
    const monday = '2027-01-04T10:00:00.000Z'
    assert.equal((await leadOf(story, body.event)).finish_by.toISOString(), monday)
    const days = [
      { name: '元旦', date: '2026-12-31', isOffDay: true },
      { name: '元旦', date: '2027-01-01', isOffDay: true },
    ]
    const text = JSON.stringify({ year: 2027, papers: [], days })
    assert.equal((await admin(story).post('/api/v1/admin/calendar/notice', { text, source: 'x' })).status, 200)
    assert.equal((await leadOf(story, body.event)).finish_by.toISOString(), monday)
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })
})
