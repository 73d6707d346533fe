import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckRow } from '../../../contract/check.ts'
import { startDesk } from '../../../test/desk.ts'
import { registerVitals } from '../../../test/vital-ground.ts'
import { disputeReport } from './dispute.ts'

const desk = await startDesk()

const post = (person: string, event: string, verb: string, body: unknown = {}) =>
  desk.as(person).post(`/api/v1/events/${event}/${verb}`, body)
const work = async (person: string, order: { id: string }, verb: string, body: unknown = {}) => {
  const answer = await desk.as(person).post(`/api/v1/work-orders/${order.id}/${verb}`, body)
  assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
}
const state = async (event: string) =>
  (await desk.spine.query<{ state: string }>('select state from events where id = $1', [event]))[0]!.state
const result = { result: '已通风四十分钟，风机皮带已更换，读数恢复正常。', cause: '皮带断裂' }

/** An event whose lead has submitted; its alarm is still open when `alarm` says so. */
async function finished(alarm: 'open' | 'cleared' | null = null): Promise<string> {
  const id = alarm ? await raise(alarm) : null
  const event = await desk.open({ alarm: id })
  const lead = await desk.lead(event)
  await desk.spine.query(`update work_orders set checklist = '[]' where id = $1`, [lead.id])
  await work('p-zhoumin', lead, 'accept')
  await work('p-zhoumin', lead, 'progress', { value: 3.1, lon: 106.6, lat: 29.6009 })
  await work('p-zhoumin', lead, 'submit', result)
  return event
}

async function raise(alarm: 'open' | 'cleared'): Promise<string> {
  const id = crypto.randomUUID()
  await desk.spine.query(
    `insert into alarms (id, object, family, pack, severity, peak, since, cleared_at, area, label) values ($1, $2, 'gas', 'septic-gas', 'orange', 'orange', $3, $4, '99/', '1 号池')`,
    [id, `tank-${id}`, desk.now(), alarm === 'cleared' ? desk.now() : null],
  )
  return id
}

describe('the check', () => {
  it('is a second person’s: the handler is refused, the checker closes, and everything is on the timeline', async () => {
    const event = await finished('cleared')
    assert.equal(await state(event), 'checking')
    // 唐可 may check in 临江街道, but not what she worked on herself.
    const assist = await desk.open()
    const lead = await desk.lead(assist)
    await desk.spine.query(`update work_orders set checklist = '[]', post = 'post-linjiang-duty' where id = $1`, [lead.id])
    await work('p-tangke', lead, 'accept')
    await work('p-tangke', lead, 'submit', result)
    assert.equal((await post('p-tangke', assist, 'check', { passed: true })).body.code, 'check.self')
    assert.equal((await post('p-zhoumin', event, 'check', { passed: true })).body.code, 'permit.missing')

    const answer = await post('p-hechuan', event, 'check', { passed: true })
    assert.deepEqual([answer.status, answer.body.state], [200, 'closed'])
    const orders = await desk.orders(event)
    assert.deepEqual(
      orders.map((order) => order.state),
      ['passed', 'cancelled'],
    )
    const kinds = (await desk.facts(event)).map((fact) => fact.kind)
    for (const kind of ['event.checking', 'check.passed', 'work-order.passed', 'event.closed'])
      assert.equal(kinds.filter((one) => one === kind).length, 1, kind)
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.code, 'event.state')
  })

  it('sends back with a reason, and the lead goes on with the same limits', async () => {
    const event = await finished()
    assert.equal((await post('p-hechuan', event, 'check', { passed: false })).body.code, 'check.reason')
    const before = await desk.lead(event)
    assert.equal((await post('p-hechuan', event, 'check', { passed: false, reason: '池口照片不清，请补拍' })).status, 200)
    const after = await desk.lead(event)
    assert.deepEqual([await state(event), after.state, after.finish_by], ['handling', 'accepted', before.finish_by])
    assert.equal((await desk.facts(event, 'work-order.sent-back'))[0]?.body.reason, '池口照片不清，请补拍')
    await work('p-zhoumin', after, 'submit', result)
    assert.equal(await state(event), 'checking')
  })

  it('sends back the orders the checker names besides the lead, each to where its people were', async () => {
    const event = await desk.open()
    const lead = await desk.lead(event)
    const fire = await desk.assist(event, 'unit-beian-fire', true)
    const water = await desk.assist(event, 'unit-beian-water', true)
    const [clerk] = await desk.spine.query<{ person: string }>(
      `select a.person from appointments a join posts p on p.id = a.post where p.unit = 'unit-beian-water' order by p.sort limit 1`,
    )
    await desk.spine.query(`update work_orders set checklist = '[]' where event = $1`, [event])
    for (const [person, order] of [
      ['p-zhoumin', lead],
      ['p-leiming', fire],
      [clerk!.person, water],
    ] as const) {
      await work(person, order, 'accept')
      if (order !== water) await work(person, order, 'arrive')
      await work(person, order, 'submit', result)
    }
    const row = ((await desk.as('p-hechuan').get('/api/v1/checks?limit=100')).body.rows as CheckRow[]).find(
      (one) => one.event === event,
    )!
    assert.deepEqual(row.assists.map((one) => one.order).sort(), [fire.id, water.id].sort())
    const sends = (orders: string[]) => post('p-hechuan', event, 'check', { passed: false, reason: '水样照片不清', orders })
    assert.equal((await sends([crypto.randomUUID()])).body.code, 'check.orders')
    assert.equal((await sends([water.id])).status, 200)
    const states = new Map((await desk.orders(event)).map((order) => [order.id, order.state]))
    assert.deepEqual(
      [lead, fire, water].map((order) => states.get(order.id)),
      ['arrived', 'submitted', 'accepted'],
    )
    assert.equal((await desk.facts(event, 'work-order.sent-back')).length, 2)
    await work('p-zhoumin', lead, 'submit', result)
    assert.equal(await state(event), 'handling', 'the named unit has not submitted again')
    await work(clerk!.person, water, 'submit', result)
    assert.equal(await state(event), 'checking')
  })

  it('does not close over a mandatory order that was added meanwhile', async () => {
    const event = await desk.open()
    const lead = await desk.lead(event)
    const assist = await desk.assist(event, 'unit-beian-water', true)
    await desk.spine.query(`update work_orders set checklist = '[]' where id = $1`, [lead.id])
    await work('p-zhoumin', lead, 'accept')
    await work('p-zhoumin', lead, 'submit', result)
    assert.equal(await state(event), 'handling')
    // Even if something moved the event on, the check itself looks again.
    await desk.spine.query(`update events set state = 'checking', checking_at = $2 where id = $1`, [event, desk.now()])
    const answer = await post('p-hechuan', event, 'check', { passed: true })
    assert.deepEqual([answer.body.code, answer.body.details?.count], ['event.open-orders', 1])
    await desk.spine.query(`update events set state = 'handling' where id = $1`, [event])
    await work('p-chenli', assist, 'excuse', { reason: '与水务无关' })
    assert.equal(await state(event), 'checking')
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).status, 200)
  })

  it('waits for the alarm to clear, or writes the waiver down', async () => {
    const event = await finished('open')
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.code, 'check.reading')
    assert.equal((await post('p-hechuan', event, 'check', { passed: true, waiver: '传感器故障，便携仪复测 0' })).status, 200)
    assert.equal((await desk.facts(event, 'check.passed'))[0]?.body.waiver, '传感器故障，便携仪复测 0')
  })

  it('takes a reason when before and after are one photo, and says so in the queue', async () => {
    const event = await finished('cleared')
    const lead = await desk.lead(event)
    await desk.spine.query(`update work_orders set checklist = $2 where id = $1`, [
      lead.id,
      JSON.stringify(
        ['before', 'after'].map((when) => ({ id: when, name: { zh: when, en: when }, kind: 'photo', required: false, when })),
      ),
    ])
    for (const item of ['before', 'after'])
      await desk.spine.query(
        `insert into evidence (id, event, work_order, item, kind, hash, taken_at, added_at, added_by) values ($1, $2, $3, $4, 'photo', 'abc', $5, $5, 'p-zhoumin')`,
        [crypto.randomUUID(), event, lead.id, item, desk.now()],
      )
    const rows = (await desk.as('p-hechuan').get('/api/v1/checks?limit=100')).body.rows as CheckRow[]
    const row = rows.find((one) => one.event === event)!
    assert.deepEqual([row.needsWaiver, row.missing.map((one) => one.code)], [true, ['same-photo']])
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.code, 'check.photos')
    assert.equal((await post('p-hechuan', event, 'check', { passed: true, waiver: '相机坏了，现场已看过' })).status, 200)
    assert.equal((await desk.facts(event, 'check.passed'))[0]?.body.waiver, '相机坏了，现场已看过')
  })

  it('writes no waiver down that nobody needed', async () => {
    const event = await finished('cleared')
    await post('p-hechuan', event, 'check', { passed: true, waiver: '以防万一' })
    assert.equal((await desk.facts(event, 'check.passed'))[0]?.body.waiver, null)
  })

  it('by two people at once closes once', async () => {
    const event = await finished()
    const answers = await Promise.all([
      post('p-hechuan', event, 'check', { passed: true }),
      post('p-chenli', event, 'check', { passed: true }),
    ])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    assert.equal((await desk.facts(event, 'event.closed')).length, 1)
  })
})

describe('the queue of checks', () => {
  it('shows what a checker looks at, the longest waiting first, to those whose area it is', async () => {
    const event = await finished('open')
    const list = await desk.as('p-hechuan').get('/api/v1/checks?limit=100')
    const rows = list.body.rows as CheckRow[]
    const row = rows.find((one) => one.event === event)!
    assert.deepEqual(
      [row.holderName, row.result, row.reading.needed, row.reading.clear, row.mayCheck],
      ['周敏', result.result, true, false, true],
    )
    assert.deepEqual(
      row.missing.map((one) => one.code),
      ['reading', ...row.defects.map(() => 'defect')],
    )
    assert.equal(row.evidence[0]?.distanceM, 100)
    const times = rows.map((one) => one.checkingAt)
    assert.deepEqual(times, [...times].sort())
    const other = (await desk.as('p-liangzhu').get('/api/v1/checks')).body.rows
    assert.deepEqual(other, [])
  })
})

describe('a closed event', () => {
  const closed = async () => {
    const event = await finished()
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).status, 200)
    return event
  }

  it('is disputed by staff once each, and reopened by the hub with a new lead order', async () => {
    const event = await closed()
    assert.equal((await post('p-xieran', event, 'dispute', { reason: '味道还在' })).status, 404)
    assert.equal((await post('p-zhoumin', event, 'dispute', { reason: '味道还在' })).status, 200)
    assert.equal((await post('p-zhoumin', event, 'dispute', { reason: '味道真的还在' })).status, 200)
    assert.equal((await desk.facts(event, 'event.disputed')).length, 1)
    assert.equal(
      ((await desk.as('p-chenli').get('/api/v1/disputes')).body.rows as { event: string }[]).filter((row) => row.event === event)
        .length,
      1,
    )
    assert.equal((await post('p-zhoumin', event, 'reopen', { reason: '味道还在' })).body.code, 'permit.missing')
    assert.equal((await post('p-chenli', event, 'reopen', { reason: '复查属实' })).status, 200)
    const leads = (await desk.orders(event)).filter((order) => order.role === 'lead').map((order) => order.state)
    assert.deepEqual([await state(event), leads.sort()], ['handling', ['asked', 'passed']])
    const [dispute] = await desk.spine.query<{ upheld: boolean }>('select upheld from disputes where event = $1', [event])
    assert.equal(dispute?.upheld, true)
    assert.equal((await post('p-chenli', event, 'reopen', { reason: '再开一次' })).body.code, 'event.state')
  })

  it('stays closed when the dispute is not upheld, but never by whoever closed it', async () => {
    const event = await closed()
    await post('p-zhoumin', event, 'dispute', { reason: '不认可打分' })
    const [dispute] = await desk.spine.query<{ id: string }>('select id from disputes where event = $1', [event])
    const refuse = (person: string) => desk.as(person).post(`/api/v1/disputes/${dispute!.id}/refuse`, { reason: '处置到位' })
    assert.equal((await refuse('p-hechuan')).body.code, 'approval.self')
    assert.equal((await refuse('p-chenli')).status, 200)
    const [said] = await desk.facts(event, 'event.dispute-refused')
    assert.deepEqual(said?.body, { event, dispute: dispute!.id, report: null, reason: '处置到位' })
    assert.equal((await refuse('p-chenli')).status, 404)
    assert.equal(await state(event), 'closed')
  })

  it('is disputed by its reporter; an open one cannot be', async () => {
    const [event, open] = [await closed(), await desk.open()]
    const citizen = { kind: 'citizen' as const, id: 'citizen' }
    const dispute = (of: string) =>
      desk.spine.transaction(citizen, (tx) =>
        disputeReport(tx, { id: crypto.randomUUID(), event: of, state: 'closed' }, '还是臭'),
      )
    await dispute(event)
    assert.deepEqual((await desk.facts(event, 'event.disputed'))[0]?.body, { event, reason: '还是臭', by: 'reporter' })
    await assert.rejects(dispute(open), /event.state/)
  })
})

describe('the queue of checks and the list of disputes', () => {
  it('asks the database as often for a full page as for one row', async () => {
    for (const alarm of ['cleared', null, 'open'] as const) await finished(alarm)
    const asked = async (limit: number): Promise<[rows: number, statements: number]> => {
      const { query } = desk.spine
      let statements = 0
      desk.spine.query = (text, values) => {
        statements++
        return query(text, values)
      }
      const { body } = await desk.as('p-hechuan').get(`/api/v1/checks?limit=${limit}`)
      desk.spine.query = query
      return [(body.rows as unknown[]).length, statements]
    }
    const [one, many] = [await asked(1), await asked(50)]
    assert.ok(one[0] === 1 && many[0] >= 3, `${one[0]} and ${many[0]} rows`)
    assert.equal(many[1], one[1])
  })

  it('waits for each vital of the case too, whether it opened it or joined it, and says what was measured', async () => {
    const [event, other] = [await finished('cleared'), await finished()]
    const vital = {
      board: 'facilities',
      track: 'gas',
      unit: { zh: '%', en: '%' },
      decimals: 0,
      aggregation: 'last',
      times: 1,
    } as const
    const more = { tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, source: { zh: '站', en: 'station' } } as const
    const named = (code: string) => ({ ...vital, ...more, code, name: { zh: code, en: code } })
    await registerVitals(desk.spine, [named('gas.own'), named('gas.joined')])
    await desk.spine.query(`update events set vital = 'gas.own', vital_area = '990101001' where id = $1`, [event])
    await desk.spine.query(`insert into event_vitals values ($1, 'gas.joined', '990101001', '2026-03-01')`, [event])
    const stand = (code: string, level: string | null) =>
      desk.spine.query(
        `insert into vital_marks (vital, area, period, told, n, before, state) values ($1, '990101001', now(), true, 0, '{}', jsonb_build_object('level', $2::text))
         on conflict (vital, area) do update set state = excluded.state`,
        [code, level],
      )
    const readings = async () => {
      const rows = (await desk.as('p-hechuan').get('/api/v1/checks?limit=100')).body.rows as CheckRow[]
      const of = (id: string) => rows.find((one) => one.event === id)!.reading
      const { clear, vitals } = of(event)
      return [clear, vitals.map(({ name, areaName, outside }) => [name.zh, areaName, outside]), of(other).vitals]
    }
    const inside = ['gas.own', '临江街道', false]
    await stand('gas.joined', 'out')
    assert.deepEqual(await readings(), [false, [['gas.joined', '临江街道', true], inside], []])
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.code, 'check.reading')
    await stand('gas.joined', null)
    assert.deepEqual(
      await readings(),
      [true, [inside, ['gas.joined', '临江街道', false]], []],
      'what opened it first, what is outside before',
    )
    await stand('gas.own', 'out')
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.code, 'check.reading')
    await stand('gas.own', null)
    assert.equal((await post('p-hechuan', event, 'check', { passed: true })).body.state, 'closed')
  })

  it('shows each event its own orders, evidence and alarm', async () => {
    const events = { open: await finished('open'), cleared: await finished('cleared') }
    const rows = (await desk.as('p-hechuan').get('/api/v1/checks?limit=100')).body.rows as CheckRow[]
    for (const [alarm, event] of Object.entries(events)) {
      const row = rows.find((one) => one.event === event)!
      assert.equal(row.reading.clear, alarm === 'cleared')
      assert.equal(row.order, (await desk.lead(event)).id)
      assert.equal(row.evidence.length, 1)
    }
  })

  it('pages disputes, oldest first', async () => {
    for (let n = 0; n < 3; n++) {
      const event = await finished('cleared')
      await post('p-hechuan', event, 'check', { passed: true })
      await post('p-zhoumin', event, 'dispute', { reason: `不认可 ${n}` })
    }
    const page = async (query: string) =>
      (await desk.as('p-chenli').get(`/api/v1/disputes${query}`)).body as { rows: { id: string }[]; next: string | null }
    const whole = await page('?limit=100')
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const one: { rows: { id: string }[]; next: string | null } = await page(`?limit=1${next ? `&cursor=${next}` : ''}`)
      seen.push(...one.rows.map((row) => row.id))
      next = one.next
    }
    assert.ok(seen.length >= 3)
    assert.deepEqual([seen, whole.next], [whole.rows.map((row) => row.id), null])
  })
})
