import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Backtest } from '../../../contract/backtest.ts'
import { tune } from '../../../test/scenario/pack-steps.ts'
import { firstDevice, startStory } from '../../../test/story.ts'

const own = '99/990101/'
const pack = '/api/v1/packs/septic-gas'

it('a district tries settings on its own recorded days, and what they said is told with the change', async (t) => {
  const story = await startStory(t)
  const district = story.as('chenli')
  // Twice over the limit, calm for four minutes in between: one alarm by ten minutes of hold, two by two.
  for (const ch4 of [2, 12, 12, 2, 2, 2, 2, 12, 12, ...Array.from({ length: 20 }, () => 2)]) {
    await story.reads(firstDevice, { ch4 })
    await story.pass({ m: 1 })
  }
  const ask = (settings: object, area = own, who = 'chenli') =>
    story.as(who).post<{ id: string; code?: string }>('/api/v1/backtests', {
      ...{ kind: 'settings', pack: 'septic-gas', area, settings, days: 1 },
    })
  const tried = async (settings: object): Promise<Backtest> => {
    const { body, status } = await ask(settings)
    assert.equal(status, 200, JSON.stringify(body))
    await story.zhili.backtests.idle()
    return (await district.get<Backtest>(`/api/v1/backtests/${body.id}`)).body
  }
  const wish = (settings: object, backtest: string) =>
    district.post<{ code?: string }>(`${pack}/setting-requests`, { area: own, settings, backtest, reason: '本区报警解除慢' })
  const told = () =>
    story.sql<{ body: { tried?: { zh: string }; backtest?: string } }>(`select body from facts where kind = 'pack.tuned'`)

  const short = await tried({ 'clear-hold': '2m' })
  await t.test('both sides are played on the same readings, and nothing of the city changes', async () => {
    assert.deepEqual([short.state, short.kind, short.areas], ['done', 'settings', [own]])
    const { live, tried: other } = short.result!
    assert.deepEqual([live.byRule.ch4, other.byRule.ch4], [1, 2])
    assert.deepEqual(await told(), [])
    assert.equal(short.result!.limits.includes('districts-as-city'), false)
  })

  await t.test('a value out of its range, an unknown one, and a place of others are refused as a change would be', async () => {
    assert.equal((await ask({ 'clear-hold': '3h' })).body.code, 'pack.setting')
    assert.equal((await ask({ gone: 1 })).status, 400)
    assert.equal((await ask({ 'clear-hold': '2m' }, '99/')).status, 404)
    assert.equal((await ask({ 'clear-hold': '2m' }, own, 'baining')).body.code, 'permit.missing')
  })

  await t.test('only what was tried with these very values goes with the change', async () => {
    assert.equal((await wish({ 'clear-hold': '3m' }, short.id)).status, 400)
    await tune(story, 'septic-gas', { 'clear-hold': '2m' }, { backtest: short.id })
    const [fact, ...more] = await told()
    assert.deepEqual([fact!.body.backtest, more.length], [short.id, 0])
    assert.match(fact!.body.tried!.zh, /^回放 1 天：立案 \d+ → \d+，呼叫 \d+ → \d+ 次，叫到 \d+ → \d+ 人$/)
  })

  await t.test('afterwards the district’s own values are what is in force, and taking them back is tried too', async () => {
    const { live, tried: other } = (await tried({ 'clear-hold': null })).result!
    assert.deepEqual([live.byRule.ch4, other.byRule.ch4], [2, 1])
  })
  await story.acknowledge()
  await story.end()
})
