import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { PackRequest } from '../../../contract/pack-requests.ts'
import type { PackList, PackPage } from '../../../contract/packs.ts'
import { leaderOf } from '../../../test/scenario/pack-steps.ts'
import { startStory } from '../../../test/story.ts'

const own = '99/990101/'
type Done = { id: string; state: string; code?: string; details?: Record<string, unknown> }

it('a pack is switched off for a district by two of its people, and the city is told', async (t) => {
  const story = await startStory(t)
  const [duty, second, city] = ['chenli', await leaderOf(story), 'shenlan'] as const
  const pack = '/api/v1/packs/septic-gas'
  const ask = (who: string, area = own) => story.as(who).post<Done>(`${pack}/off-requests`, { area, reason: '检修三天' })
  const answer = (who: string, id: string, verb: string) => story.as(who).post<Done>(`/api/v1/pack-requests/${id}/${verb}`, {})
  const seen = async (who: string): Promise<PackRequest[]> => (await story.as(who).get<PackPage>(pack)).body.requests
  const isOff = async (): Promise<boolean> =>
    (await story.sql<{ off: boolean }>('select off from pack_tunings where area = $1', [own]))[0]?.off ?? false
  const kinds = async (): Promise<string[]> =>
    (await story.sql<{ kind: string }>("select kind from facts where kind like 'pack.%' order by id")).map(({ kind }) => kind)

  await t.test('one person cannot: it is asked for, and waits', async () => {
    assert.equal(
      (await story.as(duty).post<Done>(`${pack}/tune`, { area: own, off: true, reason: '检修' })).body.code,
      'pack.off-alone',
    )
    const { body } = await ask(duty)
    assert.equal(body.state, 'waiting')
    assert.equal((await ask(second)).body.code, 'pack.request-waiting')
    assert.equal((await answer(duty, body.id, 'confirm')).body.code, 'pack.request-second', 'not whoever asked')
    assert.equal((await answer(city, body.id, 'confirm')).body.code, 'pack.request-second', 'nor the tier above')
    assert.equal((await answer(second, body.id, 'withdraw')).body.code, 'pack.request-own')
    assert.equal(await isOff(), false)
    const allowed = async (who: string) => (await seen(who))[0]?.allowed
    assert.deepEqual(
      [await allowed(duty), await allowed(second), await allowed(city)],
      [['withdraw'], ['confirm', 'refuse'], ['refuse']],
    )
    await story.expectNotices([[second, 'pack-off-asked']])
    const marked = async (who: string) =>
      (await story.as(who).get<PackList>('/api/v1/packs')).body.rows.flatMap((row) =>
        row.asked.map((what) => `${row.pack} ${what}`),
      )
    assert.deepEqual(await marked(second), ['septic-gas off'])
  })

  let again = false
  await t.test('two who confirm and refuse at once: one of them does, the other is told', async () => {
    const [{ id }] = (await seen(duty)) as [PackRequest]
    const [a, b] = await Promise.all([answer(second, id, 'confirm'), answer(city, id, 'refuse')])
    assert.deepEqual([a.status, b.status].toSorted(), [200, 409])
    assert.equal((a.status === 409 ? a : b).body.code, 'pack.request-state')
    assert.equal(await isOff(), a.status === 200)
    again = a.status !== 200
    if (again) assert.equal((await answer(second, (await ask(duty)).body.id, 'confirm')).status, 200)
  })

  await t.test('it is off, said with both names, and the duty of the city hears of it', async () => {
    const [fact] = await story.sql<{ body: { askedByName: string }; area: string }>(
      "select body, area from facts where kind = 'pack.switched-off'",
    )
    assert.equal(fact?.area, own)
    assert.match(fact!.body.askedByName, /./)
    assert.equal((await ask(duty)).body.code, 'pack.off-already')
    await story.expectNotices([...(again ? [[second, 'pack-off-asked'] as [string, string]] : []), [city, 'pack-off']])
  })

  await t.test('on again is one person’s; a request nobody answers lapses after a day, and the pack stays on', async () => {
    assert.equal((await story.as(duty).post(`${pack}/tune`, { area: own, off: false, reason: '检修完' })).status, 200)
    const { body } = await ask(duty)
    await story.pass({ h: 23, m: 59 })
    assert.equal((await seen(duty))[0]?.state, 'waiting')
    await story.pass({ m: 2 })
    assert.equal((await seen(duty))[0]?.state, 'lapsed')
    assert.equal((await answer(second, body.id, 'confirm')).body.code, 'pack.request-state')
    assert.deepEqual([(await kinds()).at(-1), await isOff()], ['pack.off-lapsed', false])
  })

  await t.test('whoever asked takes it back; another district learns of nothing', async () => {
    const { body } = await ask(duty)
    assert.equal((await answer('suhe', body.id, 'refuse')).body.code, 'permit.missing')
    assert.equal((await answer(duty, body.id, 'withdraw')).body.state, 'withdrawn')
    assert.equal((await ask(duty, '99/')).status, 404, 'not their city')
  })
  await story.acknowledge()
  await story.end()
})
