import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CockpitEvent, CockpitView, LeaderView } from '../../../contract/cockpit.ts'
import { figuresAreRows, rowsBehind } from '../../../test/figure-rows.ts'
import { goRed, leadOrder } from '../../../test/scenario/septic.ts'
import { type Story, startStory } from '../../../test/story.ts'

const wall = async (story: Story, account: string, query = ''): Promise<CockpitView> =>
  (await story.as(account).get<CockpitView>(`/api/v1/cockpit${query}`)).body
const sign = (view: CockpitView, id: string) => view.vital.find((one) => one.id === id)

describe('the wall', () => {
  it('follows an event: open, unaccepted, accepted in time, and its district', async (test) => {
    const story = await startStory(test)
    const quiet = await wall(story, 'chenli')
    await figuresAreRows(story.as('chenli'))
    assert.deepEqual([quiet.open.n, quiet.dataAt, quiet.newest.length, quiet.area.name], [0, null, 0, '北岸区'])
    assert.equal(sign(quiet, 'devices-online')?.value, 0)
    assert.equal(sign(quiet, 'normal.septic-gas')?.reason, 'nothing-heard')
    assert.equal(sign(quiet, 'data-age')?.value, null)

    await goRed(story)
    await story.pass({ s: 30 })
    const red = await wall(story, 'chenli')
    assert.deepEqual([red.open.n, red.open.byGrade.extraordinary, red.unaccepted, red.overdue], [1, 1, { n: 1, redOrange: 1 }, 0])
    assert.deepEqual(
      red.newest.map((row) => row.grade),
      ['extraordinary'],
    )
    assert.deepEqual(
      [sign(red, 'devices-online')?.coverage, sign(red, 'alarms-urgent')?.value, sign(red, 'data-age')?.value],
      [{ n: 1, of: 20 }, 1, 30],
    )
    assert.deepEqual([sign(red, 'normal.septic-gas')?.value, sign(red, 'accepted-on-time')?.reason], [0, 'too-few'])
    await figuresAreRows(story.as('chenli'))
    const [open] = (await rowsBehind(story.as('chenli'), 'unaccepted')).rows
    assert.deepEqual([open?.id, open?.grade, open?.who?.name], [red.newest[0]?.id, 'extraordinary', '周敏'])
    assert.ok(open?.who?.calledAt && open.who.phone, 'nobody has accepted: whom it called')
    assert.equal(red.strip24h.length, 24)
    assert.equal(red.strip24h.at(-1)?.byGrade.extraordinary, 1)
    assert.equal(red.strip24h.at(-1)?.from, '2026-03-02T01:00:00.000Z')

    await story.as('zhoumin').post(`/api/v1/work-orders/${(await leadOrder(story.as('zhoumin'))).id}/accept`, {})
    const taken = await wall(story, 'chenli')
    assert.deepEqual([taken.unaccepted.n, taken.acceptedOnTime], [0, { n: 1, of: 1, hours: 24 }])
    await figuresAreRows(story.as('chenli'))
    await figuresAreRows(story.as('shenlan'))
    const [answered] = (await rowsBehind(story.as('chenli'), 'answered')).rows
    assert.match(answered?.note?.zh ?? '', /按时签收$/)
    assert.match(answered?.who?.phone ?? '', /\*{4}/, 'who accepted can be rung')
    assert.equal(answered?.who?.calledAt, null)
    assert.equal((await story.as('chenli').get('/api/v1/cockpit/rows?figure=opened-hour')).status, 400)
    const city = await wall(story, 'shenlan')
    assert.deepEqual(
      city.districts.map((area) => [area.name, area.open, area.worst, area.path]),
      [['北岸区', 1, 'extraordinary', '99/990101/']],
    )
    assert.equal((await wall(story, 'shenlan', '?area=990101')).districts.length, 2)
  })

  it('counts what lies in no district as the city’s own, and what one sees of others apart: the parts add up', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const areas = async (account: string) =>
      (await wall(story, account)).districts.flatMap(({ name, open, worst }) => (open > 0 ? [[name, open, worst]] : []))
    await story.sql(`update events set area = '99/'`)
    assert.deepEqual(await areas('shenlan'), [['市本级', 1, 'extraordinary']])
    await figuresAreRows(story.as('shenlan'))
    assert.equal((await rowsBehind(story.as('shenlan'), 'open', { part: 'own' })).rows[0]?.grade, 'extraordinary')
    await story.sql(`update events set area = '99/990101/'`)
    assert.deepEqual(await areas('shenlan'), [['北岸区', 1, 'extraordinary']], 'a district’s own is in the district')
    assert.deepEqual(await areas('chenli'), [['区县本级', 1, 'extraordinary']])
    for (const account of ['shenlan', 'chenli']) await figuresAreRows(story.as(account))
    await story.sql(`update events set area = '99/990102/'`)
    await story.sql(`update work_orders set unit = 'unit-beian'`)
    assert.deepEqual(await areas('chenli'), [['辖区外', 1, 'extraordinary']], 'a case of others its unit works on')
    await figuresAreRows(story.as('chenli'))
  })

  it('of another town shows nothing of it, and none at all outside', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const other = await wall(story, 'liangzhu')
    assert.deepEqual(
      [other.open.n, other.newest.length, other.dataAt, other.districts.map((area) => area.open)],
      [0, 0, null, [0, 0]],
    )
    await figuresAreRows(story.as('liangzhu'))
    assert.equal((await story.as('liangzhu').get('/api/v1/cockpit?area=990101001')).status, 404)
    assert.equal((await story.as('liangzhu').get('/api/v1/cockpit/rows?figure=open&area=990101001')).status, 404)
    assert.equal((await story.as('xieran').get('/api/v1/cockpit')).status, 403)
  })
})

describe('a zone of development', () => {
  it('is a row of the wall beside the divisions, and can be looked at by its code', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
    await story.sql(`update areas set operating_district = 'z-new' where path like '99/990101/990101001/%'`)
    const city = await wall(story, 'shenlan')
    assert.deepEqual(
      city.districts.map((area) => [area.code, area.path, area.open]),
      [
        ['990101', '99/990101/', 0],
        ['z-new', null, 1],
      ],
    )
    const zone = await wall(story, 'shenlan', '?area=z-new')
    assert.deepEqual([zone.open.n, zone.newest.length], [1, 1])
    await story.sql(`update areas set operating_district = 'z-new' where path like '99/990101/990101002/%'`)
    const two = await wall(story, 'shenlan', '?area=z-new')
    assert.deepEqual(
      [two.area.name, two.districts.map((area) => [area.name, area.open])],
      [
        '新区',
        [
          ['临江街道', 1],
          ['竹溪街道', 0],
        ],
      ],
    )
    assert.equal((await story.as('shenlan').get('/api/v1/cockpit?area=z-none')).status, 404)
  })
})

describe('one event on the wall', () => {
  it('shows the rungs with the running clock, who is on the way, and masked phones', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const { id } = await story.as('chenli').event()
    const called = (await story.as('chenli').get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)).body
    assert.deepEqual(
      called.plan!.steps.map((step) => step.clock?.clock ?? null),
      ['accept', null, null, null],
    )
    assert.deepEqual(called.plan!.steps[0]?.people, ['周敏'], 'who assists stands on no rung')
    assert.equal(called.crew![0]?.phase, 'called')
    const assist = (await story.as('hanqing').event()).workOrders.find(
      (one) => one.role === 'assist' && one.allowed.includes('accept'),
    )
    assert.equal((await story.as('hanqing').post(`/api/v1/work-orders/${assist!.id}/accept`, {})).status, 200)
    const assisted = (await story.as('chenli').get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)).body
    assert.deepEqual(
      [assisted.plan!.steps[0]?.answeredAt, assisted.plan!.steps[0]?.clock?.clock],
      [null, 'accept'],
      'the ladder goes on',
    )
    assert.equal(called.series![0]?.readings[0]?.points.length, 2)
    const order = (await leadOrder(story.as('zhoumin'))).id
    await story.as('zhoumin').post(`/api/v1/work-orders/${order}/accept`, {})
    await story.as('zhoumin').post(`/api/v1/work-orders/${order}/arrive`, {})
    const there = (await story.as('chenli').get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)).body
    assert.deepEqual([there.crew![0]?.phase, there.crew![0]?.name, there.plan!.steps[0]?.clock], ['on-site', '周敏', null])
    assert.ok(there.plan!.steps[0]?.answeredAt)
    for (const contact of there.phones!) assert.match(contact.phone ?? '', /\*{4}/, contact.name)
    assert.equal((await story.as('liangzhu').get(`/api/v1/cockpit/event/${id}`)).status, 404)
  })

  it('is read part by part: one that fails is missing by itself, and the case is there', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const { id } = await story.as('chenli').event()
    const missing = async () => {
      const { status, body } = await story.as('chenli').get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)
      assert.deepEqual([status, body.event.id, body.event.clock?.clock], [200, id, 'accept'])
      return (['plan', 'crew', 'phones', 'series', 'ways', 'facts'] as const).filter((part) => body[part] === null)
    }
    assert.deepEqual(await missing(), [])
    for (const [table, parts] of [
      ['call_attempts', ['plan', 'phones']],
      ['calls', ['plan', 'crew', 'phones']],
      ['dispatches', ['plan', 'ways']],
    ] as const) {
      await story.sql(`alter table ${table} rename to ${table}_away`)
      assert.deepEqual(await missing(), parts, table)
      await story.sql(`alter table ${table}_away rename to ${table}`)
    }
    assert.deepEqual(await missing(), [])
  })
})

describe('the leader’s phone', () => {
  it('has three numbers and each red case with its last fact', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const first = (await story.as('qiumingyuan').get<LeaderView>('/api/v1/leader')).body
    assert.deepEqual(
      [first.unaccepted, first.overdue, first.returned],
      [
        { n: 1, of: 1 },
        { n: 0, of: 1 },
        { waiting: 0, today: 0 },
      ],
    )
    assert.equal(first.rows[0]?.lastFact?.kind, 'work-order.asked')
    const { id } = await leadOrder(story.as('zhoumin'))
    const back = await story.as('zhoumin').post(`/api/v1/work-orders/${id}/return`, {
      reason: 'function',
      basis: '职责清单第三条',
      proposed: 'unit-beian-urban-management',
    })
    assert.equal(back.status, 200, JSON.stringify(back.body))
    const second = (await story.as('qiumingyuan').get<LeaderView>('/api/v1/leader')).body
    assert.deepEqual(second.returned, { waiting: 1, today: 1 })
    await figuresAreRows(story.as('qiumingyuan'))
    const other = (await story.as('liangzhu').get<LeaderView>('/api/v1/leader')).body
    assert.deepEqual([other.rows.length, other.unaccepted.of, other.returned.today], [0, 0, 0])
  })
})
