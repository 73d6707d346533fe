import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { ClosedWays, EventWay } from '../../contract/way-closure.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import type { Story } from '../story.ts'
import { alarmOf, first, horn, partsOf, point, second, shaking, startRock, stopShips, watch } from './rock.ts'

const maritime = 'unit-beian-maritime'
const line = '105.5000,31.5000 105.5100,31.4980 105.5200,31.4990'
const all = ['still', 'shore', 'bed']

const orderOf = async (story: Story, unit: string): Promise<string> =>
  (await partsOf(story)).find((part) => part.unit === unit)!.id
const wayOf = async (story: Story, account: string, event: string): Promise<EventWay> =>
  (await story.as(account).get<EventDetail>(`/api/v1/events/${event}`)).body.ways.find(({ block }) => block === 'shipping')!
const missing = async (story: Story, event: string): Promise<string[]> =>
  (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body.missing.flatMap(({ code, zh }) =>
    code === 'way' ? [zh] : [],
  )

async function red(story: Story): Promise<void> {
  const known = { 'waterway-name': '长江', 'reach-from': 655.5, 'reach-to': 657.5, 'reach-line': line }
  await story.sql('update objects set details = details || $2 where id = $1', [point, JSON.stringify(known)])
  await watch(story, [0, 18], { [first]: (h) => ({ crack: 30 + shaking(h) }), [second]: (h) => ({ crack: 12 + shaking(h) }) })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 25 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'red')
  await story.receipts(horn)
}

/** Whoever was called first for a unit's part takes it on. */
async function holderOf(story: Story, order: string): Promise<string> {
  const [holder] = await story.sql<{ account: string }>(
    'select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1 and c.step = 0 order by c.called_at, a.account limit 1',
    [order],
  )
  assert.equal((await story.as(holder!.account).post(`/api/v1/work-orders/${order}/accept`, {})).status, 200)
  return holder!.account
}

describe('ships below a red rock', () => {
  it('are stopped by an order with a reach, told to whom it concerns, and let through by two once the rock is below red', async (t) => {
    const story = await startRock(t)
    await red(story)
    const event = (await story.as('chenli').event()).id
    const order = await orderOf(story, maritime)
    const ship = await holderOf(story, order)
    const act = (verb: string, body: object) =>
      story.as(ship).post<{ code?: string; details?: Record<string, string> }>(`/api/v1/work-orders/${order}/${verb}`, body)

    const before = await wayOf(story, ship, event)
    assert.deepEqual([before.wanted, before.closure, before.allowed], [true, null, ['close', 'needless']])
    assert.deepEqual(
      [before.known.wayName, before.known.fromKm, before.known.toKm, before.known.line.length],
      ['长江', 655.5, 657.5, 3],
    )
    assert.deepEqual(await missing(story, event), ['“停航令”还没有下达'])
    assert.equal((await act('submit', { result: '航道已停航' })).body.code, 'way.not-ordered', 'words are no order')
    const reach = { block: 'shipping', wayName: '长江', fromKm: 655.5, toKm: 657.5 }
    assert.equal((await act('way-close', { ...reach, toKm: 655.5 })).body.code, 'way.backwards')
    assert.equal((await act('way-close', { ...reach, block: 'road' })).status, 404, 'no road is threatened')
    // Said to be needless at the desk while a phone out of reach holds the order already: the ships are stopped, whatever was written between.
    const occurredAt = story.now().toISOString()
    await story.pass({ m: 1 })
    assert.equal((await act('way-needless', { block: 'shipping', reason: '主航道在对岸' })).status, 200)
    assert.deepEqual(await missing(story, event), [])
    assert.equal((await act('way-close', { ...reach, occurredAt })).status, 200)
    assert.deepEqual(await missing(story, event), ['“停航令”还没有解除'])
    assert.equal((await act('way-close', reach)).body.code, 'way.state', 'it is closed already')
    const geology = await orderOf(story, 'unit-beian-geology')
    const other = await story
      .as(await holderOf(story, geology))
      .post<{ code: string }>(`/api/v1/work-orders/${geology}/way-tell`, {
        block: 'shipping',
        to: 'ports',
      })
    assert.equal(other.body.code, 'way.not-yours')

    for (const to of ['maritime', 'ports', 'ports'])
      assert.equal((await act('way-tell', { block: 'shipping', to, how: '电话' })).status, 200)
    const card = (await story.as(ship).get<OrderCard>(`/api/v1/work-orders/${order}`)).body.ways[0]!
    assert.deepEqual(
      card.closure!.told.map(({ to }) => to),
      ['maritime', 'ports'],
      'nobody is told twice',
    )
    assert.equal((await act('submit', { result: '航道已停航，警戒船就位' })).status, 200)

    const map = (await story.as('chenli').get<ClosedWays>('/api/v1/way-closures')).body.rows
    assert.deepEqual(
      map.map(({ wayName, fromKm, toKm, state, line: drawn }) => [wayName, fromKm, toKm, state, drawn.length]),
      [['长江', 655.5, 657.5, 'closed', 3]],
    )
    assert.deepEqual(await missing(story, event), ['“停航令”还没有解除'])

    const end = (account: string, verb: string, body: object) =>
      story.as(account).post<{ code?: string; state?: string }>(`/api/v1/way-closures/${map[0]!.id}/${verb}`, body)
    const ask = { checks: all, note: '变形已收敛，岸坡巡查无异常' }
    assert.equal((await end(ship, 'ask-lift', { ...ask, checks: ['still'] })).body.code, 'way.checks')
    assert.equal((await end(ship, 'ask-lift', ask)).body.code, 'way.level', 'the rock is red')
    await calm(story)
    assert.equal((await end(ship, 'ask-lift', ask)).body.state, 'lifting')
    assert.equal((await end('hechuan', 'lift', { passed: false })).body.code, 'reason.missing')
    assert.equal((await end('hechuan', 'lift', { passed: false, reason: '先等扫测报告' })).body.state, 'closed')
    assert.equal((await end('chenli', 'ask-lift', ask)).body.state, 'lifting', 'whoever dispatches there may ask as well')
    assert.equal((await end('chenli', 'lift', { passed: true })).body.code, 'way.second', 'not who asked')
    assert.equal((await end('hechuan', 'lift', { passed: true })).body.state, 'open')
    assert.deepEqual(await missing(story, event), [])
    assert.deepEqual((await story.as('chenli').get<ClosedWays>('/api/v1/way-closures')).body.rows, [])
    const facts = (await story.facts()).filter(({ kind }) => kind.startsWith('way.')).map(({ kind }) => kind)
    assert.deepEqual(facts, [
      'way.needless',
      'way.closed',
      'way.told',
      'way.told',
      'way.lift-asked',
      'way.lift-refused',
      'way.lift-asked',
      'way.opened',
    ])
    await story.acknowledge()
    await story.end()
  })
})

/** What a citizen saw at the point, opened as a case of its own. */
async function signReported(story: Story): Promise<string> {
  const sign = { type: 'rock-hazard.sign', content: '崖上掉石头', lon: 105.5072, lat: 31.5069 }
  assert.equal((await story.public('POST', '/api/v1/reports', sign)).status, 200)
  const [signal] = await story.sql<{ id: string }>('select id from signals where report is not null')
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`, {})
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return opened.body.event
}

describe('ships stopped in a case that was merged into another', () => {
  it('stay stopped while the alarm of any of them is red, and hold the case it was merged into', async (t) => {
    const story = await startRock(t)
    await red(story)
    const danger = (await story.as('chenli').event()).id
    const order = await orderOf(story, maritime)
    const ship = await holderOf(story, order)
    const closure = await stopShips(story, ship, order)
    const sign = await signReported(story)
    assert.deepEqual(await missing(story, sign), [], 'a way of another case is none of it')
    const merged = await story.as('chenli').post(`/api/v1/events/${danger}/merge`, { into: sign })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    const way = await wayOf(story, 'chenli', sign)
    assert.deepEqual([way.closure?.id, way.standing], [closure, 'red'], 'the report has no alarm of its own')
    assert.deepEqual(await missing(story, sign), ['“停航令”还没有解除'])
    const [shown] = (await story.as('chenli').get<ClosedWays>('/api/v1/way-closures')).body.rows
    assert.equal(shown!.over, false, 'somebody is at it')

    const end = (account: string, verb: string, body: object) =>
      story.as(account).post<{ code?: string; state?: string }>(`/api/v1/way-closures/${closure}/${verb}`, body)
    const ask = { checks: all, note: '变形已收敛，岸坡巡查无异常' }
    assert.equal((await end(ship, 'ask-lift', ask)).body.code, 'way.level', 'the rock is red')
    await calm(story)
    assert.equal((await end(ship, 'ask-lift', ask)).body.state, 'lifting', 'who ordered it, though that order is over')
    assert.equal((await end('hechuan', 'lift', { passed: true })).body.state, 'open')
    assert.deepEqual(await missing(story, sign), [])
    const lifted = (await story.facts('way.opened')).at(-1)!
    assert.deepEqual([lifted.subject, lifted.body.event], [sign, sign])
    await story.sql('update alarms set cleared_at = null where object = $1 and family = $2', [point, 'rock'])
    assert.deepEqual(await missing(story, sign), ['“停航令”还没有下达'], 'red again, and the ships pass below')
    await story.sql('update alarms set cleared_at = $2 where object = $1', [point, story.now()])
    await story.acknowledge()
    await story.end()
  })
})

/** The alarm is over: that it clears when nothing moves any more is told by the rules' own tests. */
async function calm(story: Story): Promise<void> {
  await story.sql('update alarms set cleared_at = $2 where object = $1', [point, story.now()])
  assert.equal(await alarmOf(story), null)
}
