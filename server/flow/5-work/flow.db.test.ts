import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startDesk } from '../../../test/desk.ts'
import type { OrderRow } from './types.ts'

const desk = await startDesk()
const minute = 60
const act = (person: string, order: { id: string }, verb: string, body: unknown = {}) =>
  desk.as(person).post(`/api/v1/work-orders/${order.id}/${verb}`, body)
const works = async (person: string, order: { id: string }, verb: string, body: unknown = {}) => {
  const answer = await act(person, order, verb, body)
  assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
}
const refused = async (code: string, ...call: Parameters<typeof act>) => assert.equal((await act(...call)).body.code, code)
const now = async (order: OrderRow): Promise<OrderRow> => (await desk.orders(order.event)).find((row) => row.id === order.id)!
const told = async (order: OrderRow, kind: string): Promise<unknown[]> =>
  (await desk.facts(order.event, kind)).filter((fact) => fact.body.order === order.id).map((fact) => fact.body.clock)
const overdue = (order: OrderRow) => told(order, 'work-order.overdue')
const minutes = (from: Date, to: Date | null) => (to ? (to.getTime() - from.getTime()) / 60_000 : null)

const returning = (proposed: string) => ({ reason: 'function', basis: '职责清单第 3 条', proposed })

describe('an order nobody accepts', () => {
  it('is warned about before its limit, overdue at it, and the next rung gets its own limit', async () => {
    const order = await desk.lead(await desk.open())
    await desk.pass(4 * minute)
    assert.deepEqual([await told(order, 'work-order.due-soon'), await overdue(order)], [['accept'], []])
    await desk.pass(1 * minute)
    assert.deepEqual(await overdue(order), ['accept'])
    const called = await now(order)
    assert.deepEqual([called.step, minutes(order.asked_at, called.rung_by)], [1, 10])
    assert.equal(minutes(order.asked_at, called.accept_by), 5, 'the first limit is kept')
    assert.ok(called.called.includes('post-linjiang-duty') && called.called.includes('post-linjiang-safety-law-b'))
    await works('p-tangke', order, 'accept')
    await desk.pass(10 * minute)
    assert.deepEqual(await overdue(order), ['accept'])
  })
})

describe('an assisting order nobody accepts', () => {
  const called = async (order: OrderRow): Promise<unknown[]> =>
    (await desk.facts(order.event, 'work-order.called'))
      .filter((fact) => fact.body.order === order.id)
      .map(({ body }) => [body.step, body.post])

  it('climbs the line of its unit up to the district when it must take part, and anybody called may accept', async () => {
    const event = await desk.open()
    await works('p-zhoumin', await desk.lead(event), 'accept')
    const order = await desk.assist(event, 'unit-linjiang-livelihood', true)
    const rungs: unknown[][] = []
    for (let rung = 0; rung < 4; rung++) {
      await desk.pass(5 * minute)
      rungs.push((await called(order)).slice(rungs.flat().length))
    }
    assert.deepEqual(rungs, [[[2, 'post-linjiang-duty']], [[3, 'post-beian-duty']], [], []])
    assert.equal(minutes(order.asked_at, (await now(order)).accept_by), 5)
    await works('p-chenli', order, 'accept')
  })

  it('has no ladder when it may stay away: its own people and the hub hear of it', async () => {
    const event = await desk.open()
    await works('p-zhoumin', await desk.lead(event), 'accept')
    const order = await desk.assist(event, 'unit-linjiang-livelihood', false)
    await desk.pass(6 * minute)
    assert.deepEqual([await called(order), await overdue(order)], [[], ['accept']])
  })
})

describe('an accepted order', () => {
  it('is overdue at its arrival and at its finish, each once', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    await desk.pass(30 * minute)
    assert.deepEqual(await overdue(order), ['arrive'])
    await works('p-zhoumin', order, 'arrive')
    await desk.pass(25 * 60 * minute)
    assert.deepEqual(await overdue(order), ['arrive', 'finish'])
    assert.deepEqual(await told(order, 'work-order.due-soon'), ['arrive', 'finish'])
  })

  it('gets more time when somebody else approves it, asked in time', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    const until = new Date(order.finish_by!.getTime() + 3_600_000).toISOString()
    await works('p-zhoumin', order, 'extend', { until, reason: '等风机配件' })
    await refused('permit.missing', 'p-zhoumin', order, 'approve-extend')
    await works('p-tangke', order, 'refuse-extend')
    await refused('approval.none', 'p-tangke', order, 'approve-extend')
    await works('p-zhoumin', order, 'extend', { until, reason: '等风机配件' })
    await works('p-tangke', order, 'approve-extend')
    assert.equal((await now(order)).finish_by?.toISOString(), until)
    await desk.pass(24 * 60 * minute)
    assert.ok(!(await overdue(order)).includes('finish'))
  })

  it('stops its clock only when a second person approves, and goes on with what was left', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    await works('p-zhoumin', order, 'suspend', { reason: '等天晴' })
    await works('p-chenli', order, 'resume')
    assert.deepEqual([(await now(order)).state, (await now(order)).pause], ['accepted', null])
    await works('p-zhoumin', order, 'suspend', { reason: '暴雨红色预警' })
    assert.deepEqual([(await now(order)).state, (await now(order)).paused_at], ['accepted', null])
    await desk.pass(10 * minute)
    await works('p-chenli', order, 'suspend', { reason: '同意，暴雨红色预警' })
    await desk.pass(60 * minute)
    assert.deepEqual(await overdue(order), [])
    await works('p-zhoumin', order, 'resume')
    const after = await now(order)
    assert.deepEqual([after.state, minutes(order.asked_at, after.arrive_by), after.paused_ms], ['accepted', 90, 3_600_000])
    await desk.pass(20 * minute)
    assert.deepEqual(await overdue(order), ['arrive'])
    const told = (await desk.facts(order.event)).map((fact) => fact.kind).filter((kind) => /suspend|resumed/.test(kind))
    const asked = ['work-order.suspend-asked', 'work-order.suspend-refused', 'work-order.suspend-asked']
    assert.deepEqual(told, [...asked, 'work-order.suspended', 'work-order.resumed'])
  })

  it('comes back by itself when the suspension was granted up to a date', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    const until = new Date(desk.now().getTime() + 3_600_000).toISOString()
    await works('p-chenli', order, 'suspend', { reason: '等停电窗口', until })
    await desk.pass(60 * minute)
    assert.deepEqual([(await now(order)).state, (await now(order)).pause], ['accepted', null])
  })
})

describe('an order that is not ours', () => {
  it('may still be left out by whoever it is proposed to, when it might be left out before', async () => {
    for (const mandatory of [false, true]) {
      const event = await desk.open()
      await works('p-zhoumin', await desk.lead(event), 'accept')
      const order = await desk.assist(event, 'unit-beian-urban-management', mandatory)
      await works('p-bailu', order, 'return', returning('unit-linjiang-livelihood'))
      const second = (await desk.orders(event)).find((row) => row.unit === 'unit-linjiang-livelihood')!
      assert.deepEqual([second.role, second.mandatory], ['assist', mandatory])
    }
  })

  it('is returned to the proposed unit, and relieves the first only when that one accepts', async () => {
    const order = await desk.lead(await desk.open())
    await refused('work-order.unit-unknown', 'p-zhoumin', order, 'return', returning('unit-nowhere'))
    await refused('work-order.return-basis', 'p-zhoumin', order, 'return', returning(order.unit))
    await works('p-zhoumin', order, 'return', returning('unit-beian-sanitation'))
    const [first, second] = [
      await now(order),
      (await desk.orders(order.event)).find((row) => row.unit === 'unit-beian-sanitation' && row.role === 'lead')!,
    ]
    assert.deepEqual([first.state, second.state, second.mandatory], ['returned', 'asked', true])
    assert.equal(minutes(order.asked_at, second.finish_by), 24 * 60)
    await works('p-hanqing', second, 'accept')
    assert.equal((await now(order)).state, 'transferred')
    assert.deepEqual(
      (await desk.facts(order.event, 'work-order.cancelled')).map((fact) => fact.body.reason),
      ['handed-over'],
    )
  })

  it('goes to the hub when the proposed unit returns it too; the ruling binds', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'return', returning('unit-beian-sanitation'))
    const second = (await desk.orders(order.event)).find((row) => row.unit === 'unit-beian-sanitation' && row.role === 'lead')!
    await works('p-hanqing', second, 'return', returning('unit-beian-housing'))
    assert.equal((await now(second)).state, 'arbitration')
    assert.equal((await desk.facts(order.event, 'work-order.returned')).at(-1)?.body.second, true)
    await refused('permit.missing', 'p-hanqing', second, 'arbitrate', { unit: 'unit-beian-housing', reason: '不该我' })
    await works('p-chenli', second, 'arbitrate', { unit: 'unit-beian-housing', reason: '管养责任在住建' })
    const third = (await desk.orders(order.event)).find((row) => row.unit === 'unit-beian-housing')!
    assert.deepEqual([(await now(second)).state, (await now(order)).state, third.state], ['transferred', 'returned', 'asked'])
    const clerk = await holderOf('unit-beian-housing')
    await refused('work-order.return-once', clerk, third, 'return', returning('unit-beian-sanitation'))
    await works(clerk, third, 'accept')
    assert.equal((await now(order)).state, 'transferred')
  })

  it('is asked again when the hub rules that it is ours after all', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'return', returning('unit-beian-sanitation'))
    const second = (await desk.orders(order.event)).find((row) => row.unit === 'unit-beian-sanitation' && row.role === 'lead')!
    await works('p-hanqing', second, 'return', returning(order.unit))
    await desk.pass(2 * minute)
    await works('p-chenli', second, 'arbitrate', { unit: 'unit-beian-sanitation', reason: '设施归环卫所' })
    const back = await now(second)
    assert.deepEqual([back.state, minutes(desk.now(), back.accept_by)], ['asked', 5])
    await refused('work-order.return-once', 'p-hanqing', second, 'return', returning('unit-beian-housing'))
    await works('p-hanqing', second, 'accept')
    assert.equal((await now(order)).state, 'transferred')
  })

  it('is not handed into another district with one tap; the refusal names the unit and the way', async () => {
    await desk.spine.query(
      `insert into units (id, name, short_name, kind, tier, parent, valid_from) values ('unit-across', '对岸水利局', '对岸水利', 'district-centre', 'district', 'unit-city', $1)`,
      [new Date(desk.now().getTime() - 1_000)],
    )
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    const body = { unit: 'unit-across', reason: '请对岸接手' }
    const answer = await desk.as('p-zhoumin').post(`/api/v1/work-orders/${order.id}/transfer`, body)
    assert.deepEqual([answer.status, answer.body.code], [422, 'work-order.other-district'])
    assert.match(String(answer.body.zh), /对岸水利局不属本区县.*请求支援/)
    assert.equal((await now(order)).state, 'accepted')
  })

  it('is handed on with what was done of it', async () => {
    const order = await desk.lead(await desk.open())
    await refused('work-order.return-basis', 'p-zhoumin', order, 'transfer', { unit: 'unit-beian-water', reason: '请接手' })
    await works('p-zhoumin', order, 'accept')
    await works('p-zhoumin', order, 'progress', { item: 'ventilate' })
    await works('p-zhoumin', order, 'transfer', { unit: 'unit-beian-sanitation', reason: '需吸污车' })
    const next = (await desk.orders(order.event)).find((row) => row.unit === 'unit-beian-sanitation' && row.role === 'lead')!
    assert.deepEqual([(await now(order)).state, Object.keys(next.done_items)], ['transferred', ['ventilate']])
  })
})

const holderOf = async (unit: string): Promise<string> => {
  const [row] = await desk.spine.query<{ person: string }>(
    'select a.person from appointments a join posts p on p.id = a.post where p.unit = $1 order by p.sort limit 1',
    [unit],
  )
  return row!.person
}

describe('what happens to the event happens to its orders', () => {
  const post = async (person: string, event: string, verb: string, body: unknown) => {
    const answer = await desk.as(person).post(`/api/v1/events/${event}/${verb}`, body)
    assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
  }
  const states = async (event: string) => (await desk.orders(event)).map((row) => row.state)

  it('an order suspended at the place is there again when it goes on, by a person or by its date', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    await works('p-zhoumin', order, 'arrive', { lon: 106.6, lat: 29.6 })
    await works('p-chenli', order, 'suspend', { reason: '等配件' })
    await works('p-zhoumin', order, 'resume')
    assert.equal((await now(order)).state, 'arrived')
    const until = new Date(desk.now().getTime() + 60_000).toISOString()
    await works('p-chenli', order, 'suspend', { reason: '等配件', until })
    assert.equal((await now(order)).state, 'suspended')
    await desk.pass(minute)
    assert.equal((await now(order)).state, 'arrived')
  })

  it('suspended: all clocks stand; resumed: they go on with what was left', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    await post('p-zhoumin', order.event, 'suspend', { reason: '等法院手续' })
    await post('p-chenli', order.event, 'approve-pause', {})
    await refused('event.state', 'p-zhoumin', order, 'submit', { result: '先交了' })
    await desk.pass(5 * 60 * minute)
    assert.deepEqual(await overdue(order), [])
    await post('p-chenli', order.event, 'resume', {})
    const after = await now(order)
    assert.deepEqual([minutes(order.asked_at, after.arrive_by), after.paused_at], [5 * 60 + 30, null])
    await desk.pass(30 * minute)
    assert.deepEqual(await overdue(order), ['arrive'])
  })

  it('merged or a false alarm: open orders are called off, and nothing rings any more', async () => {
    const [one, other, third] = [await desk.open(), await desk.open(), await desk.open()]
    await post('p-chenli', one, 'merge', { into: other })
    await post('p-chenli', third, 'false-alarm', { reason: '传感器误报' })
    for (const event of [one, third]) {
      assert.ok((await states(event)).every((state) => state === 'cancelled'))
      assert.deepEqual(
        await desk.spine.query(`select t.key from timers t join work_orders w on t.key like 'wo-%:' || w.id where w.event = $1`, [
          event,
        ]),
        [],
      )
    }
    assert.equal((await states(other)).includes('asked'), true)
  })

  it('raised a tier: the new tier leads, the unit that led goes on beside it', async () => {
    const order = await desk.lead(await desk.open())
    await works('p-zhoumin', order, 'accept')
    await post('p-tangke', order.event, 'raise', { reason: '超出街道能力' })
    assert.equal((await now(order)).role, 'assist')
    const leads = (await desk.orders(order.event)).filter((row) => row.role === 'lead')
    assert.deepEqual(
      leads.map((row) => row.unit),
      ['unit-beian'],
    )
  })

  it('an assisting unit is excused by the hub, the lead never', async () => {
    const event = await desk.open()
    const lead = await desk.lead(event)
    const assist = await desk.assist(event, 'unit-beian-water', true)
    await refused('work-order.state', 'p-chenli', lead, 'excuse', { reason: '不用了' })
    await works('p-chenli', assist, 'excuse', { reason: '与水务无关' })
    assert.deepEqual(
      (await desk.facts(event, 'work-order.excused')).map((fact) => fact.body.finished),
      [false],
    )
  })
})
