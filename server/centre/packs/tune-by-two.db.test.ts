import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { PackRequest } from '../../../contract/pack-requests.ts'
import type { PackPage } from '../../../contract/packs.ts'
import { leaderOf } from '../../../test/scenario/pack-steps.ts'
import { startStory } from '../../../test/story.ts'

const own = '99/990101/'
type Done = { id: string; state: string; code?: string }

it('what decides whom a pack finds is changed for a district by two of its people, and taken back by two', async (t) => {
  const story = await startStory(t)
  const [duty, second, city] = ['chenli', await leaderOf(story), 'shenlan'] as const
  const pack = '/api/v1/packs/septic-gas'
  const post = (who: string, path: string, body: object) => story.as(who).post<Done>(path, body)
  const ask = (who: string, hold: string | null, area = own) =>
    post(who, `${pack}/setting-requests`, { area, settings: { 'clear-hold': hold }, untried: true, reason: '本区解除慢' })
  const answer = (who: string, id: string, verb: string) => post(who, `/api/v1/pack-requests/${id}/${verb}`, {})
  const undo = (who: string, id: string) => post(who, `/api/v1/pack-requests/${id}/undo`, { reason: '解除得太早' })
  const seen = async (who: string): Promise<PackRequest[]> => (await story.as(who).get<PackPage>(pack)).body.requests
  const values = async (): Promise<object> =>
    (await story.sql<{ settings: object }>('select settings from pack_tunings where area = $1', [own]))[0]?.settings ?? {}
  const kinds = async (): Promise<string[]> =>
    (await story.sql<{ kind: string }>("select kind from facts where kind like 'pack.%' order by id")).map(({ kind }) => kind)

  await t.test('one person cannot: it is asked for with its values, waits, and those who may confirm it hear of it', async () => {
    const alone = { area: own, settings: { 'clear-hold': '3m' }, reason: '解除慢' }
    assert.equal((await post(duty, `${pack}/tune`, alone)).body.code, 'pack.tune-alone')
    const { body } = await ask(duty, '3m')
    assert.equal(body.state, 'waiting')
    await story.expectNotices([[second, 'pack-tune-asked']])
    assert.deepEqual(await values(), {})
    const off = await post(second, `${pack}/off-requests`, { area: own, reason: '检修' })
    assert.equal(off.body.code, 'pack.request-waiting', 'one thing at a time')
    assert.equal((await answer(duty, body.id, 'confirm')).body.code, 'pack.request-second', 'not whoever asked')
    assert.equal((await answer(city, body.id, 'confirm')).body.code, 'pack.request-second', 'nor the tier above')
    assert.equal((await answer('suhe', body.id, 'refuse')).body.code, 'permit.missing')
    const [row] = await seen(second)
    assert.deepEqual(row!.changes, [{ setting: 'clear-hold', from: null, to: '3m' }])
    assert.deepEqual([row!.tried, row!.allowed], [{ zh: '未回放', en: 'not replayed' }, ['confirm', 'refuse']])
  })

  await t.test('confirmed, it is in force and told with both names', async () => {
    const [{ id }] = (await seen(duty)) as [PackRequest]
    assert.equal((await answer(second, id, 'confirm')).status, 200)
    assert.deepEqual(await values(), { 'clear-hold': '3m' })
    const [fact] = await story.facts('pack.tuned')
    assert.match(String(fact!.body.what), /→ 3m$/)
    assert.match(String(fact!.body.askedByName), /./)
    assert.equal((await answer(city, id, 'refuse')).body.code, 'pack.request-state')
    const open = await story.sql('select 1 from notices where kind = $1 and cancelled_at is null', ['pack-tune-asked'])
    assert.deepEqual(open, [], 'nobody need look any more')
  })

  await t.test('it is taken back the same way, as long as it stands, without a replay', async () => {
    const [{ id, allowed }] = (await seen(duty)) as [PackRequest]
    assert.deepEqual(allowed, ['undo'])
    const { body } = await undo(duty, id)
    assert.equal((await answer(duty, body.id, 'confirm')).body.code, 'pack.request-second')
    assert.equal((await answer(second, body.id, 'confirm')).status, 200)
    assert.deepEqual(await values(), {})
    assert.equal((await undo(duty, id)).body.code, 'pack.undo-moved', 'it does not stand any more')
    assert.deepEqual((await seen(duty))[0]?.undoes, id)
    await story.expectNotices([[second, 'pack-tune-asked']])
  })

  await t.test('what was replayed against something else is not confirmed', async () => {
    const { body } = await ask(duty, '4m')
    const cityWide = await post(city, `${pack}/setting-requests`, {
      ...{ area: '99/', settings: { 'clear-hold': '12m' }, untried: true, reason: '全市' },
    })
    const [other] = await story.sql<{ account: string }>(
      `select a.account from accounts a join appointments p on p.person = a.person join posts o on o.id = p.post where o.kind = 'city-leader' limit 1`,
    )
    assert.equal((await answer(other!.account, cityWide.body.id, 'confirm')).status, 200)
    assert.equal((await answer(second, body.id, 'confirm')).body.code, 'pack.request-stale')
    assert.equal((await answer(duty, body.id, 'withdraw')).status, 200)
    await story.acknowledge()
  })

  await t.test('nobody answers within a day: it lapses, and nothing has changed', async () => {
    const { body } = await ask(duty, '5m')
    await story.pass({ h: 24, m: 1 })
    assert.equal((await seen(duty))[0]?.state, 'lapsed')
    assert.equal((await answer(second, body.id, 'confirm')).body.code, 'pack.request-state')
    assert.deepEqual(await values(), {})
    assert.equal((await kinds()).at(-1), 'pack.tune-lapsed')
  })
  await story.acknowledge()
  await story.end()
})
