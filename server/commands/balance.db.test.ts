import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import type { Balance } from '../../contract/balance.ts'
import { untilSafe } from '../../test/safe-facts.ts'
import { firstDevice, type Story, startStory } from '../../test/story.ts'
import { followBalance, sealBalance } from '../flow/7-evaluate/on-balance.ts'
import { compareBalance, rebuildBalance } from '../flow/7-evaluate/store-balance.ts'
import { sealOnce, verifyChain } from '../kernel/seal.ts'
import { showBalance } from './balance.ts'

const zone = 'Asia/Shanghai'
const all = { from: '2026-01-01', to: '2026-12-31' }
const report = { type: 'city.garbage', content: '垃圾堆在路边两天没人收', lon: 105.5072, lat: 31.5069 }

const follow = async ({ zhili }: Story): Promise<void> => {
  await untilSafe(zhili.spine)
  while (await followBalance(zhili.spine, zone));
}

const sealAll = async ({ zhili }: Story): Promise<void> => {
  while (await sealBalance(zhili.spine, zone));
}

async function sheet(story: Story, account = 'chenli', query = ''): Promise<Balance> {
  await follow(story)
  const answer = await story.as(account).get<Balance>(`/api/v1/balance${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

/** The names of the numbers that are not nought. */
const some = (numbers: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).filter(([, n]) => n > 0))

async function waiting(story: Story, key: string): Promise<string> {
  await story.public('POST', '/api/v1/reports', report, { 'idempotency-key': key })
  const [signal] = await story.sql<{ id: string }>(`select id from signals where state = 'waiting' order by received_at, id`)
  return signal!.id
}

describe('the balance sheet', () => {
  it('says of everything received where it stands, and of every call what became of it', async (t) => {
    const story = await startStory(t)
    await follow(story)
    const chenli = story.as('chenli')
    const open = async (key: string): Promise<string> =>
      (await chenli.post<{ event: string }>(`/api/v1/signals/${await waiting(story, key)}/open`, {})).body.event
    const first = await open('a')
    await chenli.post(`/api/v1/signals/${await waiting(story, 'b')}/reject`, { reason: '重复上报' })
    await chenli.post(`/api/v1/signals/${await waiting(story, 'c')}/merge`, { event: first })
    const second = await open('d')
    await story.pass({ s: 9 })
    await chenli.post(`/api/v1/events/${second}/merge`, { into: first })
    await waiting(story, 'e')
    await story.reads(firstDevice, { ch4: 22 }) // yellow after its hold: a signal that waits, and goes when the air is clean
    await story.receipts(firstDevice)
    await story.pass({ s: 31 })
    for (let minute = 0; minute < 12; minute++) {
      await story.reads(firstDevice, { ch4: 3 + minute / 10 })
      await story.pass({ m: 1 })
    }
    const now = await sheet(story)
    assert.deepEqual(some(now.total.items), { open: 2, rejected: 1, merged: 2, gone: 1 })
    assert.deepEqual([now.total.received, now.total.balanced, now.sealed], [6, true, null])
    assert.deepEqual(await compareBalance(story.zhili.spine, zone, all), [])
    assert.equal((await sheet(story, 'liangzhu')).total.received, 0, 'another town')
    assert.equal((await story.as('liangzhu').get('/api/v1/balance?area=990101001')).status, 404)
  })

  it('follows an alarm that was promoted from the inbox, a false alarm and its reopening, and a ladder nobody answers', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 22 })
    await story.receipts(firstDevice)
    await story.pass({ s: 31 })
    assert.deepEqual(some((await sheet(story)).total.items), { open: 1 })
    await story.reads(firstDevice, { ch4: 55 })
    await story.pass({ m: 4 })
    const climbed = (await sheet(story)).total
    assert.deepEqual(some(climbed.items), { open: 1 })
    assert.ok(climbed.calls.climbed > 0 && climbed.calls.pending > 0 && climbed.balanced, JSON.stringify(climbed))
    const { id } = await story.as('chenli').event()
    assert.equal((await story.as('chenli').post(`/api/v1/events/${id}/false-alarm`, { reason: '演练' })).status, 200)
    const ended = (await sheet(story)).total
    assert.deepEqual(some(ended.items), { falseAlarm: 1 })
    assert.equal(ended.calls.pending, 0, 'nobody is called any more')
    assert.deepEqual(await compareBalance(story.zhili.spine, zone, all), [])
    const calls =
      'select notice, work_order, area, day::text, state, fact::text, decided::text from balance_calls order by notice'
    const followed = await story.sql<{ state: string }>(calls)
    assert.deepEqual([...new Set(followed.map(({ state }) => state))].toSorted(), ['climbed', 'withdrawn'])
    await story.zhili.spine.transaction(system, (tx) => rebuildBalance(tx, zone))
    assert.deepEqual(await story.sql(calls), followed, 'made anew they are the same')
  })

  it('is not sealed before the reader has counted all of the day', async (t) => {
    const story = await startStory(t)
    await follow(story)
    const id = await waiting(story, 'a')
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${id}/reject`, { reason: '重复上报' })).status, 200)
    await story.pass({ h: 24 })
    await sealAll(story)
    assert.deepEqual(await story.facts('balance.day-sealed'), [], 'the reader stands before the report')
    await follow(story)
    await sealAll(story)
    const [sealed] = await story.facts('balance.sealed')
    assert.deepEqual([sealed?.body.day, sealed?.body.received, sealed?.body.open, sealed?.body.rejected], ['2026-03-02', 1, 0, 1])
    const [day] = await story.facts('balance.day-sealed')
    assert.deepEqual([day?.body.unbalanced, day?.body.differences], [0, 0])
  })

  it('is sealed when the day is over, once, and can be made anew from rows and facts', async (t) => {
    const story = await startStory(t)
    await waiting(story, 'a')
    await story.pass({ h: 24 })
    await follow(story)
    await sealAll(story)
    assert.equal(await sealBalance(story.zhili.spine, zone), false)
    const sealed = await story.facts('balance.sealed')
    assert.deepEqual(
      sealed.map(({ subject, body }) => [subject, body.day, body.received, body.open]),
      [['99/990101/990101001/', '2026-03-02', 1, 1]],
    )
    assert.deepEqual((await sheet(story, 'chenli', '?day=2026-03-02')).sealed?.differences, 0)
    while (await sealOnce(story.zhili.spine));
    assert.equal((await verifyChain(story.zhili.spine)).ok, true)
    const lines: string[] = []
    const day = { day: '2026-03-02', zone }
    assert.equal(await showBalance(story.zhili.spine, day, (line) => lines.push(line)), 0)
    assert.match(lines.join('\n'), /收到 received 1 = 在办 open 1/)

    await story.sql(`update balance_items set state = 'closed'`)
    assert.deepEqual(
      (await compareBalance(story.zhili.spine, zone, all)).map(({ of, stored, counted }) => [of, stored, counted]),
      [['item', 'closed', 'open']],
    )
    assert.equal(await showBalance(story.zhili.spine, day, () => undefined), 1)
    await story.zhili.spine.transaction(system, (tx) => rebuildBalance(tx, zone))
    assert.deepEqual(await compareBalance(story.zhili.spine, zone, all), [])
    await story.sql(`delete from balance_items`)
    assert.equal((await sheet(story, 'chenli', '?day=2026-03-02')).total.balanced, false, 'received and in no place')
  })

  it('of days that were missed is sealed a day at a time, so that nobody who reads facts waits for all of them', async (t) => {
    const story = await startStory(t)
    for (const h of [24, 72]) {
      await story.pass({ h })
      await follow(story)
      await sealAll(story)
    }
    const sealed = await story.sql<{ day: string }>(
      `select subject as day, count(*) over (partition by tx)::int as together from facts where kind = 'balance.day-sealed' order by id`,
    )
    assert.deepEqual(
      sealed,
      ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map((day) => ({ day, together: 1 })),
    )
  })
})
