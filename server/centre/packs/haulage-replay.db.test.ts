import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Backtest } from '../../../contract/backtest.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { tune } from '../../../test/scenario/pack-steps.ts'
import { startStory } from '../../../test/story.ts'

const own = '99/990101/'
const night = new Date('2026-04-10T13:00:00Z')
const at = { site: { lon: 105.5072, lat: 31.5069 }, road: { lon: 105.5172, lat: 31.5069 }, tip: { lon: 105.5272, lat: 31.5069 } }

it('a district tries the limits of its trucks on their recorded drives', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: night })
  const district = story.as('chenli')
  const made = async (kind: string, code: string, place: { lon: number; lat: number }, details: object): Promise<void> => {
    const { status, body } = await story.as('baining').post('/api/v1/objects', { kind, code, name: code, ...place, details })
    assert.equal(status, 200, JSON.stringify(body))
  }
  await made('haul-firm', 'QY-1', at.site, { licence: 'JY-001' })
  await made('spoil-site', 'GD-1', at.site, { radius: 150, volume: 30, 'valid-until': '2026-05-01' })
  await made('disposal-site', 'XN-1', at.tip, { radius: 300 })
  for (const n of [1, 2]) await made('spoil-truck', `ZT-${n}`, at.site, { plate: `渝X0000${n}`, firm: 'QY-1' })
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s, gateway)
     select 'jt-990101-' || right(code, 1), id, 'vehicle-terminal', 'spoil-truck', code, 10, 'gw-990101' from objects where kind = 'spoil-truck'`,
  )
  await story.sql(
    `insert into tickets (pack, no, from_code, to_code, plate, carrier, load, area, opened_at, told_by, received_at)
     select 'spoil-truck', 'LD-' || right(code, 1), 'GD-1', 'XN-1', 'x', id, 17, area, $1, 'gate', $1 from objects where kind = 'spoil-truck'`,
    [night],
  )
  const drives = async (code: string, moments: number, values: object) => {
    for (let n = 0; n < moments; n++) {
      await story.reads(`jt-990101-${code}`, { ...at.road, ...values })
      await story.pass({ s: 10 })
    }
    await story.zhili.watchHaulage()
  }
  // Over 66 km/h for twenty seconds and for fifty; a load tipped away from the disposal site; both tickets four hours late; 34 of 30 m³.
  await drives('1', 3, { speed: 70, load: 0 })
  await drives('2', 6, { speed: 70, load: 0 })
  await drives('2', 1, { speed: 20, load: 0 })
  await drives('2', 2, { speed: 40, load: 90 })
  await drives('2', 4, { speed: 0, load: 0 })
  await story.pass({ h: 4, m: 1 })
  await story.zhili.watchHaulage()
  const recorded = await story.sql<{ check_id: string; n: number }>(
    'select check_id, count(*)::int as n from haul_findings group by 1 order by 1',
  )
  assert.deepEqual(
    recorded.map(({ check_id, n }) => `${check_id} ${n}`),
    ['dump 1', 'open-ticket 2', 'speed 1', 'volume 1'],
  )

  const ask = async (settings: object, days = 1) => {
    const { body, status } = await district.post<{ id: string }>('/api/v1/backtests', {
      ...{ kind: 'settings', pack: 'spoil-truck', area: own, settings, days },
    })
    assert.equal(status, 200, JSON.stringify(body))
    await story.zhili.backtests.idle()
    return (await district.get<Backtest>(`/api/v1/backtests/${body.id}`)).body
  }
  const wish = (settings: object, more: object) =>
    district.post<{ code?: string }>('/api/v1/packs/spoil-truck/setting-requests', {
      area: own,
      settings,
      reason: '本区路况',
      ...more,
    })
  const linesOf = ({ result }: Backtest) =>
    result!.haulage!.checks.flatMap(({ check, live, tried }) => (live + tried > 0 ? [`${check} ${live} ${tried}`] : []))

  const shorter = { 'speed-hold': '10s', 'ticket-within': '5h' }
  const tried = await ask(shorter)
  await t.test('what is in force finds again exactly what the running watch found', () => {
    assert.equal(tried.state, 'done', tried.error ?? '')
    const live = tried.result!.haulage!.checks.flatMap(({ check, live }) => (live > 0 ? [`${check} ${live}`] : []))
    assert.deepEqual(
      live.toSorted(),
      recorded.map(({ check_id, n }) => `${check_id} ${n}`),
    )
  })

  await t.test('what is tried finds more and less, each said with an example that can be opened', () => {
    assert.deepEqual(linesOf(tried).toSorted(), ['dump 1 1', 'open-ticket 2 0', 'speed 1 2', 'volume 1 1'])
    const { examples, carriers, daysTold, tickets, sites, told } = tried.result!.haulage!
    assert.deepEqual([carriers, daysTold, tickets, sites, told], [2, 1, 2, 1, 16])
    const said = examples.map(({ what, check, label }) => `${what} ${check} ${label}`)
    assert.deepEqual(said.toSorted(), ['gone open-ticket GD-1', 'gone open-ticket GD-1', 'new speed ZT-1'])
    assert.ok(examples.every(({ object }) => object))
    assert.deepEqual(tried.result!.played, ['haulage'], 'no rule is played where none is tried')
  })

  await t.test('a limit nobody reaches drops what a person found to be real, and says so', async () => {
    const [speed] = await story.sql<{ id: string }>("select id from haul_findings where check_id = 'speed'")
    assert.equal((await district.post(`/api/v1/signals/${speed!.id}/open`, {})).status, 200)
    await story.sql("update events set state = 'closed', closed_at = $1 where id = (select event from signals where id = $2)", [
      story.now(),
      speed!.id,
    ])
    const { result } = await ask({ 'speed-limit': 80 })
    const line = result!.haulage!.checks.find(({ check }) => check === 'speed')!
    assert.deepEqual([line.live, line.tried, line.dropped, line.droppedReal, line.droppedFalse], [1, 0, 1, 1, 0])
    const [example] = result!.haulage!.examples
    assert.deepEqual([example?.verdict, example?.evidence.limit, typeof example?.event?.no], ['real', 60, 'string'])
  })

  await t.test('a check’s setting is changed with its replay, or said to be changed without', async () => {
    assert.equal((await wish(shorter, {})).body.code, 'pack.untried')
    assert.equal((await wish({ 'speed-hold': '20s' }, { backtest: tried.id })).status, 400, 'of other values')
    await tune(story, 'spoil-truck', shorter, { backtest: tried.id })
    const [fact] = await story.sql<{ body: { tried: { zh: string } } }>("select body from facts where kind = 'pack.tuned'")
    assert.equal(fact!.body.tried.zh, '回放 1 天：车辆有记录 1 天，发现 5 → 4 条，少报 2 条（其中当时核实为真 0 条）')
    await tune(story, 'spoil-truck', { 'volume-percent': 20 })
  })

  await t.test('where the pack is off, what is tried is played as switched on', async () => {
    await story.sql('update pack_tunings set off = true, turn = last_turn() + 1 where area = $1', [own])
    const { result } = await ask({ 'volume-percent': null })
    assert.ok(result!.limits.includes('off-now'))
    const sums = result!.haulage!.checks.map(({ live, tried }) => [live, tried])
    assert.deepEqual([sums.every(([live]) => live === 0), sums.some(([, found]) => found! > 0)], [true, true])
  })
  await story.acknowledge()
  await story.end()
})
