import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import mqtt, { type MqttClient } from 'mqtt'
import type { VitalDefinition, VitalPage, VitalValue } from '../../../contract/vital.ts'
import type { VitalPushAnswer } from '../../../contract/vital-push.ts'
import { type Story, startStory } from '../../../test/story.ts'
import { type Broker, startBroker } from './mqtt.ts'

// One city and one broker for all, in the order of the tests. The system is 临江街道's (990101001); its neighbour is 990101002.
const story: Story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{ code: 'gas.leaks', name: words('燃气泄漏', 'Gas leaks'), board: 'facilities', track: 'gas', unit: words('起', 'leaks') },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('燃气企业', 'gas firms'), owner: 'unit-linjiang' },
}
const key = 'key-gas'
const topic = `zhili/v1/vitals/${key}/values`
let broker: Broker
let client: MqttClient
const answers: VitalPushAnswer[] = []
let heard: (() => void) | null = null

const enter = (id: string, secret: string): Promise<MqttClient> =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { clientId: id, username: id, password: secret, reconnectPeriod: 0 })
const newKey = async (id: string, kind: string): Promise<string> => {
  const made = { id, name: '燃气公司', kind, unit: 'unit-linjiang' }
  return (await story.as('nijie').post<{ secret: string }>('/api/v1/admin/keys', made)).body.secret
}
/** Publishes, and waits for the acknowledgement and for the answer. */
const push = async (message: object | string): Promise<VitalPushAnswer> => {
  const answered = new Promise<void>((resolve) => {
    heard = resolve
  })
  await client.publishAsync(topic, typeof message === 'string' ? message : JSON.stringify(message), { qos: 1 })
  await answered
  return answers.at(-1)!
}
const value = (more: Partial<VitalValue> = {}): VitalValue => ({
  ...{ vital: 'gas.leaks', area: '990101001', period: '2026-03-01', value: 2 },
  ...more,
})
const kept = async (): Promise<number> => (await story.sql('select 1 from vital_values')).length
const codes = ({ refused }: VitalPushAnswer) => refused.map(({ row, code }) => [row, code])

describe('values of vitals by MQTT', () => {
  before(async () => {
    broker = await startBroker(story.zhili, 0)
    const city = story.as('shenlan')
    assert.equal((await city.post('/api/v1/vitals', { definition })).status, 200)
    for (const to of ['catalogued', 'connected']) await city.post('/api/v1/vitals/gas.leaks/move', { to })
    client = await enter(key, await newKey(key, 'system'))
    const granted = await client.subscribeAsync(`zhili/v1/vitals/${key}/answers`, { qos: 1 })
    assert.equal(granted[0]?.qos, 1)
    client.on('message', (_, payload) => {
      answers.push(JSON.parse(payload.toString()))
      heard?.()
    })
  })
  after(async () => {
    await client.endAsync(true)
    await broker.close()
  })

  it('are kept before they are acknowledged, told as by MQTT, and rolled up', async () => {
    assert.deepEqual(await push({ id: 'a-1', values: [value()] }), { id: 'a-1', taken: 1, refused: [], marked: [] })
    const rows = await story.sql('select source, actor, num from vital_values')
    assert.deepEqual(rows, [{ source: 'mqtt', actor: key, num: 2 }])
    while (await story.zhili.rollVitals());
    const page = (await story.as('chenli').get<VitalPage>('/api/v1/vitals/gas.leaks?area=990101001')).body
    assert.equal(page.cell?.value, 2)
  })

  it('sent again are taken once and answered alike; other values under the same id are refused', async () => {
    assert.deepEqual(await push({ id: 'a-1', values: [value()] }), { id: 'a-1', taken: 1, refused: [], marked: [] })
    assert.equal(await kept(), 1)
    assert.deepEqual(codes(await push({ id: 'a-1', values: [value({ value: 9 })] })), [[0, 'key.reused']])
    assert.equal(await kept(), 1)
  })

  it('are taken or refused row by row, with the reason back to the sender', async () => {
    await story.as('chenli').post('/api/v1/vital-locks', { area: '990101', cadence: 'month', period: '2026-01' })
    const answer = await push({
      id: 'a-2',
      values: [
        value({ value: 3 }),
        value({ unit: '个' }),
        value({ period: '2026-04-01' }),
        value({ period: '2026-01-15' }),
        value({ area: '000000' }),
        value({ area: '990101002' }),
        value({ vital: 'none.none' }),
        value({ period: '2026-W09' }),
      ],
    })
    assert.equal(answer.taken, 1)
    assert.deepEqual(codes(answer), [
      [2, 'vital.unit'],
      [3, 'vital.future'],
      [4, 'vital.locked'],
      [5, 'vital.area'],
      [6, 'vital.area'],
      [7, 'vital.unknown'],
      [8, 'vital.period'],
    ])
    assert.match(answer.refused[0]!.zh, /应是“起”/)
    assert.equal(await kept(), 2)
  })

  it('that nobody can read are answered, and kept in the quarantine for a person', async () => {
    assert.deepEqual(codes(await push('{"id":')), [[0, 'input.malformed']])
    assert.deepEqual(codes(await push({ id: 'a-3', values: [] })), [[0, 'input.malformed']])
    assert.deepEqual(codes(await push({ id: 'a-3', values: [{ ...value(), value: 'two' }] })), [[0, 'input.malformed']])
    const rows = await story.sql<{ source: string; code: string }>(
      `select source, code from quarantine where code <> 'key.reused'`,
    )
    assert.deepEqual(
      rows.map(({ source, code }) => `${source} ${code}`),
      Array(3).fill(`${key} input.malformed`),
    )
  })

  it('come only from a system, under its own key; nobody hears another’s answers', async () => {
    const other = await enter('key-other', await newKey('key-other', 'system'))
    const gateway = await enter('gw-990101', 'zhili-demo-gateway-990101')
    await assert.rejects(other.subscribeAsync(`zhili/v1/vitals/${key}/answers`, { qos: 1 }))
    const message = JSON.stringify({ id: 'b-1', values: [value({ value: 7 })] })
    await other.publishAsync(topic, message, { qos: 1 })
    await gateway.publishAsync('zhili/v1/vitals/gw-990101/values', message, { qos: 1 })
    assert.equal(await kept(), 2)
    const [{ n }] = (await story.sql(`select count(*)::int as n from quarantine where code = 'key.wrong'`)) as [{ n: number }]
    assert.equal(n, 2)
    await other.endAsync(true)
    await gateway.endAsync(true)
    await story.end()
  })
})
