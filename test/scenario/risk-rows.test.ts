import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { ObjectRisk, RiskFactor } from '../../contract/object-risk.ts'
import type { SignalDetail } from '../../contract/signal.ts'
import { highRisePacks } from '../demo-packs.ts'
import { startStory } from '../story.ts'

const tower = 'tower-linjiang'
type Made = { id: string; code: string; signal: string; event: string; object: string }

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: highRisePacks })
await story.sql(
  `insert into objects (id, pack, kind, code, name, area, lon, lat, details)
   select $1, 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat, '{"water": "ok"}' from objects where id = 'tank-990101-0001'`,
  [tower],
)
while (await story.zhili.rateStale());
const keeper = story.as('baining')

/** What an indicator says of the building a second later: its score, what stands there, what brings it back. */
async function factor(id: string): Promise<{ score: number | null; says: string[]; restore: string }> {
  await story.pass({ s: 1 })
  const { body } = await story.as('chenli').get<ObjectRisk>(`/api/v1/objects/${tower}/risk`)
  const found: RiskFactor = body.rated!.factors.find((one) => one.id === id)!
  return { score: found.score, says: found.says.map(({ zh }) => zh), restore: found.restore.zh }
}
async function charge(role: string, more: object = {}): Promise<void> {
  const holder = { kind: 'outside', name: '安和物业', firm: true, phone: '13000007777' }
  const { status, body } = await keeper.post<Made>(`/api/v1/objects/${tower}/charges`, { role, holder, ...more })
  assert.equal(status, 200, JSON.stringify(body))
}
async function discharge(role: string): Promise<void> {
  const [one] = await story.sql<{ id: string }>(
    'select id from object_charges where object = $1 and role = $2 and valid_to is null',
    [tower, role],
  )
  assert.equal((await keeper.post(`/api/v1/charges/${one!.id}/end`)).status, 200)
}

describe('who answers for a building', () => {
  it('is known to its risk from the register alone, role by role, at once', async () => {
    assert.deepEqual((await factor('persons')).score, null, 'nobody was ever registered: not known')
    assert.deepEqual((await factor('persons')).says, [])
    await charge('responsible')
    const half = await factor('persons')
    assert.deepEqual([half.score, half.says], [0.5, ['责任人：在册', '管理人：未登记']])
    assert.equal(half.restore, '在册登记齐责任人和管理人')
    await charge('maintainer')
    assert.equal((await factor('persons')).score, 0.5, 'who maintains it does not answer for it')
    await charge('manager')
    assert.deepEqual(await factor('persons').then(({ score, says }) => [score, says]), [0, ['责任人：在册', '管理人：在册']])
    await discharge('manager')
    assert.equal((await factor('persons')).score, 0.5)
    await discharge('responsible')
    assert.deepEqual(await factor('persons').then(({ score, says }) => [score, says]), [1, ['责任人：未登记', '管理人：未登记']])
  })

  it('that only begins later is counted from that moment on', async () => {
    await charge('manager', { from: new Date(story.now().getTime() + 3_600_000).toISOString() })
    assert.equal((await factor('persons')).score, 1)
    await story.pass({ h: 1 })
    assert.equal((await factor('persons')).score, 0.5)
  })
})

describe('what citizens report of a building', () => {
  it('counts once a seat made a case of it, and not any more when it was none', async () => {
    const code = (await keeper.post<Made>(`/api/v1/objects/${tower}/codes`, {})).body.code
    const sent = await story.public('POST', '/api/v1/reports', { type: 'high-rise-fire.hazard', content: '楼道堆满纸箱', code })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    assert.deepEqual(await factor('reports').then(({ score, says }) => [score, says]), [0, ['365 天内 0 起']])
    const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [sent.body.id])
    const { event } = (await story.as('chenli').post<Made>(`/api/v1/signals/${signal!.id}/open`)).body
    const counted = await factor('reports')
    assert.deepEqual([counted.score, counted.says], [0.5, ['365 天内 1 起']])
    assert.match(counted.restore, /一年内/)
    const no = await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason: '现场没有' })
    assert.equal(no.status, 200, JSON.stringify(no.body))
    assert.equal((await factor('reports')).score, 0)
  })

  it('lies where the building stands, wherever the phone says it is', async () => {
    const [code] = await story.sql<{ code: string }>('select code from object_codes where object = $1 and ended_at is null', [
      tower,
    ])
    const [stands] = await story.sql<{ area: string; lon: number; lat: number }>(
      'select area, lon, lat from objects where id = $1',
      [tower],
    )
    // 0.05° of latitude are 5.6 km: in another district, or in none.
    const sent = await story.public('POST', '/api/v1/reports', {
      ...{ type: 'high-rise-fire.hazard', content: '消防通道停满了车', code: code!.code },
      ...{ lon: stands!.lon, lat: stands!.lat + 0.05, accuracyM: 20 },
    })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const [signal] = await story.sql<{ id: string; area: string; lon: number; lat: number }>(
      'select id, area, lon, lat from signals where report = $1',
      [sent.body.id],
    )
    assert.deepEqual({ area: signal!.area, lon: signal!.lon, lat: signal!.lat }, stands)
    const { body } = await story.as('chenli').get<SignalDetail>(`/api/v1/signals/${signal!.id}`)
    assert.equal(body.objectView?.phoneM, 5_560)
    const no = await story.as('chenli').post(`/api/v1/signals/${signal!.id}/reject`, { reason: '已有人处理' })
    assert.equal(no.status, 200, JSON.stringify(no.body))
  })

  it('is not what the grid finds on its rounds', async () => {
    const found = await story
      .as('xieran')
      .post<Made>('/api/v1/reports', { type: 'high-rise-fire.hazard', content: '消防栓箱里没有水带', object: tower })
    const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [found.body.id])
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${signal!.id}/open`)).status, 200)
    assert.deepEqual([(await factor('reports')).score, (await factor('hazards')).score], [0, 0.3])
    await story.acknowledge()
    await story.end()
  })
})
