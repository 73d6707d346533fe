import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Backtest } from '../../../contract/backtest.ts'
import { highRisePacks } from '../../../test/demo-packs.ts'
import { tune } from '../../../test/scenario/pack-steps.ts'
import { startStory } from '../../../test/story.ts'

const own = '99/990101/'

it('a district sees which buildings change colour before it changes when they get worse', async (t) => {
  const story = await startStory(t, { packs: highRisePacks })
  const district = story.as('chenli')
  // Three without water since now, one with; and one of another district, which is none of theirs.
  await story.sql(
    `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from) values ('990102', 'district', '对江区', '市辖区', '99/990102/', '99', '990101', $1)`,
    [story.now()],
  )
  for (const [id, area, water] of [
    ['a', own, 'none'],
    ['b', own, 'none'],
    ['c', own, 'none'],
    ['d', own, 'good'],
    ['e', '99/990102/', 'none'],
  ])
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, details) values ($1, 'high-rise-fire', 'building', $1, $1, $2, 105.5, 31.5, $3)`,
      [`tower-${id}`, area, JSON.stringify({ water })],
    )
  while (await story.zhili.rateStale());
  await story.pass({ h: 5 })
  const rows = async () =>
    (await story.sql<{ risk: string }>(`select risk from objects where kind = 'building' order by id`)).map(({ risk }) => risk)
  const before = await rows()
  const ask = async (settings: object) => {
    const { body, status } = await district.post<{ id: string }>('/api/v1/backtests', {
      ...{ kind: 'settings', pack: 'high-rise-fire', area: own, settings, days: 1 },
    })
    assert.equal(status, 200, JSON.stringify(body))
    await story.zhili.backtests.idle()
    return (await district.get<Backtest>(`/api/v1/backtests/${body.id}`)).body
  }
  const wish = (to: string, settings: object) =>
    district.post<{ code?: string }>(`/api/v1/packs/high-rise-fire/${to}`, { area: own, settings, reason: '本区' })

  const settings = { 'worsen-orange': '4h' }
  const run = await ask(settings)
  await t.test('they are rated by both, from what is known now, and nothing is written', async () => {
    assert.equal(run.state, 'done', run.error ?? '')
    const { risk, played } = run.result!
    assert.deepEqual(played, ['risk'])
    const [line] = risk!.kinds
    assert.deepEqual([risk!.objects, line?.live.yellow, line?.tried.yellow, line?.tried.orange], [4, 4, 1, 3])
    assert.deepEqual(line?.moves, [{ from: 'yellow', to: 'orange', n: 3 }])
    assert.deepEqual(line?.soon, { live: 3, tried: 0 }, 'orange in nineteen hours as it is; what is orange already waits for red')
    assert.deepEqual(await rows(), before)
  })

  await t.test('each that changes is named with why and what comes next', () => {
    const { examples } = run.result!.risk!
    assert.deepEqual(examples.map(({ label }) => label).toSorted(), ['tower-a', 'tower-b', 'tower-c'])
    assert.ok(examples.every(({ why }) => why.length > 0))
    assert.equal(examples[0]?.worsens?.level, 'red')
  })

  await t.test('it is changed with that, or said to be changed without; what decides no colour needs none', async () => {
    assert.equal((await wish('setting-requests', settings)).body.code, 'pack.untried')
    assert.equal((await wish('tune', settings)).body.code, 'pack.tune-alone')
    await tune(story, 'high-rise-fire', settings, { backtest: run.id })
    const [fact] = await story.sql<{ body: { tried: { zh: string } } }>("select body from facts where kind = 'pack.tuned'")
    assert.equal(fact!.body.tried.zh, '回放 1 天：重评 4 个对象，3 个变色，红 0 → 0，橙 0 → 3')
    assert.equal((await wish('tune', { 'mend-major': 2 })).status, 200)
    while (await story.zhili.rateStale());
    assert.deepEqual(await rows(), ['orange', 'orange', 'orange', before[3], before[4]], 'and so it came')
  })
  await story.acknowledge()
  await story.end()
})
