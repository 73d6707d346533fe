import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CockpitEvent } from '../../contract/cockpit.ts'
import type { EventDetail } from '../../contract/event.ts'
import { firstDevice, type Story, startStory } from '../story.ts'
import { plain, registerVitals } from '../vital-ground.ts'
import { answer } from './call-steps.ts'
import { cleanAir, goRed, leadOrder, redNotices } from './septic.ts'

/** So many minutes of red readings, one a minute. */
async function stillRed(story: Story, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await story.reads(firstDevice, { ch4: 55 + (minute % 5) })
    await story.pass({ m: 1 })
  }
}

/** A case of a vital, merged into another; answers how that vital stands from now on. */
async function mergeVital(story: Story, into: string): Promise<(level: string | null) => Promise<unknown>> {
  const known = { code: 'gas.town', ...plain, tier: 'town' as const, cadence: 'day' as const, aggregation: 'last' as const }
  await registerVitals(story.zhili.spine, [known])
  await story.sql(
    `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at, vital, vital_area, merged_into)
     select gen_random_uuid(), 'merged', type, pack, pack_version, grade, title, 'merged', mode, 'vital', area, lon, lat, opened_at, changed_at, 'gas.town', '990101001', id
     from events where id = $1`,
    [into],
  )
  return (level) =>
    story.sql(
      `insert into vital_marks (vital, area, period, told, n, before, state) values ('gas.town', '990101001', $2, true, 0, '{}', jsonb_build_object('level', $1::text))
       on conflict (vital, area) do update set state = excluded.state`,
      [level, story.now()],
    )
}

describe('a red tank nobody answers for', () => {
  it('climbs its plan rung by rung, each at its minute, and the first holder hears that it moved', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    // accept limit of red: 3 minutes; the warning comes at three quarters of it
    await story.pass({ s: 134 })
    await story.expectNotices([])
    await story.pass({ s: 1 })
    await story.expectNotices([
      ['zhoumin', 'due-soon'],
      ['hanqing', 'due-soon'],
      ['leiming', 'due-soon'],
      ['beian-fire-b', 'due-soon'],
    ])
    await story.pass({ s: 44 })
    await story.expectNotices([])
    await story.pass({ s: 1 })
    await story.expectNotices([
      ['wutong', 'order'],
      ['tangke', 'order'],
      ['zhoumin', 'escalated'],
      ['hanqing', 'overdue'],
      ['chenli', 'overdue'],
      ['leiming', 'overdue'],
      ['beian-fire-b', 'overdue'],
      ['chenli', 'overdue'],
    ])
    // The commander is rung before his turn: the plan says so on the wall and the page, as the list of whom to ring does.
    const { id } = await story.as('chenli').event()
    const war = async () => (await story.as('chenli').get<CockpitEvent>(`/api/v1/cockpit/event/${id}`)).body
    const { plan: planned, phones, event: first } = await war()
    const last = planned!.steps.at(-1)!
    const page = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${id}`)).body
    assert.deepEqual([last.called, last.before], [false, { state: 'ringing', channel: 'voice', red: true }])
    assert.deepEqual(page.plan!.steps.at(-1)!.people[0]!.before, last.before)
    assert.equal(phones!.find(({ name }) => name === '邱明远')!.state, 'ringing')
    assert.equal(planned!.steps[2]!.before, null, 'nobody has called the duty lead yet')
    await story.pass({ m: 3 })
    await story.expectNotices([
      ['chenli', 'order'],
      ['wutong', 'escalated'],
      ['tangke', 'escalated'],
    ])
    await story.pass({ m: 3 })
    await story.expectNotices([
      ['qiumingyuan', 'order'],
      ['chenli', 'escalated'],
    ])
    // Late it is from its own limit on, whatever limit the rung called last has.
    const { clock } = (await war()).event
    assert.equal(clock!.firstDue, first.clock!.firstDue)
    assert.equal(Date.parse(clock!.due) - Date.parse(clock!.firstDue), 9 * 60_000)
    const event = await story.as('chenli').event()
    const plan = event.plan as { steps: { called: boolean; at: string }[] }
    assert.deepEqual(
      plan.steps.map((step) => step.called),
      [true, true, true, true],
    )
    const spans = plan.steps.map((step) => Math.round((Date.parse(step.at) - Date.parse(plan.steps[0]!.at)) / 60_000))
    assert.deepEqual(spans, [0, 3, 6, 9])
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
      ['wutong', 'sms'],
      ['wutong', 'voice'],
      ['tangke', 'sms'],
      ['tangke', 'voice'],
      ['chenli', 'sms'],
      ['chenli', 'voice'],
    ])
    await story.pass({ m: 3 })
    await story.expectNotices([['qiumingyuan', 'overdue']])
    await story.expectCalls([
      ['qiumingyuan', 'sms'],
      ['qiumingyuan', 'voice'],
    ])
    await story.end()
  })

  it('rings its top rung and the leaders round by round while the alarm stands, until somebody answers', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await stillRed(story, 12)
    await story.acknowledge()
    const round: [string, string][] = [
      ['qiumingyuan', 'sms'],
      ['qiumingyuan', 'voice'],
    ]
    // thirty seconds after the limit of the last rung, and then every three minutes
    for (let rounds = 0; rounds < 6; rounds++) {
      await stillRed(story, 3)
      await story.expectNotices([['qiumingyuan', 'overdue']])
      await story.expectCalls(round)
    }
    const { id } = await leadOrder(story.as('qiumingyuan'))
    assert.deepEqual((await answer(story, 'qiumingyuan', id, 'known')).body, { answered: true })
    await stillRed(story, 10)
    await story.expectCalls([])
    await story.expectNotices([])
    await story.end()
  })

  it('rings nobody round by round while its alarm is over, and goes on when it comes back', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await stillRed(story, 16)
    await story.acknowledge()
    await cleanAir(story, 40)
    assert.equal((await story.sql('select id from alarms where cleared_at is null')).length, 0)
    await story.acknowledge()
    await cleanAir(story, 10)
    await story.expectCalls([])
    const calls = async () =>
      (await story.sql(`select key from call_attempts where asked_at > $1::timestamptz - interval '10 min'`, [story.now()]))
        .length
    const { id } = await story.as('chenli').event()
    const standing = await mergeVital(story, id)
    await standing('out')
    await cleanAir(story, 10)
    assert.ok((await calls()) >= 2, 'while a vital of a case merged into it stands outside it is called')
    await standing(null)
    await cleanAir(story, 4)
    await story.acknowledge()
    await cleanAir(story, 10)
    assert.equal(await calls(), 0)
    await story.reads(firstDevice, { ch4: 55 })
    await stillRed(story, 6)
    const rung = await story.sql(
      `select key from call_attempts where channel <> 'app' and asked_at > $1::timestamptz - interval '6 min'`,
      [story.now()],
    )
    assert.ok(rung.length >= 2, `${rung.length} calls`)
    await story.acknowledge()
    await story.end()
  })

  it('is called by everybody who was called before when the top of its ladder cannot come', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await stillRed(story, 10)
    const { id } = await leadOrder(story.as('qiumingyuan'))
    assert.equal((await answer(story, 'qiumingyuan', id, 'refused')).status, 200)
    await stillRed(story, 2)
    await story.acknowledge()
    await stillRed(story, 3)
    await story.expectCalls([
      ['qiumingyuan', 'voice'],
      ...['chenli', 'wutong', 'tangke', 'zhoumin'].flatMap((who): [string, string][] => [
        [who, 'sms'],
        [who, 'voice'],
      ]),
    ])
    await story.acknowledge()
    await story.end()
  })

  it('may be accepted by anybody called so far; the second one is told who was first', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.pass({ m: 4 })
    const overdue = async (): Promise<number> =>
      (await story.as('chenli').get<{ rows: unknown[] }>('/api/v1/events?view=overdue')).body.rows.length
    assert.equal(await overdue(), 1, 'the next rung has its own three minutes, the case is overdue all the same')
    const { id } = await leadOrder(story.as('tangke'))
    assert.equal((await story.as('tangke').post(`/api/v1/work-orders/${id}/accept`)).status, 200)
    assert.equal(await overdue(), 0)
    const second = await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)
    assert.equal(second.status, 409)
    assert.equal(second.body.code, 'work-order.already-accepted')
    assert.equal((second.body.details as { by: string }).by, '唐可')
    const stranger = await story.as('suhe').post(`/api/v1/work-orders/${id}/accept`)
    assert.equal(stranger.status, 404)
    await story.sql('update notices set seen_at = made_at')
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          'select account, kind from notices n join accounts a on a.person = n.person',
        )
      ).map(({ account, kind }) => [account, kind]),
    )
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
      ['wutong', 'sms'],
      ['tangke', 'sms'],
    ])
    await story.end()
  })

  it('stops climbing once accepted, and tells the commander when nobody arrives', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await leadOrder(story.as('zhoumin'))
    await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)
    for (const account of ['hanqing', 'leiming']) {
      const event = await story.as(account).event()
      const own = event.workOrders.find((order) => order.allowed.includes('accept'))!
      assert.equal((await story.as(account).post(`/api/v1/work-orders/${own.id}/accept`)).status, 200)
    }
    await story.pass({ m: 11 })
    await story.expectNotices([])
    await story.pass({ s: 15 })
    await story.expectNotices([
      ['zhoumin', 'due-soon'],
      ['hanqing', 'due-soon'],
      ['leiming', 'due-soon'],
    ])
    await story.pass({ m: 4 })
    await story.expectNotices([
      ['jiangyue', 'overdue'],
      ['zhoumin', 'overdue'],
      ['jiangyue', 'overdue'],
      ['hanqing', 'overdue'],
      ['jiangyue', 'overdue'],
      ['leiming', 'overdue'],
      ['beian-fire-b', 'overdue'],
    ])
    await story.end()
  })

  it('goes on counting over a restart in the middle of a hold: the alarm still comes at its second', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 26 })
    await story.receipts(firstDevice)
    await story.pass({ s: 59 })
    await story.restart()
    assert.deepEqual(await story.facts('event.opened'), [])
    await story.pass({ s: 1 })
    const [opened] = await story.facts('event.opened')
    const raised = (await story.facts('alarm.raised'))[0]!
    assert.equal(opened!.at.getTime() - raised.at.getTime(), 60_000)
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['hanqing', 'order'],
      ['chenli', 'inform'],
    ])
    await story.end()
  })
})
