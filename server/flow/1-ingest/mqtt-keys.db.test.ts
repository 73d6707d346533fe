import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import mqtt from 'mqtt'
import { writePayload } from '../../../protocols/sparkplug/write.ts'
import { makeFeed, systemKey } from '../../../test/mapped-feed.ts'
import { untilSafe } from '../../../test/safe-facts.ts'
import { firstDevice, type Story, startStory } from '../../../test/story.ts'
import { startBroker } from './mqtt.ts'

type Key = { id: string; secret: string }
const gateway: Key = { id: 'gw-990101', secret: 'zhili-demo-gateway-990101' }

async function begin(t: TestContext) {
  const story = await startStory(t)
  const broker = await startBroker(story.zhili, 0)
  t.after(() => broker.close())
  const enter = async ({ id, secret }: Key, clientId = id) => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      ...{ clientId, username: id, password: secret, reconnectPeriod: 0 },
    })
    t.after(() => client.endAsync(true))
    const closed = new Promise<void>((resolve) => void client.once('close', () => resolve()))
    return { client, closed }
  }
  return { story, enter }
}

const ends = async (story: Story, { id }: Key): Promise<void> => {
  const { status } = await story.as('nijie').post(`/api/v1/admin/keys/${id}/end`, {})
  assert.equal(status, 200)
}
const count = async (story: Story): Promise<number> => (await story.sql('select 1 from readings')).length
const reading = (story: Story, ch4: number): string => JSON.stringify({ at: story.now().toISOString(), values: { ch4 } })
const topic = `zhili/v1/devices/${firstDevice}/readings`

describe('a key that ends', () => {
  it('takes its clients along at once: gateways and nodes of Sparkplug, and nobody else', async (t) => {
    const { story, enter } = await begin(t)
    const system: Key = { id: 'key-drainage', secret: (await systemKey(story)).authorization.split('.')[1]! }
    await makeFeed(story, {
      ...{ name: '水厂', kind: 'sparkplug', key: system.id, group: 'water' },
      mapping: {
        device: { column: 'device', known: { pump: firstDevice } },
        time: { column: 'timestamp', format: 'iso' },
        long: { name: 'metric', value: 'value', names: [{ said: 'ch4', reading: 'ch4' }] },
      },
    })
    const made = { id: 'gw-other', name: '另一网关', kind: 'gateway', unit: 'unit-linjiang' }
    const { body } = await story.as('nijie').post<{ secret: string }>('/api/v1/admin/keys', made)
    const other = await enter({ id: made.id, secret: body.secret })
    const [one, two, node] = [await enter(gateway), await enter(gateway, 'gw-990101:2'), await enter(system)]
    await one.client.publishAsync(topic, reading(story, 3), { qos: 1 })
    const at = story.now().getTime()
    const birth = writePayload({
      timestamp: at,
      seq: 0,
      metrics: [{ name: 'ch4', timestamp: at - 1000, type: 'Double', value: 4 }],
    })
    await node.client.publishAsync('spBv1.0/water/NBIRTH/pump', Buffer.from(birth), { qos: 1 })
    assert.equal(await count(story), 2)
    for (const key of [gateway, system]) await ends(story, key)
    await Promise.all([one.closed, two.closed, node.closed])
    await assert.rejects(enter(gateway))
    assert.deepEqual([await count(story), other.client.connected], [2, true])
    await story.end()
  })

  it('is found out within a minute while somebody’s open transaction holds the facts back', async (t) => {
    const { story, enter } = await begin(t)
    const { client, closed } = await enter(gateway)
    const holder = await story.zhili.spine.pool.connect()
    await holder.query('begin')
    await holder.query('select pg_current_xact_id()')
    const letGo = async (): Promise<void> => {
      await holder.query('rollback')
      holder.release()
    }
    try {
      await ends(story, gateway)
      await story.pass({ m: 1 })
      client.publish(topic, reading(story, 3), { qos: 1 })
      await closed
      // It is refused behind the close: the quarantine has it, the readings have not.
      while ((await story.sql('select 1 from quarantine')).length === 0);
      assert.deepEqual(await story.sql('select code, source from quarantine'), [{ code: 'key.wrong', source: 'gw-990101' }])
      assert.equal(await count(story), 0)
    } finally {
      await letGo()
    }
    await story.end()
  })
})

describe('a gateway that is connected', () => {
  it('speaks for a device as soon as it is registered', async (t) => {
    const { story, enter } = await begin(t)
    const { client } = await enter(gateway)
    const send = () => client.publishAsync('zhili/v1/devices/hf-990101-new/readings', reading(story, 3), { qos: 1 })
    await send()
    assert.equal(await count(story), 0)
    const device = { id: 'hf-990101-new', kind: 'gas-monitor', gateway: gateway.id }
    const { status } = await story.as('baining').post('/api/v1/objects/tank-990101-0001/devices', device)
    assert.equal(status, 200)
    // The fact is heard a moment later; a minute, after which any list is read anew, is not over by then.
    await untilSafe(story.zhili.spine)
    while ((await count(story)) === 0) await send()
    assert.equal(await count(story), 1)
    await story.end()
  })
})
