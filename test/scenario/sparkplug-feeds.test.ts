import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { readPayload } from '../../protocols/sparkplug/read.ts'
import { type MetricOut, writePayload } from '../../protocols/sparkplug/write.ts'
import { startBroker } from '../../server/flow/1-ingest/mqtt.ts'
import { admin, deliveries, feedOf, fileFeed, makeFeed, readings, systemKey } from '../mapped-feed.ts'
import { type Story, startStory } from '../story.ts'

const mapping = {
  device: { column: 'device', known: { 'pump/meter': 'hf-990101-0001' } },
  time: { column: 'timestamp', format: 'iso' },
  long: { name: 'metric', value: 'value', names: [{ said: 'Gas/CH4', reading: 'ch4', factor: 0.1 }] },
}
const waterFeed = { name: '水厂', kind: 'sparkplug', key: 'key-drainage', group: 'water', mapping }
const minute = Date.parse('2026-03-02T01:20:00Z')

/** Node `pump` of the group `water` over a real client; every message has its number unless one is given. */
async function node(t: TestContext, { port, secret, life = 0 }: { port: number; secret: string; life?: number }) {
  const will = { topic: 'spBv1.0/water/NDEATH/pump', qos: 1 as const, retain: false }
  const bdSeq: MetricOut = { name: 'bdSeq', type: 'UInt64', value: life }
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    ...{ clientId: 'key-drainage:pump', username: 'key-drainage', password: secret, reconnectPeriod: 0 },
    will: { ...will, payload: Buffer.from(writePayload({ timestamp: minute, metrics: [bdSeq] })) },
  })
  t.after(() => client.endAsync(true))
  const asked: unknown[] = []
  client.on('message', (topic, payload, { qos, retain }) => {
    assert.deepEqual([qos, retain], [0, false], 'a command to a node')
    const read = readPayload(payload)
    asked.push([topic, read.ok && read.value.metrics.map(({ name, value }) => [name, value])])
  })
  await client.subscribeAsync('spBv1.0/water/NCMD/pump/#', { qos: 1 })
  const say = (type: string, seq: number, ...metrics: MetricOut[]) =>
    client.publishAsync(
      `spBv1.0/water/${type}/pump${type.startsWith('D') ? '/meter' : ''}`,
      Buffer.from(writePayload({ timestamp: minute, seq, metrics })),
      { qos: 1 },
    )
  const birth = async (value = 40): Promise<void> => {
    const first = say('NBIRTH', 0, bdSeq, { name: 'Node Control/Rebirth', type: 'Boolean', value: false })
    await Promise.all([
      first,
      say('DBIRTH', 1, ch4(0, value, { name: 'Gas/CH4' }), { name: 'Else', alias: 8, type: 'String', value: 'x' }),
    ])
  }
  return { client, say, birth, asked }
}
/** Methane in tenths, so many seconds after the minute. */
const ch4 = (s: number, value: number, more: Partial<MetricOut> = {}): MetricOut => ({
  ...{ alias: 7, timestamp: minute + s * 1000, type: 'Double', value },
  ...more,
})

async function begin(t: TestContext) {
  const story = await startStory(t)
  const { authorization } = await systemKey(story)
  const feed = await makeFeed(story, waterFeed)
  const broker = await startBroker(story.zhili, 0)
  t.after(() => broker.close())
  return { story, feed, broker, secret: authorization.split('.')[1]! }
}

const kept = async (story: Story) => (await readings(story)).map(({ device, values }) => [device, values.ch4])
async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await turn()
}
const drop = (client: MqttClient): void => void client.stream.destroy()

describe('an edge node of Sparkplug B', () => {
  it('is read by the aliases of its birth, asked for its births when something is missing, and silent once it went', async (t) => {
    const { story, feed, broker, secret } = await begin(t)
    const pump = await node(t, { port: broker.port, secret })
    await pump.birth()
    await pump.say('DDATA', 2, ch4(10, 50), { alias: 8, type: 'String', value: 'left out' })
    await pump.say('DDATA', 3, ch4(10, 50))
    const id = 'hf-990101-0001'
    assert.deepEqual(await kept(story), [
      [id, 4],
      [id, 5],
    ])
    assert.deepEqual(pump.asked, [])

    await pump.say('DDATA', 5, ch4(20, 60))
    await until(async () => pump.asked.length > 0)
    assert.deepEqual(pump.asked, [['spBv1.0/water/NCMD/pump', [['Node Control/Rebirth', true]]]])
    assert.equal((await kept(story)).length, 3, 'what came behind the gap is kept all the same')
    await pump.say('DDATA', 7, ch4(30, 60))
    const [line] = await deliveries(story, feed)
    assert.deepEqual([line!.by, line!.kept, line!.duplicates, line!.refused], ['key-drainage', 4, 1, 0])
    assert.equal(pump.asked.length, 1, 'once a minute')
    assert.equal((await feedOf(story, feed)).health, 'well')

    drop(pump.client)
    await until(async () => (await feedOf(story, feed)).health === 'silent')
    assert.deepEqual((await feedOf(story, feed)).gone, ['pump'])
    const again = await node(t, { port: broker.port, secret, life: 1 })
    await again.birth(40)
    assert.equal((await feedOf(story, feed)).health, 'well')
    // The will of its first life comes late.
    const late = Buffer.from(writePayload({ timestamp: minute, metrics: [{ name: 'bdSeq', type: 'UInt64', value: 0 }] }))
    await again.client.publishAsync('spBv1.0/water/NDEATH/pump', late, { qos: 1 })
    assert.equal((await feedOf(story, feed)).health, 'well')
    await again.say('DDEATH', 2)
    assert.deepEqual([(await feedOf(story, feed)).health, (await feedOf(story, feed)).gone], ['silent', ['pump/meter']])
    await story.acknowledge()
    await story.end()
  })

  it('may say much at once: it is taken in its order', async (t) => {
    const { story, feed, broker, secret } = await begin(t)
    const pump = await node(t, { port: broker.port, secret })
    const burst = Array.from({ length: 60 }, (_, n) => () => pump.say('DDATA', n + 2, ch4(n + 1, n)))
    await Promise.all([pump.birth(), ...burst.map((say) => say())])
    assert.deepEqual(pump.asked, [], 'no number seems to be missing')
    const all = await readings(story)
    assert.deepEqual([all.length, all.filter(({ quality }) => quality !== 'good')], [61, []])
    assert.equal((await deliveries(story, feed))[0]!.refused, 0)
    await story.acknowledge()
    await story.end()
  })

  it('that nobody heard the birth of is asked for it, and what it said without names is counted', async (t) => {
    const { story, feed, broker, secret } = await begin(t)
    const pump = await node(t, { port: broker.port, secret })
    await pump.say('DDATA', 9, ch4(0, 40))
    await until(async () => pump.asked.length > 0)
    assert.deepEqual(await kept(story), [])
    const [line] = await deliveries(story, feed)
    assert.deepEqual([line!.refused, line!.reasons[0]!.zh], [1, '读数格式有误：指标 名称还不知道，等节点重报上线（别名 7）'])
    await pump.birth()
    await pump.say('DDATA', 2, ch4(10, 50))
    assert.equal((await kept(story)).length, 2)
    await story.end()
  })

  it('speaks only with the key and in the group of its feed', async (t) => {
    const { story, broker, secret } = await begin(t)
    const pump = await node(t, { port: broker.port, secret })
    const metrics = [ch4(0, 40, { name: 'Gas/CH4' })]
    const payload = Buffer.from(writePayload({ timestamp: minute, seq: 0, metrics }))
    for (const topic of [
      'spBv1.0/other/NBIRTH/pump',
      'spBv1.0/water/NCMD/pump',
      'spBv1.0/water/NBIRTH/pump/meter',
      'spBv1.0/STATE/host',
    ])
      await pump.client.publishAsync(topic, payload, { qos: 1 })
    await pump.client.publishAsync('zhili/v1/devices/hf-990101-0001/readings', '{"values":{"ch4":1}}', { qos: 1 })
    await pump.client.publishAsync('spBv1.0/water/NBIRTH/pump', Buffer.from('08', 'hex'), { qos: 1 })
    const codes = (await story.sql<{ code: string }>('select code from quarantine order by code')).map(({ code }) => code)
    assert.deepEqual(codes, [...Array(4).fill('reading.malformed'), ...Array(2).fill('reading.not-allowed')])
    for (const topic of [
      'spBv1.0/other/NCMD/pump',
      'spBv1.0/+/NCMD/+',
      'spBv1.0/#',
      'zhili/v1/devices/hf-990101-0001/commands',
      '#',
    ])
      await assert.rejects(pump.client.subscribeAsync(topic), topic)
    const other = await systemKey(story, 'key-other')
    // A key of a unit may tell values of vitals, and still nothing of this feed.
    const stranger = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      ...{ clientId: 'key-other', username: 'key-other', password: other.authorization.split('.')[1]!, reconnectPeriod: 0 },
    })
    t.after(() => stranger.endAsync(true))
    await assert.rejects(stranger.subscribeAsync('spBv1.0/water/NCMD/pump'))
    await stranger.publishAsync('spBv1.0/water/NBIRTH/pump', payload, { qos: 1 })
    const refused = await story.sql<{ code: string }>('select code from quarantine order by received_at desc limit 1')
    assert.deepEqual(refused, [{ code: 'reading.not-allowed' }])
    assert.deepEqual(await kept(story), [])
    for (const more of [
      { group: 'a/b' },
      { group: '+' },
      { group: null },
      { group: 'water' },
      { group: 'x', mapping: fileFeed.mapping },
    ])
      assert.equal(
        (await admin(story).post('/api/v1/mapped-feeds', { ...fileFeed, ...waterFeed, ...more })).status,
        400,
        JSON.stringify(more),
      )
    await story.end()
  })
})
