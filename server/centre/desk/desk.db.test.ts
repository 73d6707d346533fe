import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { z } from 'zod'
import type { EventDetail, EventList } from '../../../contract/event.ts'
import type { Found } from '../../../contract/search.ts'
import type { SignalDetail, SignalList } from '../../../contract/signal.ts'
import { goRed, leadOrder, work } from '../../../test/scenario/septic.ts'
import { firstDevice, type Story, startStory } from '../../../test/story.ts'
import { orderStates } from '../../flow/5-work/life.ts'
import { currentClock } from '../../flow/5-work/rules/current-clock.ts'
import type { OrderRow } from '../../flow/5-work/types.ts'
import { leadSql } from './store.ts'

type List = z.infer<typeof EventList>
type Inbox = z.infer<typeof SignalList>
const list = async (story: Story, account: string, query = ''): Promise<List> =>
  (await story.as(account).get<List>(`/api/v1/events${query}`)).body

/** Rows as they would be after years, without living through them. */
const fillEvents = (story: Story, n: number): Promise<unknown> =>
  story.sql(
    `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at)
     select gen_random_uuid(), 'TEST' || lpad(i::text, 6, '0'), 'city.manhole', 'city-basics', 1, case when i % 2 = 0 then 'ordinary' else 'major' end, '井盖 ' || i,
       case when i % 3 = 0 then 'closed' else 'open' end, 'triage', 'seat', '99/990101/99010100' || (1 + i % 2) || '/', 105.52, 31.52, $1::timestamptz - i * interval '1 minute', $1
     from generate_series(1, $2) i`,
    [story.now(), n],
  )

describe('the page of an event', () => {
  it('shows why, who, what is missing, and its story from before the opening on', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const duty = story.as('chenli')
    const [row] = (await list(story, 'chenli', '?view=open')).rows
    assert.equal(row?.areaName, '北岸区 临江街道')
    const { body } = await duty.get<EventDetail>(`/api/v1/events/${row!.id}`)
    assert.deepEqual(body.facts.map((fact) => fact.kind).slice(0, 4), [
      'alarm.raised',
      'command.sent',
      'command.receipted',
      'alarm.stepped-up',
    ])
    assert.deepEqual(
      [body.why?.rule, body.why?.grade, body.cordonM, body.objectView?.id, body.alarm?.severity],
      ['ch4', 'severity', 40, 'tank-990101-0001', 'red'],
    )
    assert.deepEqual(
      body.missing.map((line) => line.code),
      ['lead-open', 'items-open', 'reading'],
    )
    const steps = body.plan?.steps ?? []
    assert.deepEqual(
      steps.map((step) => step.called),
      [true, false, false, false],
    )
    assert.deepEqual([steps[1]?.at, steps[1]?.people.map((person) => person.personName)], [row?.clock?.due, ['吴桐', '唐可']])

    await story.pass({ m: 4 })
    const late = (await duty.get<EventDetail>(`/api/v1/events/${row!.id}`)).body
    assert.deepEqual(
      late.plan?.steps.map((step) => step.called),
      [true, true, false, false],
    )
    await work(story, 'zhoumin')
    const checking = (await duty.get<EventDetail>(`/api/v1/events/${row!.id}`)).body
    assert.deepEqual([checking.state, checking.holder, checking.clock], ['checking', '周敏', null])
    assert.equal(checking.allowed.includes('check'), true)
    assert.equal((await story.as('zhoumin').get<EventDetail>(`/api/v1/events/${row!.id}`)).body.allowed.includes('check'), false)
    assert.ok(checking.evidence.length >= 3)
  })

  it('names what brought it to its gravest, not a lesser rule that joined later', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    for (let minute = 0; minute < 3; minute++) {
      await story.reads(firstDevice, { ch4: 56, o2: 20 })
      await story.pass({ m: 1 })
    }
    const joined = await story.sql(`select 1 from alarm_changes where rule = 'o2' and to_severity = 'red'`)
    assert.equal((joined as unknown[]).length, 1, 'thin air joins the red alarm')
    const duty = story.as('chenli')
    const [signal] = (await duty.get<Inbox>('/api/v1/signals?view=auto')).body.rows
    assert.equal(signal?.reading, 'CH4 55 %LEL')
    const event = (await duty.get<EventDetail>(`/api/v1/events/${signal.event!.id}`)).body
    assert.equal(event.why?.rule, 'ch4')
    assert.deepEqual([event.why?.measured?.value, event.why?.measured?.limit, event.why?.measured?.unit], [55, 50, '%LEL'])
  })

  it('tells the gravest and the present level of an alarm that has calmed down', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const duty = story.as('chenli')
    const [signal] = (await duty.get<Inbox>('/api/v1/signals?view=auto')).body.rows
    for (let minute = 0; minute < 12; minute++) {
      await story.reads(firstDevice, { ch4: 22 })
      await story.pass({ m: 1 })
    }
    const { alarm } = (await duty.get<EventDetail>(`/api/v1/events/${signal!.event!.id}`)).body
    assert.equal(alarm?.peak, 'red')
    assert.notEqual(alarm?.severity, 'red')
    const { why } = (await duty.get<SignalDetail>(`/api/v1/signals/${signal!.id}`)).body
    assert.equal(why.find((line) => line.code === 'grade')?.values.severity, 'red')
  })

  it('shows reporters masked, what lies nearby, and what was merged in', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const gas = await story.as('chenli').event()
    const report = {
      type: 'city.gas-smell',
      content: '公厕旁臭得很，像沼气',
      lon: Number(gas.lon),
      lat: Number(gas.lat),
      contactName: '谢小然',
      phone: '13000000042',
    }
    assert.equal((await story.public('POST', '/api/v1/reports', report)).status, 200)
    const inbox = (await story.as('chenli').get<Inbox>('/api/v1/signals?view=waiting')).body
    const [signal] = inbox.rows
    assert.equal(signal?.duplicates, 1, 'a smell beside the tank may be the same thing')
    const detail = (await story.as('chenli').get<SignalDetail>(`/api/v1/signals/${signal!.id}`)).body
    assert.deepEqual(detail.contact, { name: '谢**', phone: '130****0042' })
    assert.equal(detail.nearby[0]?.id, gas.id)
    assert.ok(detail.proposal && detail.proposal.steps.length > 0 && detail.why.some((why) => why.code === 'route'))

    await story.as('chenli').post(`/api/v1/signals/${signal!.id}/open`, {})
    const both = (await list(story, 'chenli', '?view=open')).rows
    const smell = both.find((row) => row.id !== gas.id)!
    const seen = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${smell.id}`)).body
    assert.deepEqual([seen.nearby[0]?.id, seen.reports[0]?.contact], [gas.id, '谢** 130****0042'])
    await story.as('chenli').post(`/api/v1/events/${smell.id}/merge`, { into: gas.id })
    const into = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${gas.id}`)).body
    assert.deepEqual([into.merged[0]?.no, into.reports.length], [smell.no, 1])
    assert.equal((await story.as('chenli').get<EventDetail>(`/api/v1/events/${smell.id}`)).body.mergedInto?.id, gas.id)
    const after = (await story.as('chenli').get<Inbox>('/api/v1/signals')).body
    assert.deepEqual([after.handled.opened, after.handled.rows.length, after.counts.auto, after.rows.length], [1, 1, 1, 1])
  })
})

describe('the list of events', () => {
  it('is paged without gap or double, filtered, counted and searched', async (test) => {
    const story = await startStory(test)
    await fillEvents(story, 25)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: List = await list(story, 'chenli', `?limit=7${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.rows.map((row) => row.no))
      cursor = page.next
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, i) => `TEST${String(i + 1).padStart(6, '0')}`),
    )
    assert.deepEqual((await list(story, 'chenli')).counts, { open: 17, overdue: 0, checking: 0, mine: 0, unit: 0, closed: 8 })
    const major = await list(story, 'chenli', '?grade=major&area=990101001&view=open')
    assert.equal(major.rows.length, 0, 'odd ones lie in the other town')
    assert.equal((await list(story, 'chenli', '?grade=major&area=99/990101/990101002/')).counts.open, 9)
    assert.deepEqual(
      (await list(story, 'chenli', '?q=test000007')).rows.map((row) => row.no),
      ['TEST000007'],
    )
    assert.equal((await list(story, 'chenli', '?q=%E7%AB%B9%E6%BA%AA&limit=50')).rows.length, 13, 'by the name of the town')
    assert.equal((await list(story, 'chenli', '?q=%25')).rows.length, 0, 'a typed % is a letter')
    await story.sql(
      `insert into evaluation_lines (event, figure, part, day, area, type, opened)
       select id, 'accepted-in-time', right(no, 1)::int % 2, opened_at::date, area, type, opened_at from events cross join generate_series(1, 2)`,
    )
    const figure = `accepted-in-time~hit~year~${story.now().toISOString().slice(0, 10)}`
    const behind = await list(story, 'chenli', `?view=all&limit=50&judged=${figure}`)
    assert.deepEqual([behind.rows.length, behind.counts.open, behind.counts.closed], [13, 9, 4], 'told from the open ones alone')
    const paged: string[] = []
    for (let at: string | null = ''; at !== null; ) {
      const page: List = await list(story, 'chenli', `?view=all&limit=4&judged=${figure}${at ? `&cursor=${at}` : ''}`)
      paged.push(...page.rows.map((row) => row.no))
      at = page.next
    }
    assert.deepEqual(
      paged,
      seen.filter((no) => Number(no.at(-1)) % 2 === 1),
      'newest first, each once though it has two lines',
    )
    const town = await list(story, 'chenli', `?view=all&judged=${figure}&area=990101001`)
    assert.deepEqual([town.rows.length, town.counts.open, town.counts.closed], [0, 0, 0], 'odd ones lie in the other town')
    const open = await list(story, 'chenli', `?view=open&judged=${figure}`)
    assert.deepEqual([open.rows.length, open.counts], [9, behind.counts], 'whichever tab is open')
    const twice = await list(story, 'chenli', `?view=all&judged=${figure}&grade=ordinary,major`)
    assert.deepEqual(twice.counts, behind.counts, 'as when each is looked at')
    for (const query of ['?cursor=x', '?state=nonsense', '?grade=red', '?limit=0'])
      assert.equal((await story.as('chenli').get(`/api/v1/events${query}`)).status, 400, query)
    const csv = (await story.as('chenli').get<string>('/api/v1/events.csv?grade=major')).body
    assert.equal(csv.startsWith('\uFEFF"编号"'), true)
    assert.equal(csv.trim().split('\r\n').length, 14)
  })

  it('is empty of an area nobody knows, in every view', async (test) => {
    const story = await startStory(test)
    await fillEvents(story, 3)
    for (const view of ['all', 'open', 'closed', 'overdue', 'mine', 'unit', 'checking'])
      for (const area of ['nowhere', '/99/990101', 'nowhere&grade=major']) {
        const { status, body } = await story.as('chenli').get<List>(`/api/v1/events?view=${view}&area=${area}`)
        assert.deepEqual([status, body.rows, body.counts.open], [200, [], 0], `${view} ${area}`)
      }
    await story.end()
  })

  it('knows what is mine, my unit’s, and overdue', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    assert.equal((await list(story, 'zhoumin', '?view=mine')).rows.length, 1)
    assert.equal((await list(story, 'wutong', '?view=mine')).rows.length, 0, 'not called yet')
    assert.equal((await list(story, 'wutong', '?view=unit')).rows.length, 1)
    const before = await list(story, 'tangke', '?view=overdue')
    await story.pass({ s: 170 })
    await story.as('zhoumin').post(`/api/v1/work-orders/${(await leadOrder(story.as('zhoumin'))).id}/accept`, {})
    await story.pass({ m: 20 })
    const after = await list(story, 'tangke', '?view=overdue')
    assert.deepEqual(
      [before.rows.length, after.rows.length, after.counts.overdue, after.rows[0]?.overdue, after.rows[0]?.clock?.clock],
      [0, 1, 1, true, 'arrive'],
    )
    assert.equal((await list(story, 'wutong', '?view=mine')).rows.length, 0, 'a colleague has it')
  })
})

it('the clock of a list is the clock of the order, in every state', async (test) => {
  const story = await startStory(test)
  await fillEvents(story, 1)
  const [event] = await story.sql<{ id: string }>('select id from events')
  const at = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000)
  let n = 0
  for (const state of orderStates)
    for (const arrived of [null, at(1)])
      for (const finish of [null, at(9)])
        for (const paused of [null, at(2)]) {
          const rung = paused ? null : at(4)
          await story.sql('delete from work_orders')
          await story.sql(
            `insert into work_orders (id, event, unit, unit_name, role, mandatory, state, area, asked_at, accept_by, arrive_by, finish_by, arrived_at, paused_at, changed_at, rung_by)
             values (gen_random_uuid(), $1, 'u', 'U', 'lead', true, $2, '99/', $3, $4, $5, $6, $7, $8, $3, $9)`,
            [event!.id, state, at(0), at(3), at(5), finish, arrived, paused, rung],
          )
          const [order] = await story.sql<OrderRow>('select * from work_orders')
          const [row] = await story.sql<{ clock: string | null; due: Date | null; first: Date | null }>(
            `select l.clock, l.due, coalesce(l.first_due, l.due) as first from events e ${leadSql}`,
          )
          const rule = ['cancelled', 'transferred', 'excused'].includes(state) ? null : currentClock(order!)
          assert.deepEqual(
            [row?.clock ?? null, row?.due ?? null, row?.first ?? null],
            [rule?.clock ?? null, rule?.due ?? null, rule?.firstDue ?? null],
            `${state} ${arrived} ${finish}`,
          )
          n++
        }
  assert.equal(n, orderStates.length * 8)
  // Late it is from the order's own limit on, whatever limit a later rung had.
  await story.sql('delete from work_orders')
  for (const rung of [4, -1]) {
    await story.sql(
      `insert into work_orders (id, event, unit, unit_name, role, mandatory, state, area, asked_at, accept_by, changed_at, rung_by)
       values (gen_random_uuid(), $1, 'u', 'U', 'lead', true, 'asked', '99/', $2, $3, $2, $4)`,
      [event!.id, at(-9), at(-6), at(rung)],
    )
    const [row] = (await list(story, 'chenli')).rows
    assert.deepEqual([row?.clock?.due, row?.clock?.firstDue, row?.overdue], [at(rung).toISOString(), at(-6).toISOString(), true])
    await story.sql('delete from work_orders')
  }
})

describe('what a caller may not see', () => {
  it('is not listed, opened, found or exported', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const { id } = await story.as('chenli').event()
    for (const account of ['liangzhu', 'suhe', 'bailu']) {
      const person = story.as(account)
      assert.equal((await list(story, account)).rows.length, 0, account)
      assert.deepEqual(Object.values((await list(story, account)).counts), [0, 0, 0, 0, 0, 0], account)
      assert.equal((await list(story, account, '?area=99/')).rows.length, 0, account)
      assert.equal((await list(story, account, '?area=990101001')).rows.length, 0, account)
      assert.equal((await person.get(`/api/v1/events/${id}`)).status, 404, account)
      assert.equal((await person.get<string>('/api/v1/events.csv')).body.trim().split('\r\n').length, 1, account)
      const found = (await person.get<Found>('/api/v1/search?q=%E4%B8%B4%E6%B1%9F')).body
      assert.deepEqual(
        [found.events, found.objects, found.devices, found.areas],
        [[], [], [], account === 'bailu' ? found.areas : []],
        account,
      )
      const signals = await person.get<Inbox>('/api/v1/signals')
      assert.equal(signals.status === 403 || signals.body.rows.length === 0, true, account)
    }
    assert.equal((await list(story, 'leiming')).rows.length, 1, 'the fire service has an order of it')
    assert.deepEqual(
      (await story.as('liangzhu').get<Found>('/api/v1/search?q=%E5%91%A8')).body.people,
      [],
      'people of another town',
    )
    const [device] = (await story.as('chenli').get<Found>(`/api/v1/search?q=${firstDevice}`)).body.devices
    assert.equal(device?.id, firstDevice)
  })
})
