import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type {
  VitalDone,
  VitalEntry,
  VitalRequestDone,
  VitalRequests,
  VitalSheetLook,
  VitalSheetTaken,
} from '../../../../../contract/vital-registry.ts'
import { startStory } from '../../../../../test/story.ts'

// 沈岚 (duty) and 卢思齐 (leader) define the city's vitals; 唐可 (duty) and 柏宁 (data) those of 临江街道 in 北岸区, where 陈立 is duty.
const story = await startStory({ after } as unknown as TestContext)
const [duty, leader, town, townData, district] = ['shenlan', 'lusiqi', 'tangke', 'baining', 'chenli'].map((one) =>
  story.as(one),
) as [
  ReturnType<typeof story.as>,
  ReturnType<typeof story.as>,
  ReturnType<typeof story.as>,
  ReturnType<typeof story.as>,
  ReturnType<typeof story.as>,
]
type Who = typeof duty
type Problem = { code: string }
const words = (zh: string) => ({ zh, en: zh })
const base: VitalDefinition = {
  ...{ code: 'road.pits', name: words('坑洞'), board: 'facilities', track: 'traffic', unit: words('处'), decimals: 0 },
  ...{ aggregation: 'sum', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30, hysteresis: 0, source: words('巡查') },
  ...{ normal: { most: 20 }, eventType: 'city.manhole' },
}
const opens = { ...base, opens: { hold: 2, causeHours: 24 } }
const door = (code = base.code) => `/api/v1/vitals/${code}`
const entry = async (by: Who, code = base.code) => (await by.get<VitalEntry>(`${door(code)}/entry`)).body
const write = (definition: VitalDefinition, version: number, by = duty) =>
  by.put<Problem>(`${door(definition.code)}/draft`, { definition, version })
const publish = (version: number, by = duty) => by.post<VitalDone & Problem>(`${door()}/publish`, { version })
const answer = (id: string, verb: string, by: Who, body: object = {}) =>
  by.post<VitalRequestDone & Problem>(`/api/v1/vital-requests/${id}/${verb}`, body)
const inForce = async (code = base.code) => {
  const { version, definition } = await entry(duty, code)
  return [version, definition.opens?.hold ?? null]
}
const asked: [string, string][] = [['lusiqi', 'vital-publish-asked']]

describe('a definition that opens events', () => {
  it('is registered without that, and waits for a second person, who is told', async () => {
    const { body } = await duty.post<VitalDone>('/api/v1/vitals', { definition: opens })
    assert.deepEqual([body.version, body.state, body.waits], [1, 'sorted', true])
    await story.expectNotices(asked)
    assert.deepEqual(await inForce(), [1, null])
    const { waiting, draft } = await entry(duty)
    assert.equal(draft, null, 'what waits stands there instead')
    assert.deepEqual([waiting?.askedByName, waiting?.version, waiting?.allowed], ['沈岚', 1, ['withdraw']])
    assert.deepEqual(
      waiting?.changes.map(({ field, to }) => `${field} ${to}`),
      ['opens.hold 2', 'opens.causeHours 24'],
    )
    assert.deepEqual((await entry(leader)).waiting?.allowed, ['confirm', 'refuse'])
    assert.deepEqual((await entry(district)).waiting?.allowed, [], 'it is not theirs')
  })

  it('is never confirmed by whoever asked, nor by who may not define it, and is not written over meanwhile', async () => {
    const { id } = (await entry(duty)).waiting!
    const own = await answer(id, 'confirm', duty)
    assert.deepEqual([own.status, own.body.code], [403, 'vital.request-second'])
    assert.deepEqual(
      [(await answer(id, 'confirm', district)).status, (await answer(id, 'withdraw', leader)).body.code],
      [404, 'vital.request-own'],
    )
    const written = await write({ ...base, basis: '别的' }, 1, leader)
    assert.deepEqual([written.status, written.body.code], [409, 'vital.request-waiting'])
    assert.equal((await duty.post<Problem>(`${door()}/drop-draft`, {})).body.code, 'vital.request-waiting')
    assert.deepEqual(await inForce(), [1, null])
  })

  it('is in force once another person confirms it; its version names both', async () => {
    const { id } = (await entry(leader)).waiting!
    assert.equal((await answer(id, 'confirm', leader)).body.state, 'confirmed')
    assert.deepEqual(await inForce(), [2, 2])
    const { versions, waiting, draft } = await entry(duty)
    assert.deepEqual([versions[0]?.by, versions[0]?.decidedByName, waiting, draft], ['沈岚', '卢思齐', null, null])
    assert.equal((await answer(id, 'refuse', leader)).body.code, 'vital.request-state')
    const open = await story.sql(`select 1 from notices where kind = 'vital-publish-asked' and cancelled_at is null`)
    assert.equal(open.length, 0, 'nobody need look any more')
    assert.deepEqual(
      (await story.facts('vital.published')).map(({ body }) => [body.version, body.askedByName]),
      [[2, '沈岚']],
    )
  })

  it('published for its name or source alone is one person’s', async () => {
    await write({ ...opens, basis: '某标准' }, 2)
    const { body } = await publish(2)
    assert.deepEqual([body.version, body.waits], [3, false])
    assert.equal((await entry(duty)).versions[0]?.decidedByName, null)
    await story.expectNotices([])
  })

  it('published with another range waits; taken back or refused its draft is there again', async () => {
    const wider = { ...opens, basis: '某标准', normal: { most: 30 } }
    await write(wider, 3)
    assert.equal((await entry(duty)).draft?.second, true)
    assert.deepEqual([(await publish(3)).body.waits, (await publish(3)).body.code], [true, 'vital.request-waiting'])
    await story.expectNotices(asked)
    await answer((await entry(duty)).waiting!.id, 'withdraw', duty)
    assert.deepEqual([await inForce(), (await entry(duty)).draft?.definition.normal], [[3, 2], { most: 30 }])
    await publish(3)
    await story.expectNotices(asked)
    await answer((await entry(leader)).waiting!.id, 'refuse', leader, { note: '太宽' })
    const [fact] = await story.facts('vital.publish-refused')
    assert.deepEqual([fact?.body.note, (await entry(duty)).draft?.isOwn, await inForce()], ['太宽', true, [3, 2]])
  })

  it('lapses when nobody answers within a day', async () => {
    await publish(3)
    await story.expectNotices(asked)
    await story.pass({ h: 25 })
    assert.deepEqual([(await entry(duty)).waiting, (await story.facts('vital.publish-lapsed')).length], [null, 1])
    assert.deepEqual(await inForce(), [3, 2])
  })

  it('of what a formula that opens events stands on waits too, where it makes other numbers', async () => {
    const under = { ...base, code: 'road.cracks', eventType: undefined, normal: undefined }
    const between = { ...under, code: 'road.wear', aggregation: 'formula' as const, formula: '{road.cracks} * 2' }
    const over = { ...opens, code: 'road.state', aggregation: 'formula' as const, formula: '{road.wear} + 1' }
    for (const definition of [under, between, over]) {
      const { status, body } = await duty.post<VitalDone>('/api/v1/vitals', { definition })
      assert.equal(status, 200, JSON.stringify(body))
    }
    await answer((await entry(leader, over.code)).waiting!.id, 'confirm', leader)
    await story.acknowledge()
    const change = async (definition: VitalDefinition, version: number) => {
      assert.equal((await write(definition, version)).status, 200)
      const { second } = (await entry(duty, definition.code)).draft!
      const done = await duty.post<VitalDone>(`${door(definition.code)}/publish`, { version })
      return [second, done.body.waits, done.body.version]
    }
    assert.deepEqual(
      await change({ ...under, decimals: 1 }, 1),
      [false, false, 2],
      'nothing is opened by it before it is connected',
    )
    await story.sql(`update vitals set state = 'connected' where code like 'road.%'`)
    assert.deepEqual(await change({ ...under, possible: { most: 3 } }, 2), [true, true, 2])
    assert.deepEqual(await change({ ...between, formula: '{road.cracks} * 1000' }, 1), [true, true, 1])
    for (const code of [under.code, between.code]) await answer((await entry(leader, code)).waiting!.id, 'refuse', leader)
    await story.acknowledge()
    assert.deepEqual(await change({ ...under, basis: '某标准' }, 2), [false, false, 3])
  })

  it('of a town is confirmed by another who may define it there, or above it', async () => {
    const own = {
      ...opens,
      code: 'town.pits',
      board: 'town-livelihood',
      track: 'elderly',
      tier: 'community' as const,
      eventType: 'city.manhole',
    }
    const done = await town.post<VitalDone & Problem>('/api/v1/vitals', { definition: own, home: '990101001' })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    const { id } = (await entry(town, 'town.pits')).waiting!
    assert.equal((await answer(id, 'confirm', town)).body.code, 'vital.request-second')
    assert.equal((await answer(id, 'confirm', townData)).body.state, 'confirmed')
    await story.acknowledge()
  })
})

describe('the list of what waits', () => {
  const list = async (by: Who) => (await by.get<VitalRequests>('/api/v1/vital-requests')).body
  const codes = async (by: Who) => (await list(by)).rows.map(({ code, allowed }) => `${code} ${allowed.join(' ')}`)

  it('is of vitals one knows of, the oldest first, with what one may answer', async () => {
    assert.deepEqual([(await list(duty)).total, (await list(leader)).rows], [0, []])
    const ones = [
      {
        definition: { ...opens, code: 'town.lamps', board: 'town-livelihood', track: 'elderly', tier: 'community' },
        home: '990101001',
      },
      { definition: { ...opens, code: 'road.signs' } },
    ] as const
    assert.equal((await town.post('/api/v1/vitals', ones[0])).status, 200)
    await story.pass({ h: 2 })
    assert.equal((await leader.post('/api/v1/vitals', ones[1])).status, 200)
    await story.acknowledge()
    assert.deepEqual(await codes(duty), ['town.lamps confirm refuse', 'road.signs confirm refuse'])
    assert.deepEqual(await codes(leader), ['town.lamps confirm refuse', 'road.signs withdraw'])
    assert.deepEqual(await codes(town), ['town.lamps withdraw', 'road.signs '])
    assert.deepEqual(await codes(townData), ['town.lamps confirm refuse', 'road.signs '])
    assert.deepEqual(await codes(story.as('zhuxi-commander')), ['road.signs '], 'another town knows nothing of it')
    const { total, toAnswer, rows } = await list(town)
    assert.deepEqual([total, toAnswer, rows[0]?.home.code, rows[0]?.askedByName], [2, 0, '990101001', '唐可'])
    assert.equal(rows[0]?.why?.zh, (await entry(town, 'town.lamps')).waiting?.why?.zh)
    assert.equal(Date.parse(rows[0]!.lapsesAt) - Date.parse(rows[0]!.askedAt), 24 * 3_600_000)
    assert.deepEqual([(await list(duty)).toAnswer, (await list(leader)).toAnswer], [2, 1])
  })

  it('has nothing of what was answered, or has lapsed', async () => {
    await answer((await entry(duty, 'road.signs')).waiting!.id, 'refuse', duty)
    assert.deepEqual(await codes(duty), ['town.lamps confirm refuse'])
    await story.pass({ h: 23 })
    assert.deepEqual([await codes(duty), (await list(town)).total], [[], 0])
    await story.acknowledge()
  })
})

describe('a sheet of definitions', () => {
  const csv = (text: string) => Buffer.from(text)
  it('asks for what opens events, and puts the rest in force', async () => {
    const sheet = csv('编码,依据,连续期数立案\nroad.pits,新标准,5\n')
    const { body: seen } = await duty.post<VitalSheetLook>('/api/v1/vital-sheets/look', sheet)
    assert.deepEqual([seen.changed, seen.waiting, seen.refused], [1, 1, 0], JSON.stringify(seen))
    const { body } = await duty.post<VitalSheetTaken>(`/api/v1/vital-sheets/take?digest=${seen.digest}`, sheet)
    assert.deepEqual([body.changed, body.waiting], [1, 1])
    await story.expectNotices(asked)
    assert.deepEqual(await inForce(), [3, 2])
    await answer((await entry(leader)).waiting!.id, 'confirm', leader)
    assert.deepEqual(await inForce(), [4, 5])
    await story.end()
  })
})
