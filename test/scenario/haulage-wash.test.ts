import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { TicketDetail } from '../../contract/ticket.ts'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'

const night = new Date('2026-04-10T13:00:00Z')
const site = { lon: 105.5072, lat: 31.5069 }

it('a truck its gate saw leave without a wash comes before a person once; a gate that does not tell finds nothing', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: night })
  const register = async (kind: string, code: string, details: object) =>
    assert.equal((await story.as('baining').post('/api/v1/objects', { kind, code, name: code, ...site, details })).status, 200)
  await register('haul-firm', 'QY-1', { licence: 'JY-001' })
  await register('spoil-site', '临江工地', { radius: 150, volume: 9_000 })
  await register('disposal-site', 'XN-1', { radius: 300 })
  await register('spoil-truck', 'ZT-1', { plate: '渝X00001', firm: 'QY-1' })
  const { secret, id } = (
    await story
      .as('nijie')
      .post<{ secret: string; id: string }>('/api/v1/admin/keys', { name: '门口', kind: 'system', unit: 'unit-linjiang' })
  ).body
  const gate = async (no: string, more: object, hoursAgo = 0) => {
    const openedAt = new Date(night.getTime() - hoursAgo * 3_600_000).toISOString()
    const ticket = { no, from: '临江工地', to: 'XN-1', plate: '渝X00001', load: 15, openedAt, ...more }
    const headers = { authorization: `Bearer ${id}.${secret}` }
    const answer = await story.public('POST', '/api/v1/tickets', { pack: 'spoil-truck', tickets: [ticket] }, headers)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body as { opened: number; righted: number; unchanged: number }
  }
  type Row = { id: string; type: string; title: string; content: string; grade: string }
  const inbox = async (): Promise<Row[]> => {
    await story.zhili.watchHaulage()
    return (await story.as('chenli').get<{ rows: Row[] }>('/api/v1/signals?source=sensor&limit=100')).body.rows
  }
  const detail = async (no: string) =>
    (await story.as('chenli').get<TicketDetail>(`/api/v1/ticket-details?pack=spoil-truck&no=${no}`)).body

  await gate('LD-1', { washed: true })
  await gate('LD-2', {})
  const closedAt = new Date(night.getTime() - 24.5 * 3_600_000).toISOString()
  await gate('LD-3', { washed: false, closedAt, closedLoad: 15 }, 25)
  assert.deepEqual(await inbox(), [], 'washed, not told, and of more than a day ago')

  await gate('LD-4', { washed: false }, 1)
  await inbox()
  const [found, ...more] = await inbox()
  assert.deepEqual([found?.type, found?.grade, more.length], ['spoil-truck.unwashed', 'ordinary', 0])
  assert.deepEqual([found?.title, found?.content], ['ZT-1 未冲洗出场', '04-10 20:00 出场，联单 LD-4，临江工地，门口未见冲洗'])
  const one = await detail('LD-4')
  assert.deepEqual([one.ticket.washed, one.checks.map(({ type }) => type)], [false, ['spoil-truck.unwashed']])
  assert.deepEqual([(await detail('LD-2')).ticket.washed, (await detail('LD-2')).checks], [null, []])

  await t.test('a ticket nobody closed is found though its site has ended since', async () => {
    await register('spoil-site', '完工工地', { radius: 150 })
    await gate('LD-E', { from: '完工工地' }, 5)
    const [{ id: site_ } = { id: '' }] = await story.sql<{ id: string }>(`select id from objects where code = '完工工地'`)
    const ended = await story.as('baining').post(`/api/v1/objects/${site_}/end`, { version: 1, reason: '工地已完工' })
    assert.equal(ended.status, 200, JSON.stringify(ended.body))
    const late = (await inbox()).filter(({ type }) => type === 'spoil-truck.open-ticket')
    assert.deepEqual(
      late.map(({ content }) => content.includes('LD-E')),
      [true],
    )
  })

  assert.equal((await gate('LD-1', {})).unchanged, 1)
  assert.equal((await detail('LD-1')).ticket.washed, true, 'what is left out stays as it was told')

  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${found!.id}/open`, {})
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  const orders = await story.sql<{ domain: string; role: string }>(
    'select u.domain, w.role from work_orders w join units u on u.id = w.unit where w.event = $1 order by w.role desc, u.domain',
    [opened.body.event],
  )
  assert.deepEqual(
    orders.map(({ domain, role }) => `${role} ${domain}`),
    ['lead urban-management', 'assist housing'],
  )

  await t.test(
    'one whose own places say it stood at the wash comes before nobody, is there to be looked at, and ends by itself',
    async () => {
      const gatePlace = { lon: 105.5072, lat: 31.508 }
      await register('spoil-site', '东山工地', { radius: 150, volume: 9_000, gate: '105.5072,31.508' })
      await story.sql(
        `insert into devices (id, object, kind, pack, name, interval_s, gateway)
       select 'jt-990101-1', id, 'vehicle-terminal', 'spoil-truck', code, 10, 'gw-990101' from objects where kind = 'spoil-truck'`,
      )
      const drives = async (moments: number, values: object) => {
        for (let n = 0; n < moments; n++) {
          await story.reads('jt-990101-1', { ...site, load: 100, ...values })
          await story.pass({ s: 10 })
        }
      }
      const leaves = (no: string) => gate(no, { from: '东山工地', washed: false, openedAt: story.now().toISOString() })
      await drives(2, { speed: 0 })
      await drives(1, { speed: 15, lat: 31.5075 })
      await drives(9, { ...gatePlace, speed: 0 })
      await leaves('LD-5')
      await drives(7, { speed: 30, lat: 31.6 })
      await drives(33, { speed: 30, lat: 31.6, load: 0 })
      await drives(2, { speed: 0 })
      await drives(3, { ...gatePlace, speed: 0 })
      await leaves('LD-6')
      const waiting = await inbox()
      const [stood] = await story.sql<{ id: string; state: string; content: string; sampled: string | null }>(
        `select s.id, s.state, s.content, f.evidence ->> 'sampled' as sampled from signals s join haul_findings f on f.id = s.id where f.key = 'wash:LD-5'`,
      )
      assert.match(stood!.content, /门口未见冲洗，定位显示在冲洗点停留 80 秒/)
      // One in twenty comes before a person all the same, by its own number.
      assert.equal(stood!.state, stood!.sampled === 'true' ? 'waiting' : 'snoozed')
      assert.ok(
        waiting.some(({ content }) => content.includes('LD-6') && !content.includes('停留')),
        'at the barrier for twenty seconds only',
      )
      if (stood!.sampled === 'true') return
      type Put = { rows: { id: string; ends: boolean }[] }
      const { rows } = (await story.as('chenli').get<Put>('/api/v1/signals?view=snoozed&limit=100')).body
      assert.deepEqual(
        rows.filter(({ id }) => id === stood!.id).map(({ ends }) => ends),
        [true],
      )
      await story.pass({ h: 24, m: 1 })
      assert.deepEqual(await story.sql('select state, reason from signals where id = $1', [stood!.id]), [
        { state: 'gone', reason: 'stood-at-wash' },
      ])
    },
  )
  await story.acknowledge()
  await story.end()
})
