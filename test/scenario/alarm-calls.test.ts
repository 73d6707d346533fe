import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { leadOrder, openYellow, orangeNotices, redJoin, redNotices, work } from './septic.ts'

const secondDevice = 'hf-990101-0002'

type Order = { id: string; unit: string; role: string; state: string; mandatory: boolean; clock: { paused: boolean } | null }
type Seen = { state: string; grade: string; allowed: string[]; undoUntil: string | null; pause: unknown; workOrders: Order[] }

const seen = async (story: Story, event: string): Promise<Seen> =>
  (await story.as('chenli').get<Seen>(`/api/v1/events/${event}`)).body

const act = async (story: Story, by: string, url: string, body: object = {}): Promise<void> => {
  const answer = await story.as(by).post(`/api/v1/events/${url}`, body)
  assert.equal(answer.status, 200, `${by} ${url}: ${JSON.stringify(answer.body)}`)
}
const refused = async (story: Story, by: string, url: string, body: object = {}): Promise<unknown> =>
  (await story.as(by).post(`/api/v1/events/${url}`, body)).body.code

/** Notices made since a moment, who and what. */
const toldSince = async (story: Story, since: Date): Promise<string[]> =>
  (
    await story.sql<{ account: string; kind: string; why: string }>(
      `select a.account, n.kind, n.why from notices n join accounts a on a.person = n.person
       where n.made_at >= $1 and n.cancelled_at is null order by n.made_at, n.id`,
      [since],
    )
  ).map(({ account, kind, why }) => `${account} ${kind} ${why}`)

/** The event of a tank's alarm. */
const eventOf = async (story: Story, device: string): Promise<string> => {
  const [row] = await story.sql<{ id: string }>(
    `select e.id from events e join devices d on d.object = e.object where d.id = $1 and e.family = 'gas' order by e.opened_at desc limit 1`,
    [device],
  )
  assert.ok(row, `${device} has no event`)
  return row.id
}

/** A tank at 30 %LEL for the minute that makes it orange, at 55 at once red. */
async function goes(story: Story, device: string, ch4: number): Promise<string> {
  await story.reads(device, { ch4 })
  await story.receipts(device)
  if (ch4 < 50) await story.pass({ m: 1 })
  return eventOf(story, device)
}

/** What a citizen reported, opened as an event of its own; its undo time runs. */
async function reported(story: Story, content = '井盖旁有味'): Promise<string> {
  const sent = await story.public('POST', '/api/v1/reports', { type: 'city.garbage', content, lon: 105.5072, lat: 31.5069 })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [sent.body.id])
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`)
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return opened.body.event
}

const until = (story: Story): string => new Date(story.now().getTime() + 20 * 86_400_000).toISOString()
const askPark = (story: Story, event: string): Promise<void> =>
  act(story, 'tangke', `${event}/park`, { reason: '等改造资金', until: until(story) })
const asked = ({ workOrders }: Seen): Order[] => workOrders.filter(({ state }) => state === 'asked')
/** Somebody leads, and the clock runs. */
function isAtWork({ state, workOrders }: Seen): void {
  assert.equal(state, 'handling')
  const lead = workOrders.filter((order) => order.role === 'lead' && ['asked', 'accepted', 'arrived'].includes(order.state))
  assert.equal(lead.length, 1, JSON.stringify(workOrders))
  assert.equal(lead[0]!.clock?.paused, false, 'its clock runs')
}

describe('a red tank merged into', () => {
  it('a parked case makes that go on, with its fact and a word to everybody who has a part', async (t) => {
    const story = await startStory(t)
    const first = await openYellow(story)
    await story.pass({ s: 8 })
    await askPark(story, first)
    await act(story, 'chenli', `${first}/approve-pause`)
    // as grave as what comes: only the standing alarm speaks
    await act(story, 'chenli', `${first}/grade`, { grade: 'extraordinary', reason: '涉及学校' })
    const second = await goes(story, secondDevice, 55)
    assert.equal((await seen(story, first)).state, 'parked')
    await story.pass({ s: 1 })
    const since = story.now()
    await act(story, 'chenli', `${second}/merge`, { into: first })
    isAtWork(await seen(story, first))
    const [resumed] = await story.facts('event.resumed')
    assert.deepEqual([resumed?.subject, resumed?.body.reason], [first, 'absorbed'])
    const told = await toldSince(story, since)
    assert.ok(told.includes('zhoumin resumed resumed'), told.join())
    assert.ok(asked(await seen(story, first)).some(({ unit }) => unit === 'unit-beian-fire'))
    await story.acknowledge()
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    await story.end()
  })

  it('a case that is being checked breaks the check off', async (t) => {
    const story = await startStory(t)
    const first = await openYellow(story)
    await work(story, 'zhoumin')
    assert.equal((await seen(story, first)).state, 'checking')
    const second = await goes(story, secondDevice, 55)
    await act(story, 'chenli', `${second}/merge`, { into: first })
    isAtWork(await seen(story, first))
    await story.expectNotices([...redNotices, ...redJoin, ['tangke', 'check'], ['zhoumin', 'resumed'], ['hanqing', 'order']])
    await story.end()
  })

  it('a case whose dispatch was undone is dispatched by plan at once', async (t) => {
    const story = await startStory(t)
    const first = await openYellow(story)
    await act(story, 'chenli', `${first}/undo`)
    const second = await goes(story, secondDevice, 55)
    const since = story.now()
    await act(story, 'chenli', `${second}/merge`, { into: first })
    isAtWork(await seen(story, first))
    assert.ok((await toldSince(story, since)).some((line) => line.startsWith('zhoumin order')))
    assert.deepEqual(
      (await story.facts('event.dispatch-needed')).map(({ subject, body }) => [subject, body.reason]),
      [[first, 'absorbed']],
    )
    await story.expectNotices([...redNotices, ...redNotices])
    await story.end()
  })

  it('a case just dispatched keeps that dispatch from being undone', async (t) => {
    const story = await startStory(t)
    const gas = await goes(story, firstDevice, 55)
    const other = await reported(story)
    assert.ok((await seen(story, other)).allowed.includes('undo'))
    await act(story, 'chenli', `${gas}/merge`, { into: other })
    const page = await seen(story, other)
    assert.deepEqual([page.allowed.includes('undo'), page.undoUntil], [false, null])
    assert.equal(await refused(story, 'chenli', `${other}/undo`), 'undo.at-work')
    isAtWork(await seen(story, other))
    await story.expectNotices([...redNotices, ...redJoin])
    await story.end()
  })
})

describe('a tank whose alarm comes to call people', () => {
  it('just after a person dispatched it, stays dispatched', async (t) => {
    const story = await startStory(t)
    const event = await openYellow(story)
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal(await refused(story, 'chenli', `${event}/undo`), 'undo.at-work')
    isAtWork(await seen(story, event))
    await story.expectNotices([...redJoin, ['hanqing', 'order']])
    await story.end()
  })

  it('after the dispatch was undone, is dispatched by plan', async (t) => {
    const story = await startStory(t)
    const event = await openYellow(story)
    await act(story, 'chenli', `${event}/undo`)
    await story.pass({ m: 1 })
    assert.equal((await seen(story, event)).state, 'open')
    const since = story.now()
    await story.reads(firstDevice, { ch4: 55 })
    const page = await seen(story, event)
    isAtWork(page)
    assert.equal(page.grade, 'extraordinary')
    assert.ok((await toldSince(story, since)).some((line) => line.startsWith('zhoumin order')))
    assert.equal(asked(page).filter(({ unit }) => unit === 'unit-beian-fire').length, 1)
    await story.expectNotices([...redNotices])
    await story.end()
  })

  it('while it is being checked, sends the lead back to work and says why', async (t) => {
    const story = await startStory(t)
    const event = await goes(story, firstDevice, 30)
    await work(story, 'zhoumin')
    assert.equal((await seen(story, event)).state, 'checking')
    await story.pass({ s: 1 })
    const since = story.now()
    await story.reads(firstDevice, { ch4: 55 })
    isAtWork(await seen(story, event))
    assert.equal((await leadOrder(story.as('zhoumin'))).state, 'arrived')
    const [back] = await story.facts('event.called-back')
    assert.deepEqual([back?.subject, back?.body.reason], [event, 'alarm-stepped-up'])
    assert.ok((await toldSince(story, since)).includes('zhoumin resumed called-back'))
    assert.deepEqual(await story.facts('work-order.sent-back'), [], 'no checker sent it back')
    await story.expectNotices([...redNotices, ['tangke', 'check'], ['zhoumin', 'resumed']])
    await story.end()
  })

  it('makes what was asked for void, and whoever asked hears it', async (t) => {
    const story = await startStory(t)
    const event = await openYellow(story)
    await story.pass({ s: 8 })
    await askPark(story, event)
    await story.pass({ s: 1 })
    const since = story.now()
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal((await seen(story, event)).pause, null)
    const [voided] = await story.facts('event.pause-voided')
    assert.deepEqual([voided?.body.verb, voided?.body.reason], ['park', 'alarm-stepped-up'])
    assert.ok((await toldSince(story, since)).includes('tangke pause-voided alarm-stepped-up'))
    assert.equal(await refused(story, 'chenli', `${event}/approve-pause`), 'approval.none')
    await story.expectNotices([...redNotices, ['zhoumin', 'order'], ['chenli', 'pause'], ['tangke', 'pause-voided']])
    await story.end()
  })

  it('is never put aside while it stands there, whoever agrees', async (t) => {
    const story = await startStory(t)
    const event = await goes(story, firstDevice, 30)
    await askPark(story, event)
    assert.ok(!(await seen(story, event)).allowed.includes('approve-pause'))
    assert.equal(await refused(story, 'chenli', `${event}/approve-pause`), 'event.alarm-calls')
    isAtWork(await seen(story, event))
    const order = await leadOrder(story.as('zhoumin'))
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${order.id}/accept`)).status, 200)
    const asking = await story.as('zhoumin').post(`/api/v1/work-orders/${order.id}/suspend`, { reason: '等吸污车' })
    assert.equal(asking.status, 200, JSON.stringify(asking.body))
    const granted = await story.as('chenli').post(`/api/v1/work-orders/${order.id}/suspend`, { reason: '同意' })
    assert.equal(granted.body.code, 'event.alarm-calls')
    await act(story, 'chenli', `${event}/refuse-pause`)
    await story.expectNotices([...orangeNotices, ['chenli', 'pause'], ['chenli', 'pause']])
    await story.end()
  })
})

describe('a case put aside within the eight seconds of its dispatch', () => {
  it('tells those who were called once it goes on', async (t) => {
    const story = await startStory(t)
    const event = await reported(story)
    await act(story, 'tangke', `${event}/suspend`, { reason: '等产权单位到场' })
    await act(story, 'chenli', `${event}/approve-pause`)
    await story.pass({ m: 1 })
    const lead = (await seen(story, event)).workOrders[0]!
    assert.equal((await story.sql('select 1 from notices where work_order = $1', [lead.id])).length, 0)
    await act(story, 'chenli', `${event}/resume`)
    assert.deepEqual(
      await story.sql('select distinct kind from notices where work_order = $1', [lead.id]),
      [{ kind: 'order' }],
      'told of the order, once',
    )
    await story.expectNotices([
      ['chenli', 'pause'],
      ['zhoumin', 'order'],
      ['hanqing', 'order'],
    ])
    await story.end()
  })

  it('and undone before, has a lead when it goes on', async (t) => {
    const story = await startStory(t)
    const event = await reported(story)
    await act(story, 'chenli', `${event}/undo`)
    await act(story, 'chenli', `${event}/park`, { reason: '等产权单位到场', until: until(story) })
    await act(story, 'tangke', `${event}/approve-pause`)
    await story.pass({ d: 20 })
    isAtWork(await seen(story, event))
    await story.expectNotices([
      ['chenli', 'pause'],
      ['zhoumin', 'order'],
      ['hanqing', 'order'],
    ])
    await story.end()
  })
})

describe('what was asked for and never granted', () => {
  it('ends when the work is submitted, is not granted later, and whoever asked hears it', async (t) => {
    const story = await startStory(t)
    const event = await openYellow(story)
    await askPark(story, event)
    await story.pass({ s: 1 })
    const since = story.now()
    await work(story, 'zhoumin')
    assert.ok((await toldSince(story, since)).includes('tangke pause-voided finished'))
    assert.equal((await seen(story, event)).pause, null)
    assert.equal(await refused(story, 'chenli', `${event}/approve-pause`), 'approval.none')
    await story.expectNotices([
      ['chenli', 'pause'],
      ['tangke', 'pause-voided'],
      ['tangke', 'check'],
    ])
    await story.end()
  })

  it('ends with the event, merged or a false alarm', async (t) => {
    const story = await startStory(t)
    const [first, second, third] = [
      await reported(story, '甲处异味'),
      await reported(story, '乙处异味'),
      await reported(story, '丙处异味'),
    ]
    await askPark(story, first)
    await askPark(story, second)
    await act(story, 'chenli', `${first}/merge`, { into: third })
    await act(story, 'chenli', `${second}/false-alarm`, { reason: '查无此事' })
    assert.deepEqual(
      (await story.facts('event.pause-voided')).map(({ subject, body }) => [subject, body.reason]),
      [
        [first, 'merged'],
        [second, 'false-alarm'],
      ],
    )
    for (const event of [first, second]) {
      const { pause, allowed } = await seen(story, event)
      assert.deepEqual([pause, allowed.filter((action) => /pause/.test(action))], [null, []])
    }
    await story.expectNotices([
      ['chenli', 'pause'],
      ['tangke', 'pause-voided'],
      ['chenli', 'pause'],
      ['tangke', 'pause-voided'],
    ])
    await story.end()
  })
})
