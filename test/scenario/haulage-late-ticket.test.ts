import assert from 'node:assert/strict'
import { it } from 'node:test'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'

const night = new Date('2026-04-10T13:00:00Z')
const at = { site: { lon: 105.5072, lat: 31.5069 }, tip: { lon: 105.5272, lat: 31.5069 }, road: { lon: 105.5172, lat: 31.5069 } }

it('a ticket its gate told late takes what was found for want of it from people, and tells the case of a person who decided', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: night })
  const made = async (kind: string, code: string, place: { lon: number; lat: number }, details: object) =>
    assert.equal((await story.as('baining').post('/api/v1/objects', { kind, code, name: code, ...place, details })).status, 200)
  await made('haul-firm', 'QY-1', at.site, { licence: 'JY-001' })
  await made('spoil-site', 'GD-1', at.site, { radius: 150, volume: 9_000 })
  await made('disposal-site', 'XN-1', at.tip, { radius: 300 })
  const valid = { 'valid-from': '2026-04-01', 'valid-until': '2026-04-30', 'hours-from': '20:00', 'hours-to': '06:00' }
  const trucks = ['1', '2', '3'] as const
  for (const n of trucks) {
    await made('spoil-truck', `ZT-${n}`, at.site, { plate: `渝X0000${n}`, firm: 'QY-1' })
    await made('spoil-permit', `ZY-${n}`, at.site, { truck: `ZT-${n}`, firm: 'QY-1', site: 'GD-1', disposal: 'XN-1', ...valid })
  }
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s, gateway)
     select 'jt-990101-' || right(code, 1), id, 'vehicle-terminal', 'spoil-truck', code, 10, 'gw-990101' from objects where kind = 'spoil-truck'`,
  )
  const { secret, id: key } = (
    await story
      .as('nijie')
      .post<{ secret: string; id: string }>('/api/v1/admin/keys', { name: '门口', kind: 'system', unit: 'unit-linjiang' })
  ).body
  const gate = async (no: string, truck: string, openedAt: Date, more: object = {}) => {
    const ticket = { no, from: 'GD-1', to: 'XN-1', plate: `渝X0000${truck}`, load: 15, openedAt: openedAt.toISOString(), ...more }
    const headers = { authorization: `Bearer ${key}.${secret}` }
    const answer = await story.public('POST', '/api/v1/tickets', { pack: 'spoil-truck', tickets: [ticket] }, headers)
    const { opened, closed } = answer.body as { opened: number; closed: number }
    assert.equal(opened + closed, 1, JSON.stringify(answer.body))
  }
  const signals = async (): Promise<string[]> =>
    (
      await story.sql<{ code: string; state: string }>(
        `select o.code, s.state from signals s join objects o on o.id = s.object where s.type = 'spoil-truck.no-ticket' order by o.code`,
      )
    ).map(({ code, state }) => `${code} ${state}`)

  // A ticket of yesterday, closed long ago, is none of tonight's: the district does have tickets, so each finding comes before a person by itself.
  const closedAt = new Date(night.getTime() - 86_000_000).toISOString()
  await gate('LD-0', '3', new Date(night.getTime() - 90_000_000), { closedAt, closedLoad: 15 })
  const left = story.now()
  for (let n = 0; n < 24; n++) {
    for (const truck of trucks) await story.reads(`jt-990101-${truck}`, { ...at.road, speed: 40, load: 90 })
    await story.pass({ s: 10 })
  }
  await story.zhili.watchHaulage()
  assert.deepEqual(await signals(), ['ZT-1 snoozed', 'ZT-2 snoozed', 'ZT-3 snoozed'], 'put off, and still to be seen')
  const [second] = await story.sql<{ id: string }>(
    `select s.id from signals s join objects o on o.id = s.object where o.code = 'ZT-2' and s.type = 'spoil-truck.no-ticket'`,
  )
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${second!.id}/open`, {})
  assert.equal(opened.status, 200, JSON.stringify(opened.body))

  await story.pass({ m: 40 })
  // The gate is back: two tickets it wrote before they left, and one of a load that begins only now.
  await gate('LD-1', '1', left)
  await gate('LD-2', '2', left)
  await gate('LD-3', '3', story.now())
  assert.deepEqual(await signals(), ['ZT-1 gone', 'ZT-2 opened', 'ZT-3 snoozed'])
  const [gone] = await story.facts('signal.gone')
  assert.equal(gone?.body.ticket, 'LD-1')
  const [came] = await story.facts('event.ticket-came')
  assert.deepEqual([came?.subject, came?.body.ticket], [opened.body.event, 'LD-2'])
  await story.pass({ m: 6 })
  assert.deepEqual(await signals(), ['ZT-1 gone', 'ZT-2 opened', 'ZT-3 waiting'], 'three quarters of an hour are over')
  await story.acknowledge()
  await story.end()
})
