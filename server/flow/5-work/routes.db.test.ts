import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startDesk } from '../../../test/desk.ts'

const desk = await startDesk()

const url = (order: { id: string }, verb: string) => `/api/v1/work-orders/${order.id}/${verb}`
const act = (person: string, order: { id: string }, verb: string, body: unknown = {}) =>
  desk.as(person).post(url(order, verb), body)

describe('a dispatched event', () => {
  it('has an order with the clocks of its grade and the checklist of its plan', async () => {
    const order = await desk.lead(await desk.open())
    assert.equal(order.unit, 'unit-linjiang-safety-law')
    assert.equal(order.accept_by.getTime() - order.asked_at.getTime(), 5 * 60_000)
    assert.equal(order.checklist.length, 6)
    assert.deepEqual(order.called.includes('post-linjiang-safety-law-a'), true)
  })
})

describe('two people', () => {
  it('who accept at once: one has it, the other is told who', async () => {
    const order = await desk.lead(await desk.open())
    const answers = await Promise.all([act('p-zhoumin', order, 'accept'), act('p-wutong', order, 'accept')])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    const late = answers.find((answer) => answer.status === 409)!
    const now = (await desk.orders(order.event))[0]!
    assert.equal(late.body.code, 'work-order.already-accepted')
    assert.equal(late.body.details?.by, now.accepted_name)
    assert.equal(late.body.zh, `${now.accepted_name} 已于 2026年3月2日 09:30 签收`, 'on the clock of the city')
    assert.equal(late.body.details?.at, '2026-03-02T01:30:00.000Z')
    assert.equal((await desk.facts(order.event, 'work-order.accepted')).length, 1)
  })

  it('one pressing twice with the same key: the same answer, one fact', async () => {
    const order = await desk.lead(await desk.open())
    const key = { 'idempotency-key': 'twice' }
    const answers = await Promise.all([
      desk.as('p-zhoumin').post(url(order, 'accept'), {}, key),
      desk.as('p-zhoumin').post(url(order, 'accept'), {}, key),
    ])
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200],
    )
    assert.deepEqual(answers[0]?.body, answers[1]?.body)
    assert.equal((await desk.facts(order.event, 'work-order.accepted')).length, 1)
  })

  it('one with an old page: the version says so', async () => {
    const order = await desk.lead(await desk.open())
    await act('p-zhoumin', order, 'accept', { version: 1 })
    const answer = await act('p-zhoumin', order, 'arrive', { version: 1 })
    assert.equal(answer.body.code, 'version.stale')
    assert.equal(answer.body.details?.version, 2)
  })

  it('of two mandatory units that submit at once finish the event exactly once', async () => {
    const event = await desk.open({ type: 'city.garbage', grade: 'ordinary' })
    const lead = await desk.lead(event)
    const assist = await desk.assist(event, 'unit-beian-fire', true)
    await desk.spine.query(`update work_orders set checklist = '[]' where event = $1`, [event])
    await act('p-leiming', assist, 'accept')
    await act(await holderOf(lead.unit), lead, 'accept')
    const result = { result: '垃圾已清运，现场已冲洗干净，周边已巡查。' }
    const answers = await Promise.all([
      act(await holderOf(lead.unit), lead, 'submit', result),
      act('p-leiming', assist, 'submit', result),
    ])
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200],
    )
    const finished = (await desk.facts(event, 'work-order.submitted')).filter((fact) => fact.body.finished)
    assert.equal(finished.length, 1)
    assert.equal((await desk.facts(event, 'event.checking')).length, 1)
  })
})

const holderOf = async (unit: string): Promise<string> => {
  const [row] = await desk.spine.query<{ person: string }>(
    'select a.person from appointments a join posts p on p.id = a.post where p.unit = $1 order by p.sort limit 1',
    [unit],
  )
  return row!.person
}

describe('an order that is worked on', () => {
  it('asks once for what is missing, keeps evidence with its hash, and goes to the check', async () => {
    const order = await desk.lead(await desk.open())
    await act('p-zhoumin', order, 'accept')
    await act('p-zhoumin', order, 'arrive', { lon: 106.6, lat: 29.6005, accuracyM: 8 })
    assert.equal((await desk.facts(order.event, 'work-order.arrived'))[0]?.body.distanceM, 56)
    const early = await act('p-zhoumin', order, 'submit', { result: '处理完毕' })
    assert.equal(early.body.code, 'work-order.evidence-missing')
    assert.equal(early.body.details?.items, 'cordon,ventilate,lid-before,test,lid-after,cause')

    for (const item of ['cordon', 'lid-before', 'lid-after'])
      assert.equal((await act('p-zhoumin', order, 'progress', { item, file: await photo('p-zhoumin') })).status, 200)
    await act('p-zhoumin', order, 'progress', { item: 'ventilate' })
    await act('p-zhoumin', order, 'progress', { item: 'test', value: 3.5 })
    const last = await act('p-zhoumin', order, 'progress', { item: 'cause', note: '风机皮带断，已更换' })
    assert.deepEqual(
      (last.body.checklist as { done: boolean }[]).map((item) => item.done),
      Array(6).fill(true),
    )
    const done = await act('p-zhoumin', order, 'submit', {
      result: '已通风四十分钟，风机皮带已更换，读数恢复正常。',
      cause: '皮带断裂',
    })
    assert.deepEqual([done.status, done.body.state, done.body.defects], [200, 'submitted', []])
    const added = await desk.facts(order.event, 'evidence.added')
    assert.equal(added.length, 6)
    assert.equal(added[0]?.body.hash, 'f'.repeat(64))
    assert.equal((await desk.spine.query('select 1 from timers where key like $1', [`wo-%:${order.id}`])).length, 0)
  })

  it('takes only the caller’s own complete photo', async () => {
    const order = await desk.lead(await desk.open())
    await act('p-zhoumin', order, 'accept')
    assert.equal((await act('p-zhoumin', order, 'progress', { item: 'cordon', file: await photo('p-wutong') })).status, 404)
    assert.equal(
      (await act('p-zhoumin', order, 'progress', { item: 'cordon', file: await photo('p-zhoumin', 'receiving') })).body.code,
      'file.chunk',
    )
    assert.equal((await act('p-zhoumin', order, 'progress', { item: 'cordon' })).status, 400)
  })

  it('keeps the phone’s time for the timeline and runs its clocks by ours', async () => {
    const order = await desk.lead(await desk.open())
    await desk.pass(120)
    const at = new Date(desk.now().getTime() - 60_000)
    await act('p-zhoumin', order, 'accept', { occurredAt: at.toISOString() })
    const [fact] = await desk.spine.query<{ occurred_at: Date; recorded_at: Date }>(
      `select occurred_at, recorded_at from facts where subject = $1 and kind = 'work-order.accepted'`,
      [order.event],
    )
    assert.deepEqual([fact?.occurred_at, fact?.recorded_at], [at, desk.now()])
    assert.deepEqual((await desk.orders(order.event))[0]?.accepted_at, desk.now())
  })

  it('remembers a hasty closing for the checker', async () => {
    const event = await desk.open({ type: 'city.garbage', grade: 'ordinary' })
    const lead = await desk.lead(event)
    const holder = await holderOf(lead.unit)
    await desk.spine.query(`update work_orders set checklist = '[]' where event = $1`, [event])
    await act(holder, lead, 'accept')
    await desk.pass(20)
    const answer = await act(holder, lead, 'submit', { result: '已安排环卫人员到场清理并恢复路面整洁，无遗留。' })
    assert.deepEqual(answer.body.defects, ['too-brief', 'no-evidence'])
  })
})

async function photo(owner: string, state = 'complete'): Promise<string> {
  const id = crypto.randomUUID()
  await desk.spine.query(
    'insert into files (id, sha256, size, received, kind, state, owner, made_at) values ($1, $2, 9, 9, $3, $4, $5, $6)',
    [id, 'f'.repeat(64), 'image/jpeg', state, owner, desk.now()],
  )
  return id
}

describe('the list of today', () => {
  it('is sorted by time left, page by page, and shows phones of the own unit only', async () => {
    const list = await desk.as('p-zhoumin').get('/api/v1/work-orders?view=unit&limit=3')
    const rows = list.body.rows as {
      id: string
      clock: { due: string } | null
      contacts: { phone: string }[]
      safety: unknown[]
    }[]
    assert.equal(rows.length, 3)
    const next = await desk
      .as('p-zhoumin')
      .get(`/api/v1/work-orders?view=unit&limit=100&cursor=${encodeURIComponent(String(list.body.next))}`)
    const all = [...rows, ...(next.body.rows as typeof rows)]
    const dues = all.map((row) => row.clock?.due ?? '9999')
    assert.deepEqual(dues, [...dues].sort())
    assert.equal(new Set(all.map((row) => row.id)).size, all.length)
    assert.equal(
      all.length,
      Number(
        (
          await desk.spine.query<{ n: string }>(
            `select count(*) as n from work_orders where unit = 'unit-linjiang-safety-law' and state <> 'cancelled'`,
          )
        )[0]!.n,
      ),
    )
    assert.equal(rows[0]!.safety.length, 4)
    const phones = all.flatMap((row) => row.contacts.map((contact) => contact.phone))
    assert.ok(phones.some((phone) => phone.includes('*')) && phones.some((phone) => !phone.includes('*')))
  })

  it('is empty for a unit without work, and an order of another town looks like none', async () => {
    assert.deepEqual((await desk.as('p-suhe').get('/api/v1/work-orders?view=unit')).body.rows, [])
    const order = await desk.lead(await desk.open())
    assert.equal((await desk.as('p-suhe').get(`/api/v1/work-orders/${order.id}`)).status, 404)
    assert.equal((await act('p-suhe', order, 'accept')).status, 404)
    assert.equal((await desk.as('p-chenli').get(`/api/v1/work-orders/${order.id}`)).status, 200)
  })
})
