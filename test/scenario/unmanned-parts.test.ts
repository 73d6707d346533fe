import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { Story } from '../story.ts'
import { alarmOf, first, horn, partsOf, point, second, shaking, startRock, watch } from './rock.ts'

async function red(story: Story): Promise<EventDetail> {
  await watch(story, [0, 18], {
    [first]: (h) => ({ crack: 30 + shaking(h) }),
    [second]: (h) => ({ crack: 12 + shaking(h) }),
  })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 25 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'red')
  await story.receipts(horn)
  return page(story)
}

async function page(story: Story): Promise<EventDetail> {
  const { id } = await story.as('chenli').event()
  return (await story.as('chenli').get<EventDetail>(`/api/v1/events/${id}`)).body
}

const watcher = '群测群防员：查看变形，守住警戒'
const geologist = '驻守地质队员：到场会商'
const told = (story: Story): Promise<{ account: string; zh: string; urgent: boolean }[]> =>
  story.sql(
    `select a.account, f.body->'part'->>'zh' as zh, (f.body->>'urgent')::boolean as urgent from facts f join accounts a on a.person = f.subject
     where f.kind = 'notice.sent' and f.body->>'kind' = 'part-unmanned' order by f.recorded_at, f.id`,
  )

describe('a mandatory part nobody can be called for', () => {
  it('is said at once with its reason, goes to whoever stands in, holds the closing, and is given to a unit by hand', async (t) => {
    const story = await startRock(t)
    // nobody is named as the watcher of the point, and the town has no grid worker at all
    await story.sql(`delete from object_charges where object = $1 and role = 'grid'`, [point])
    await story.sql(`update posts set valid_to = $1 where kind = 'grid-worker'`, [story.now()])
    const event = await red(story)

    assert.deepEqual(
      event.unmanned.map(({ part, mandatory, why }) => [part.zh, mandatory, why]),
      [[watcher, true, 'no-charge']],
    )
    const [open] = event.unmanned
    const standIn = event.workOrders.find(({ part }) => part?.zh === watcher)
    assert.deepEqual([standIn?.role, standIn?.mandatory, standIn?.unitName], ['assist', true, open?.unitName])
    const [holder] = await story.sql<{ account: string; kind: string }>(
      `select a.account, p.kind from calls c join accounts a on a.person = c.person join posts p on p.id = c.post where c.work_order = $1 order by c.called_at limit 1`,
      [standIn!.id],
    )
    assert.deepEqual(holder, { account: 'tangke', kind: 'town-duty' }, 'the duty post over whoever leads')
    assert.ok(event.missing.some(({ code, zh }) => code === 'part-unmanned' && zh.includes(watcher)))
    const [fact] = await story.facts('event.part-unmanned')
    assert.deepEqual([fact?.body.why, fact?.body.order, fact?.body.unitName], ['no-charge', standIn?.id, standIn?.unitName])
    assert.deepEqual(await told(story), [
      { account: 'zhoumin', zh: watcher, urgent: true },
      { account: 'chenli', zh: watcher, urgent: true },
    ])

    const give = (unit: string, part: string) =>
      story.as('chenli').post<{ code?: string }>(`/api/v1/events/${event.id}/support`, { unit, reason: '请接办警戒', part })
    assert.equal((await give('unit-beian-emergency', '00000000-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await give('unit-beian-water', open!.id)).status, 200)
    const after = await page(story)
    assert.deepEqual(after.unmanned, [])
    assert.ok(!after.missing.some(({ code }) => code === 'part-unmanned'))
    assert.deepEqual(
      after.workOrders.filter(({ part }) => part?.zh === watcher).map(({ unit, mandatory, state }) => [unit, mandatory, state]),
      [
        [standIn!.unit, true, 'cancelled'],
        ['unit-beian-water', true, 'asked'],
      ],
    )
    assert.equal((await give('unit-beian-water', open!.id)).body.code, 'part.given')
    await story.acknowledge()
    await story.end()
  })

  it('whose post is empty stays with its unit, and whoever stands in is called for it at once', async (t) => {
    const story = await startRock(t)
    await story.sql(
      `update appointments set valid_to = $1 where post in (select id from posts where unit = 'unit-beian-geology')`,
      [story.now()],
    )
    const event = await red(story)
    assert.deepEqual(
      event.unmanned.map(({ part, why }) => [part.zh, why]),
      [[geologist, 'unheld']],
    )
    const order = (await partsOf(story)).find(({ unit }) => unit === 'unit-beian-geology')!
    const called = await story.sql<{ account: string }>(
      `select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1`,
      [order.id],
    )
    assert.deepEqual(called, [{ account: 'tangke' }])
    assert.equal((await story.as('tangke').post(`/api/v1/work-orders/${order.id}/accept`, {})).status, 200)
    await story.acknowledge()
    await story.end()
  })

  it('is one question for all parts somebody stands in for, and theirs until each of them is given', async (t) => {
    const story = await startRock(t)
    await story.sql(`delete from object_charges where object = $1 and role in ('grid', 'maintainer')`, [point])
    await story.sql(`update posts set valid_to = $1 where kind = 'grid-worker' or unit = 'unit-beian-geology'`, [story.now()])
    const event = await red(story)
    assert.deepEqual(event.unmanned.map(({ part }) => part.zh).sort(), [geologist, watcher].sort())
    const standsIn = ({ workOrders }: EventDetail) =>
      workOrders
        .filter(({ part }) => part?.zh.includes(watcher) || part?.zh.includes(geologist))
        .map(({ part, state }) => [part?.zh, state])
    assert.deepEqual(standsIn(event), [[`${watcher}；${geologist}`, 'asked']])

    const support = (unit: string, more: object) =>
      story.as('chenli').post<{ code?: string }>(`/api/v1/events/${event.id}/support`, { unit, reason: '请接办', ...more })
    const idOf = (zh: string): string => event.unmanned.find(({ part }) => part.zh === zh)!.id
    assert.equal((await support('unit-beian-water', { part: idOf(watcher) })).status, 200)
    assert.deepEqual(standsIn(await page(story)), [
      [`${watcher}；${geologist}`, 'asked'],
      [watcher, 'asked'],
    ])
    assert.equal((await support('unit-beian-planning', { part: idOf(geologist) })).status, 200)
    assert.equal(standsIn(await page(story))[0]?.[1], 'cancelled')

    // who is asked to help with a part is told its words, and has what it has
    assert.equal((await support('unit-beian-emergency', { as: 'nonsense' })).status, 404)
    assert.equal((await support('unit-beian-emergency', { as: 'watcher' })).status, 200)
    const [helps] = await story.sql<{ part: { id: string; zh: string } }>(
      `select part from work_orders where unit = 'unit-beian-emergency' and part->>'id' = 'watcher'`,
    )
    assert.equal(helps?.part.zh, watcher)
    await story.acknowledge()
    await story.end()
  })

  it('is nothing where somebody can be called for every part', async (t) => {
    const story = await startRock(t)
    assert.deepEqual((await red(story)).unmanned, [])
    assert.deepEqual([await told(story), await story.facts('event.part-unmanned')], [[], []])
    await story.acknowledge()
    await story.end()
  })
})
