import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { BriefNumbers, ObjectBrief } from '../../../../contract/object-brief.ts'
import type { PublicObject } from '../../../../contract/public-object.ts'
import type { SignalDetail } from '../../../../contract/signal.ts'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import { startStory } from '../../../../test/story.ts'

const tower = 'tower-linjiang'
const hazard = { type: 'high-rise-fire.hazard', content: '三楼楼道停满电动车在充电' }
type Done = { id: string; code: string; signal: string; event: string }

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: highRisePacks })
await story.sql(
  `insert into objects (id, pack, kind, code, name, area, lon, lat, address, details)
   select $1, 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat, '沿江路 1 号', '{"water": "none", "height": 96, "wiring": "faulty"}'
   from objects where id = 'tank-990101-0001'`,
  [tower],
)
while (await story.zhili.rateStale());
const keeper = story.as('baining')
const issue = async (object: string) => (await keeper.post<Done>(`/api/v1/objects/${object}/codes`, {})).body.code
const charge = (role: string, holder: object) => keeper.post(`/api/v1/objects/${tower}/charges`, { role, holder })
const look = async (code: string) => {
  const { status, body } = await story.public('GET', `/api/v1/public/codes/${code}`)
  return { status, body: body as unknown as PublicObject }
}
const report = (body: object, as?: string) =>
  as ? story.as(as).post<Done>('/api/v1/reports', body) : story.public('POST', '/api/v1/reports', body)
const signalOf = async (sent: unknown) =>
  (
    await story.sql<{ id: string; object: string; title: string; area: string }>(
      'select id, object, title, area from signals where report = $1',
      [sent],
    )
  )[0]!
const code = await issue(tower)

describe('the page behind a code', () => {
  it('tells the colour with its reasons and what brings it back, public details, and people by one character only', async () => {
    await charge('responsible', { kind: 'outside', name: '欧阳芷兰', phone: '13000008888' })
    await charge('maintainer', { kind: 'outside', name: '永固消防维保', firm: true, phone: '13000009999' })
    await charge('grid', { kind: 'person', id: 'p-xieran' })
    const { status, body } = await look(code.toLowerCase())
    assert.equal(status, 200)
    const { object } = body
    assert.deepEqual(
      [body.title.zh, object?.name, object?.areaName, object?.address],
      ['高楼消防码', '临江大厦', '北岸区临江街道渡口社区', '沿江路 1 号'],
    )
    assert.deepEqual(
      object?.details.map(({ value }) => value.zh),
      ['96 m', '无水'],
      'wiring is in the register, and no business of a passer-by',
    )
    assert.equal(object?.risk?.level, 'yellow', 'no fire water lifts it at once')
    assert.deepEqual([object?.risk?.why[0]?.name.zh, object?.risk?.why[0]?.restore.zh], ['消防无水', '恢复供水并登记水压正常'])
    assert.ok(object!.risk!.unknown > 0 && object!.risk!.unknown < object!.risk!.of)
    assert.deepEqual(object?.holders[0]?.name, '欧***')
    assert.deepEqual(object?.holders[1]?.name, '永固消防维保', 'a firm is no person')
    assert.ok(!/欧阳芷兰|13000008888|13000009999/.test(JSON.stringify(body)))
    assert.deepEqual(
      object?.reports.map(({ id }) => id),
      ['high-rise-fire.hazard'],
    )
    assert.equal(body.staff, null)
    const staff = await story.as('xieran').get<PublicObject>(`/api/v1/public/codes/${code}`)
    assert.deepEqual(staff.body.staff, { object: tower })
    assert.equal(
      (await story.as('liangzhu').get<PublicObject>(`/api/v1/public/codes/${code}`)).body.staff,
      null,
      'of another town',
    )
  })

  it('of another kind tells its colour by its own model, of an unknown code nothing at all', async () => {
    const tank = await look(await issue('tank-990101-0001'))
    const { risk, reports } = tank.body.object!
    assert.deepEqual([risk?.level, risk?.of, risk?.advice, reports.length > 1], ['green', 10, null, true])
    for (const wrong of ['0000000000', 'zzzz', '%27']) assert.equal((await look(wrong)).status, 404)
  })
})

describe('the page for whoever goes there', () => {
  it('shows all that is kept, what stands open, the state of its devices, and numbers for a purpose only', async () => {
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s) values ('ut-1', $1, 'fire-transmitter', 'fire-alarm', '传输装置 1', 60)`,
      [tower],
    )
    const brief = async (as: string) => story.as(as).get<ObjectBrief>(`/api/v1/objects/${tower}/brief`)
    const { body } = await brief('xieran')
    assert.deepEqual(body.details.find(({ id }) => id === 'wiring')?.value?.zh, '检测不合格')
    assert.equal(body.details.find(({ id }) => id === 'gas')?.value, null, 'not known is said to be so')
    assert.deepEqual(
      body.systems.map(({ name, heard, values }) => [name, heard, values]),
      [['传输装置 1', false, []]],
    )
    assert.deepEqual([body.risk?.level, body.modelled, body.open.n, body.code?.code], ['yellow', true, 0, code])
    assert.deepEqual(
      body.holders.map(({ name, callable }) => [name, callable]),
      [
        ['欧***', true],
        ['永固消防维保', true],
        ['谢然', true],
      ],
    )
    assert.ok(!/13000008888|欧阳芷兰/.test(JSON.stringify(body)))
    assert.equal((await brief('liangzhu')).status, 404)
    const call = (as: string, purpose: string) => story.as(as).post<BriefNumbers>(`/api/v1/objects/${tower}/numbers`, { purpose })
    assert.equal((await call('xieran', ' ')).status, 422)
    assert.equal((await call('liangzhu', '火警通知')).status, 404)
    assert.deepEqual((await story.facts('personal.revealed')).length, 0)
    const { rows } = (await call('xieran', '火警通知业主')).body
    assert.deepEqual(rows.map(({ name, number }) => [name, number]).slice(0, 1), [['欧阳芷兰', '13000008888']])
    assert.equal((await story.facts('personal.revealed'))[0]?.body.purpose, '火警通知业主')
  })
})

describe('a report that names an object', () => {
  it('stands on it: in the inbox, in its case, in its risk; the next one is suggested to be the same', async () => {
    const sent = await report({ ...hazard, code })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const signal = await signalOf(sent.body.id)
    assert.deepEqual([signal.object, signal.title], [tower, '临江大厦 三楼楼道停满电动车在充电'])
    const seen = async (id: string) => (await story.as('chenli').get<SignalDetail>(`/api/v1/signals/${id}`)).body
    const { objectView } = await seen(signal.id)
    assert.deepEqual(
      [objectView?.id, objectView?.name, objectView?.risk, objectView?.openEvents],
      [tower, '临江大厦', 'yellow', 0],
    )
    const opened = (await story.as('chenli').post<Done>(`/api/v1/signals/${signal.id}/open`)).body
    const [event] = await story.sql<{ object: string }>('select object from events where id = $1', [opened.event])
    assert.equal(event?.object, tower)
    await story.pass({ s: 2 })
    const risk = await story
      .as('chenli')
      .get<{ rated: { factors: { id: string; score: number }[] } }>(`/api/v1/objects/${tower}/risk`)
    const factor = (id: string) => risk.body.rated.factors.find((one) => one.id === id)?.score
    assert.ok(factor('hazards')! > 0, 'an open hazard counts')
    const again = await report({ ...hazard, content: '还是楼道充电', code })
    const second = await seen((await signalOf(again.body.id)).id)
    assert.deepEqual([second.nearby[0]?.id, second.nearby[0]?.sameObject], [opened.event, true])
    assert.equal(second.objectView?.openEvents, 1)
  })

  it('is offered only at its kind, and by its id only to the staff of its area', async () => {
    const reason = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await answer
      return `${status} ${String(body.code)} ${String((body.details as Record<string, unknown>)?.path ?? '')}`
    }
    const place = { lon: 105.5072, lat: 31.5069 }
    assert.equal(await reason(report({ ...hazard, ...place })), '400 input.malformed /type', 'of no building')
    assert.equal(await reason(report({ ...hazard, object: tower })), '400 input.malformed /object', 'nobody names by id')
    assert.equal(
      await reason(report({ ...hazard, object: tower }, 'suhe')),
      '400 input.malformed /object',
      'nor does another town',
    )
    assert.equal(await reason(report({ ...hazard, code: '0000000000' })), '404 code.unknown ')
    assert.match(await reason(report({ type: 'city.manhole', content: '井盖没了' })), /^\d+ report\.place /)
    const own = await report({ ...hazard, content: '消防栓箱里没有水带', object: tower }, 'xieran')
    assert.equal((await signalOf(own.body.id)).object, tower)
    const seat = await story
      .as('chenli')
      .post<Done>('/api/v1/signals', { ...place, type: 'high-rise-fire.hazard', title: '临江大厦防火门常开', object: tower })
    assert.equal(
      (await story.sql<{ object: string }>('select object from signals where id = $1', [seat.body.signal]))[0]?.object,
      tower,
    )
    assert.equal(
      await reason(story.as('liangzhu').post('/api/v1/signals', { ...place, type: 'city.noise', title: '越界', object: tower })),
      '422 report.place ',
    )
  })

  it('takes no report behind a code that is renewed, and its page says so', async () => {
    const renewed = (await keeper.post<Done>(`/api/v1/objects/${tower}/codes/renew`, { reason: '码牌破损' })).body.code
    const { body } = await look(code)
    assert.deepEqual([body.state, body.object], ['renewed', null])
    assert.equal((await report({ ...hazard, code })).body.code, 'code.unknown')
    assert.equal((await look(renewed)).body.state, 'live')
    await keeper.post(`/api/v1/objects/${tower}/codes/end`, { reason: '拆除' })
    assert.equal((await look(renewed)).body.state, 'ended')
  })

  it('is asked for by one address only so often', async () => {
    const scan = async (remoteAddress: string) =>
      (await story.zhili.app.inject({ method: 'GET', url: '/api/v1/public/codes/0000000000', remoteAddress })).statusCode
    for (let n = 0; n < 300; n++) assert.equal(await scan('203.0.113.7'), 404)
    assert.deepEqual([await scan('203.0.113.7'), await scan('203.0.113.8')], [429, 404])
    await story.acknowledge()
    await story.end()
  })
})
