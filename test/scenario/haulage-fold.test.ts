import assert from 'node:assert/strict'
import { it } from 'node:test'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'

const night = new Date('2026-04-10T13:00:00Z')
const site = { lon: 105.5072, lat: 31.5069 }
const road = { lon: 105.5172, lat: 31.5069, speed: 40, load: 90 }

it('findings beyond the hourly budget of a check and district come as one notice', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: night })
  const register = async (kind: string, code: string, details: object) =>
    assert.equal((await story.as('baining').post('/api/v1/objects', { kind, code, name: code, ...site, details })).status, 200)
  await register('haul-firm', 'QY-1', { licence: 'JY-001' })
  await register('spoil-site', 'GD-1', { radius: 150, volume: 9_000 })
  await register('disposal-site', 'XN-1', { radius: 300 })
  for (const n of [1, 2]) await register('spoil-truck', `ZT-${n}`, { plate: `渝X0000${n}`, firm: 'QY-1' })
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s, gateway)
     select 'jt-990101-' || right(o.code, 1), o.id, 'vehicle-terminal', 'spoil-truck', o.code, 10, (select gateway from devices where gateway is not null limit 1)
     from objects o where o.kind = 'spoil-truck'`,
  )
  type Row = { id: string; type: string; title: string; content: string; object: unknown }
  const inbox = async (type: string) =>
    (await story.as('chenli').get<{ rows: Row[] }>('/api/v1/signals?source=sensor&limit=100')).body.rows.filter(
      (row) => row.type === `spoil-truck.${type}`,
    )
  const drive = async (minutes: number) => {
    for (let n = 0; n < minutes * 6; n++) {
      for (const truck of [1, 2]) assert.equal((await story.reads(`jt-990101-${truck}`, road)).status, 202)
      await story.pass({ s: 10 })
    }
    await story.zhili.watchHaulage()
  }

  await t.test('a district that entered no permits gets one notice, not one for each truck', async () => {
    await drive(4)
    const [notice, ...more] = await inbox('no-permit')
    assert.equal(more.length, 0)
    assert.match(notice!.title, /无有效准运证运输：多条合为一条$/)
    assert.match(notice!.content, /没有一张准运证.*已记录 2 条，最近 04-10 21:0\d，涉及 .*ZT-1/)
    assert.match((await inbox('no-ticket'))[0]!.content, /没有上报过一张电子联单.*已记录 2 条/)
    assert.equal((await story.sql('select 1 from haul_findings')).length, 4, 'nothing that was found is lost')
  })

  await t.test('beyond the budget one notice counts on, also in the next hour, until somebody decides it', async () => {
    const { secret, id } = (
      await story
        .as('nijie')
        .post<{ secret: string; id: string }>('/api/v1/admin/keys', { name: '门口', kind: 'system', unit: 'unit-linjiang' })
    ).body
    const gate = async (from: number, to: number) => {
      const openedAt = new Date(story.now().getTime() - 5 * 3_600_000).toISOString()
      const more = { from: 'GD-1', to: 'XN-1', plate: '渝X00001', load: 1, openedAt }
      const tickets = Array.from({ length: to - from }, (_, n) => ({ no: `LD-${from + n}`, ...more }))
      const headers = { authorization: `Bearer ${id}.${secret}` }
      assert.equal((await story.public('POST', '/api/v1/tickets', { pack: 'spoil-truck', tickets }, headers)).status, 200)
      await story.zhili.watchHaulage()
      return inbox('open-ticket')
    }
    const first = await gate(0, 30)
    assert.equal(first.length, truckPack.haulage!.budget + 1)
    const notice = first.find(({ title }) => title.endsWith('多条合为一条'))!
    assert.match(notice.content, /达到每区每项每小时 20 条的预算.*已记录 10 条/)
    await story.pass({ h: 1, m: 1 })
    const second = await gate(30, 35)
    assert.equal(second.length, first.length)
    assert.match(second.find((row) => row.id === notice.id)!.content, /已记录 15 条/)
    const declined = await story.as('chenli').post(`/api/v1/signals/${notice.id}/reject`, { reason: '已转城管约谈' })
    assert.equal(declined.status, 200, JSON.stringify(declined.body))
    // Decided, and more than an hour old: the next ones come before people again.
    assert.equal((await gate(35, 36)).filter(({ title }) => !title.endsWith('多条合为一条')).length, 21)
  })
  await story.acknowledge()
  await story.end()
})
