import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Problem } from '../../contract/problem.ts'
import { admin, deliveries, feedOf, fileFeed, makeFeed, readings, systemKey } from '../mapped-feed.ts'
import { type Story, startStory } from '../story.ts'

const mapping = {
  device: { column: 'id', prefix: 'urn:ngsi-ld:GasSensor:' },
  time: { column: 'observedAt', format: 'iso' },
  long: {
    ...{ name: 'attribute', value: 'value', unit: 'unitCode' },
    names: [
      { said: 'methane', unit: 'P1', reading: 'ch4' },
      { said: 'h2s', reading: 'h2s' },
    ],
  },
}
const at = '2026-03-02T01:29:00Z'
const methane = (value: unknown, more: object = {}) => ({ type: 'Property', value, unitCode: 'P1', observedAt: at, ...more })
const entity = (n: number | string, attributes: object) => ({
  ...{ id: `urn:ngsi-ld:GasSensor:hf-990101-000${n}`, type: 'GasSensor' },
  ...attributes,
})
const notification = (...data: unknown[]) => ({
  id: 'urn:ngsi-ld:Notification:1',
  type: 'Notification',
  subscriptionId: 'urn:s',
  notifiedAt: at,
  data,
})

type Result = { success: string[]; errors: { entityId: string; error: { title: string; detail: string } }[] } & Problem

async function begin(story: Story) {
  const key = await systemKey(story)
  const feed = await makeFeed(story, { kind: 'ngsi-ld', key: 'key-drainage', mapping })
  const send = (path: string, body: unknown, headers: Record<string, string> = key) =>
    story.public('POST', `/api/v1/ngsi-ld/${path}`, body, headers) as unknown as Promise<{ status: number; body: Result }>
  return { feed, send, key }
}

describe('a context broker', () => {
  it('notifies of entities: what the mapping asks for is kept once, the others are named with their fault', async (t) => {
    const story = await startStory(t)
    const { feed, send, key } = await begin(story)
    const data = [
      entity(1, {
        methane: methane(4),
        h2s: { value: 1, observedAt: at },
        owner: { type: 'Relationship', object: 'urn:x:1' },
        name: 'x',
      }),
      entity(2, { methane: methane(0.04, { unitCode: 'C62' }) }),
      entity(3, { methane: methane(4, { observedAt: undefined }) }),
      entity('x', { methane: methane(4) }),
      { id: 'no uri', type: 'GasSensor' },
      entity(4, { temperature: { value: 20, observedAt: at } }),
    ]
    const first = await send('notifications', notification(...data), { ...key, 'content-type': 'application/ld+json' })
    assert.equal(first.status, 207, JSON.stringify(first.body))
    assert.deepEqual(first.body.success, [data[0]!.id, data[5]!.id])
    assert.deepEqual(
      first.body.errors.map(({ entityId, error }) => [entityId.split(':').at(-1), error.detail]),
      [
        ['hf-990101-0002', 'reading.malformed 读数格式有误：unitCode 单位是“C62”，应为“P1”'],
        ['hf-990101-0003', 'reading.malformed 读数格式有误：observedAt 读不出时间：“”'],
        ['hf-990101-000x', 'reading.unknown-device 未登记的设备“hf-990101-000x”'],
        ['no uri', 'reading.malformed 读数格式有误：id 不合要求'],
      ],
    )
    const kept = [{ ch4: 4 }, { h2s: 1 }]
    assert.deepEqual(
      (await readings(story)).map(({ values }) => values),
      kept,
    )
    assert.equal((await send('notifications', notification(data[0]))).status, 204, 'sent again')
    assert.equal((await readings(story)).length, 2)
    const [line, ...more] = await deliveries(story, feed)
    assert.deepEqual([more, line!.rows, line!.kept, line!.duplicates, line!.refused], [[], 8, 2, 2, 4], 'one line a minute')
    assert.equal((await feedOf(story, feed)).health, 'well')
    await story.acknowledge()
    await story.end()
  })

  it('sends one entity or a batch, and raises alarms as every device does', async (t) => {
    const story = await startStory(t)
    const { send, feed } = await begin(story)
    const one = await send('entities', entity(1, { methane: methane(60) }))
    assert.deepEqual([one.status, one.body], [201, [entity(1, {}).id]])
    assert.equal((await story.facts('alarm.raised')).length, 1)
    assert.equal(
      (await send('entityOperations/upsert', [entity(1, { methane: methane(4, { observedAt: '2026-03-02T01:29:30Z' }) })]))
        .status,
      204,
    )
    const bad = await send('entities', entity(1, { methane: methane(4, { observedAt: '2026-03-02T09:29:30Z' }) }))
    assert.deepEqual([bad.status, bad.body.code], [422, 'reading.future'])
    assert.equal((await feedOf(story, feed)).health, 'failing', 'nothing of it was taken')
    await story.acknowledge()
    await story.end()
  })

  it('needs its own key, and sends what it may', async (t) => {
    const story = await startStory(t)
    const { send } = await begin(story)
    const fine = entity(1, { methane: methane(4) })
    assert.equal((await send('entities', fine, await systemKey(story, 'key-other'))).status, 404)
    assert.equal((await send('entities', fine, { authorization: 'Bearer gw-990101.zhili-demo-gateway-990101' })).status, 401)
    assert.equal((await send('entities', fine, {})).status, 401)
    for (const [path, body] of [
      ['entityOperations/upsert', []],
      ['entityOperations/upsert', Array(501).fill(fine)],
      ['notifications', { ...notification(fine), type: 'Other' }],
      ['notifications', fine],
      ['entities', [fine]],
      ['entities', { '@context': 'http://elsewhere.example', id: 7 }],
    ] as const)
      assert.equal((await send(path, body)).status, 400, `${path} ${JSON.stringify(body).slice(0, 60)}`)
    const wrong = { ...mapping, time: { column: 'when', format: 'iso' } }
    assert.equal((await admin(story).post('/api/v1/mapped-feeds', { ...fileFeed, kind: 'ngsi-ld', mapping: wrong })).status, 400)
    assert.deepEqual(await readings(story), [])
    await story.end()
  })

  it('with several feeds on one key is read by the one whose mapping names it; one that is off stands in nobody’s way', async (t) => {
    const story = await startStory(t)
    const { send, feed } = await begin(story)
    const names = [{ said: 'temperature', reading: 'temperature' }]
    const warm = { ...mapping, long: { name: 'attribute', value: 'value', names } }
    const second = await makeFeed(story, { name: '温度', kind: 'ngsi-ld', key: 'key-drainage', mapping: warm })
    const third = await makeFeed(story, {
      ...{ name: '泵站', kind: 'ngsi-ld', key: 'key-drainage' },
      mapping: { ...mapping, device: { column: 'id', prefix: 'urn:ngsi-ld:Pump:' } },
    })
    const pump = { ...entity(2, { methane: methane(5) }), id: 'urn:ngsi-ld:Pump:hf-990101-0002' }
    const temperature = entity(1, { temperature: { value: 20, observedAt: at } })
    const sent = await send('notifications', notification(pump, entity(1, { methane: methane(4) }), temperature))
    assert.deepEqual(
      sent.body.errors?.map(({ entityId }) => entityId),
      [temperature.id],
      'its pack knows no temperature',
    )
    assert.deepEqual(
      (await readings(story)).map(({ values }) => values.ch4),
      [4, 5],
    )
    const lines = async () => Promise.all([feed, second, third].map(async (one) => (await deliveries(story, one))[0]?.rows))
    assert.deepEqual(await lines(), [1, 1, 1])

    const { name, kind, unit, key, version } = await feedOf(story, feed)
    const off = { name, kind, unit, key, mapping, version, on: false }
    assert.equal((await admin(story).post(`/api/v1/mapped-feeds/${feed}`, off)).status, 200)
    const later = methane(6, { observedAt: '2026-03-02T01:29:30Z' })
    assert.equal((await send('notifications', notification({ ...pump, methane: later }))).status, 204)
    assert.deepEqual(await lines(), [1, 1, 2])
    await story.acknowledge()
    await story.end()
  })
})
