import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { Concern, ConcernPage, EventParts } from '../../contract/part.ts'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'
import { addDistricts, neighbours } from './districts.ts'

const night = new Date('2026-04-10T13:00:00Z')
const road = { lon: 105.5172, lat: 31.5069 }
const ditch = { lon: 106.6, lat: 29.63 }
const site = { lon: 106.51, lat: 29.503 }
const [loading, dumping] = [neighbours.loading.duty, neighbours.dumping.duty]

it('a truck loads in one district, is too fast in a second, tips in a third: one case, one lead, three parts', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: night })
  await addDistricts(story)
  const add = (kind: string, [code, name]: [string, string], place: { lon: number; lat: number }, details: object) =>
    story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, details) values (lower($1::text), 'spoil-truck', $2, $1, $3, '50/500107/', $4, $5, $6::jsonb)`,
      [code, kind, name, place.lon, place.lat, JSON.stringify(details)],
    )
  await add('haul-firm', ['QY-1', '九坡运输'], site, { licence: 'JY-001' })
  await add('spoil-site', ['GD-1', '九坡工地'], site, { radius: 150, volume: 9000 })
  await add('disposal-site', ['XN-1', '远山消纳场'], { lon: 106.4, lat: 29.5 }, { radius: 300 })
  await add('spoil-truck', ['ZT-1', '渝X00001'], site, { plate: '渝X00001', firm: 'QY-1' })
  const days = { 'valid-from': '2026-04-01', 'valid-until': '2026-04-30' }
  await add('spoil-permit', ['ZY-1', '准运证'], site, { truck: 'ZT-1', site: 'GD-1', disposal: 'XN-1', ...days })
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s, gateway)
     select 'jt-990101-1', 'zt-1', 'vehicle-terminal', 'spoil-truck', 'ZT-1', 10, (select gateway from devices where gateway is not null limit 1)`,
  )
  await story.sql(
    `insert into tickets (pack, no, from_code, to_code, plate, carrier, area, load, opened_at, told_by, received_at)
     values ('spoil-truck', 'LD-1', 'GD-1', 'XN-1', '渝X00001', 'zt-1', '50/500107/', 15, $1, 'gate', $1)`,
    [new Date(night.getTime() - 600_000)],
  )
  const drives = async (moments: number, values: { lon: number; lat: number; speed: number; load: number }) => {
    for (let n = 0; n < moments; n++) {
      assert.equal((await story.reads('jt-990101-1', values)).status, 202)
      await story.pass({ s: 10 })
    }
    await story.zhili.watchHaulage()
  }
  const concerns = async (account: string) => (await story.as(account).get<ConcernPage>('/api/v1/concerns')).body.rows
  const ways = (rows: Concern[]) =>
    rows.flatMap(({ parts }) => parts.map((p) => `${p.why} ${p.districtName} ${p.placeName} ${p.named}`))
  const waiting = async () =>
    (await story.as('chenli').get<{ rows: { id: string; type: string }[] }>('/api/v1/signals?source=sensor')).body.rows
  const told = async () =>
    (
      await story.sql<{ account: string; why: string }>(
        `select a.account, n.why from notices n join accounts a on a.person = n.person where n.kind = 'concern' order by n.made_at, a.account`,
      )
    ).map(({ account, why }) => `${account} ${why}`)
  let event = ''

  await t.test('found where it happened; opened there, the district it was loaded in and the firm’s have a part', async () => {
    await drives(5, { ...road, speed: 75, load: 90 })
    const [signal, ...more] = await waiting()
    assert.deepEqual([signal?.type, more.length], ['spoil-truck.speed', 0])
    assert.deepEqual(await concerns(loading), [], 'nobody is told before a person decided')
    event = (await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`, {})).body.event
    assert.deepEqual(ways(await concerns(loading)).toSorted(), [
      'firm 九坡区 九坡运输 渝X00001',
      'source 九坡区 九坡工地 渝X00001 LD-1',
    ])
    assert.deepEqual(await concerns(dumping), [])
    assert.deepEqual(await told(), [`${loading} part-source`], 'two reasons, one notice, to nobody else')
    assert.deepEqual(await concerns('chenli'), [], 'whoever leads has it in the list of events')
  })

  await t.test(
    'tipped in the third district on the same trip: merged into the case, graver, and that district has a part',
    async () => {
      await drives(4, { ...ditch, speed: 0, load: 0 })
      assert.equal((await waiting()).length, 0)
      assert.match(ways(await concerns(dumping)).join(), /^place 江岸区 .* 渝X00001$/)
      assert.equal(ways(await concerns(loading)).length, 2, 'the same firm and ticket are told once')
      assert.deepEqual(await told(), [`${loading} part-source`, `${dumping} part-place`])
      const { grade, state } = (await concerns(dumping))[0]!
      assert.deepEqual([grade, state], ['serious', 'handling'])
      const { lead, due, parts } = (await story.as('chenli').get<EventParts>(`/api/v1/events/${event}/parts`)).body
      assert.deepEqual([lead.name, due?.name], ['北岸区', '江岸区'], 'an illegal dump leads where it was tipped')
      assert.deepEqual(new Set(parts.map(({ districtName }) => districtName)), new Set(['北岸区', '九坡区', '江岸区']))
      const seen = (await concerns('shenlan'))[0]!
      assert.deepEqual([seen.event, seen.mayOpen, seen.parts.length], [event, true, parts.length], 'the city sees all')
    },
  )

  await t.test('a district with a part sees the head line and its own part, and nothing opens by accident', async () => {
    const { no } = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body
    for (const account of [loading, dumping]) {
      const as = story.as(account)
      const own = (await as.get<Concern>(`/api/v1/concerns/${event}`)).body
      assert.deepEqual([own.no, own.lead, own.mayOpen, 'title' in own], [no, '北岸区', false, false])
      const other = account === loading ? '江岸区' : '九坡区'
      assert.ok(!JSON.stringify(own).includes(other), 'of other parts nothing')
      for (const path of ['', '/parts', '/case-file']) assert.equal((await as.get(`/api/v1/events/${event}${path}`)).status, 404)
      for (const list of ['events', 'events?view=all', `search?q=${no}`, 'events?q=渝X00001'])
        assert.ok(!JSON.stringify((await as.get(`/api/v1/${list}`)).body).includes(event), `${account} ${list}`)
    }
    assert.equal((await story.as('suhe').get(`/api/v1/concerns/${event}`)).status, 404)
  })

  await t.test('the city has ruled that it stays where it is: nobody is named to hand it to any more', async () => {
    const of = async () => (await story.as('chenli').get<EventParts>(`/api/v1/events/${event}/parts`)).body
    const asked = await story.as('chenli').post<{ id: string; version: number }>(`/api/v1/events/${event}/lead-requests`, {
      ...{ to: neighbours.dumping.code, reason: '倾倒在江岸区', evidence: '卸空的定位点在江岸区' },
    })
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    const act = (account: string, verb: string, body: object) =>
      story.as(account).post<{ state: string; version: number }>(`/api/v1/lead-requests/${asked.body.id}/${verb}`, body)
    const refused = await act(dumping, 'refuse', { version: asked.body.version, reason: '发现在北岸区' })
    assert.equal((await of()).due?.name, '江岸区', 'until the city has spoken the hint stands')
    const ruled = await act('shenlan', 'rule', { version: refused.body.version, to: '990101', reason: '由发现地主责' })
    assert.equal(ruled.body.state, 'stays', JSON.stringify(ruled.body))
    const { lead, due } = await of()
    assert.deepEqual([lead.name, due], ['北岸区', null])
  })

  await t.test(
    'handed over by the city: raised with a reason, handed down to the district it was tipped in; who led goes on beside it',
    async () => {
      const acts = (account: string, verb: string, body: object) =>
        story.as(account).post(`/api/v1/events/${event}/${verb}`, body)
      assert.equal((await acts('chenli', 'raise', { reason: '倾倒在江岸区' })).status, 200)
      assert.equal((await acts('shenlan', 'hand-down', { reason: '由倾倒地主责', to: 'unit-500105' })).status, 200)
      const { lead, due } = (await story.as(dumping).get<EventParts>(`/api/v1/events/${event}/parts`)).body
      assert.deepEqual([lead.name, due], ['江岸区', null], 'whoever leads sees the case')
      assert.equal((await concerns(loading))[0]?.lead, '江岸区')
      const orders = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body.workOrders
      const open = orders.filter((one) => one.role === 'lead' && one.state === 'asked')
      assert.deepEqual(
        open.map(({ unitName }) => unitName),
        ['江岸区治理中心'],
      )
    },
  )

  await t.test('split off again by whoever leads, its part goes with it', async () => {
    const { mergedSignals } = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body
    assert.equal(mergedSignals.length, 1)
    const split = await story.as('chenli').post(`/api/v1/signals/${mergedSignals[0]!.id}/split`, { reason: '不是同一趟' })
    assert.equal(split.status, 200, JSON.stringify(split.body))
    assert.deepEqual(await concerns(dumping), [])
    assert.equal(ways(await concerns(loading)).length, 2)
  })
  await story.acknowledge()
  await story.end()
})
