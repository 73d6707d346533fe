import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it, type TestContext } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import mqtt from 'mqtt'
import type { z } from 'zod'
import type { LaneList } from '../../../contract/feed.ts'
import { firstDevice, type Story, startStory } from '../../../test/story.ts'
import { startBroker } from './mqtt.ts'

const perLine = 300
const lines = 10

/** A server that may hold one megabyte of messages, and whose database takes nothing until it is let go. */
async function held(t: TestContext): Promise<{ story: Story; letGo(): Promise<void> }> {
  let letGo = async (): Promise<void> => undefined
  // Before the story's own end, which waits for what is held.
  t.after(() => letGo())
  const story = await startStory(t, { env: { INGEST_MEMORY_MB: '1' } })
  const client = await story.zhili.spine.pool.connect()
  await client.query('begin')
  await client.query('lock table device_states in exclusive mode')
  letGo = async () => {
    letGo = async () => undefined
    await client.query('rollback')
    client.release()
  }
  return { story, letGo: () => letGo() }
}

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await turn()
}

/** Readings of the gateway's tanks in turn over several connections, a millisecond apart; answers how they were taken. */
async function storm(t: TestContext, story: Story, qos: 0 | 1): Promise<{ sent: number; acked: Promise<unknown> }> {
  const broker = await startBroker(story.zhili, 0)
  t.after(() => broker.close())
  const devices = (await story.sql<{ id: string }>(`select id from devices where gateway = 'gw-990101' order by id`)).map(
    ({ id }) => id,
  )
  const clients = await Promise.all(
    Array.from({ length: lines }, (_, line) =>
      mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
        ...{ clientId: `gw-990101:${line}`, username: 'gw-990101', password: 'zhili-demo-gateway-990101', reconnectPeriod: 0 },
      }),
    ),
  )
  t.after(() => Promise.all(clients.map((client) => client.endAsync(true))))
  const acked = clients.flatMap((client, line) => {
    // Every device speaks over one connection only: its order is that of the wire.
    const own = devices.filter((_, at) => at % lines === line)
    return Array.from({ length: perLine }, (_, n) => {
      const at = new Date(story.now().getTime() - (perLine - n)).toISOString()
      const topic = `zhili/v1/devices/${own[n % own.length]}/readings`
      return client.publishAsync(topic, JSON.stringify({ at, values: { ch4: 1 + (n % 50) / 10 } }), { qos })
    })
  })
  return { sent: perLine * lines, acked: Promise.all(acked) }
}

async function expectAllOnce(story: Story, sent: number): Promise<void> {
  const [row] = await story.sql<{ n: number; different: number }>(
    'select count(*)::int as n, count(distinct (device, at))::int as different from readings',
  )
  assert.deepEqual(row, { n: sent, different: sent })
  const [seen] = await story.sql<{ late: number }>('select sum(late)::int as late from device_states')
  assert.equal(seen!.late, 0, 'a reading was overtaken')
}

const byHttp = (story: Story, type: 'zhili.reading' | 'zhili.receipt', data: object) =>
  story.zhili.app.inject({
    ...{ method: 'POST', url: '/api/v1/cloudevents' },
    headers: {
      'content-type': 'application/cloudevents+json',
      authorization: 'Bearer gw-990101.zhili-demo-gateway-990101',
    },
    payload: JSON.stringify({
      ...{ specversion: '1.0', id: 'one', source: `devices/${firstDevice}`, type },
      ...{ time: story.now().toISOString(), data },
    }),
  })

describe('a storm of readings', { timeout: 120_000 }, () => {
  it('red is settled before what came earlier', async (t) => {
    const { story, letGo } = await held(t)
    const [red, ...calm] = (await story.sql<{ id: string }>(`select id from devices order by id limit 40`)).map(({ id }) => id)
    const settled: string[] = []
    const send = (device: string, ch4: number, n: number) =>
      story.zhili.ingest
        .accept({
          ...{ device, kind: 'gas-monitor', channel: 'mqtt', source: device, payload: '' },
          readings: [{ at: new Date(story.now().getTime() - 5_000 + n).toISOString(), values: { ch4 } }],
        })
        .then(() => settled.push(device))
    // The first batch is on its way already; everything else waits behind it.
    const all = [send(calm[0]!, 1, 0)]
    await turn()
    await turn()
    for (let n = 1; n <= 1_200; n++) all.push(send(calm[n % calm.length]!, 1, n))
    all.push(send(red!, 55, 1_201))
    await letGo()
    await Promise.all(all)
    assert.deepEqual(settled.slice(0, 2).sort(), [calm[0], red].sort())
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          'select a.account, n.kind from notices n join accounts a on a.person = n.person',
        )
      ).map(({ account, kind }) => [account, kind]),
    )
  })

  it('red is read while older messages of its own gateway wait for their turn', async (t) => {
    const { story, letGo } = await held(t)
    const broker = await startBroker(story.zhili, 0)
    t.after(() => broker.close())
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      ...{ clientId: 'gw-990101', username: 'gw-990101', password: 'zhili-demo-gateway-990101', reconnectPeriod: 0 },
    })
    t.after(() => client.endAsync(true))
    const [calm, red] = (await story.sql<{ id: string }>(`select id from devices where gateway = 'gw-990101' order by id`)).map(
      ({ id }) => id,
    )
    const say = (device: string, ch4: number) =>
      client.publishAsync(`zhili/v1/devices/${device}/readings`, JSON.stringify({ at: story.now(), values: { ch4 } }), { qos: 1 })
    const { ingest } = story.zhili
    const acked = [say(calm!, 1)]
    await until(() => ingest.pressure.bytes() > 0)
    const one = ingest.pressure.bytes()
    acked.push(say(red!, 55))
    await until(() => ingest.pressure.bytes() > one)
    await letGo()
    await Promise.all(acked)
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          'select a.account, n.kind from notices n join accounts a on a.person = n.person',
        )
      ).map(({ account, kind }) => [account, kind]),
    )
  })

  it('what nobody would send again goes over the disk: nothing is lost, doubled or overtaken', async (t) => {
    const { story, letGo } = await held(t)
    const { ingest, aside } = story.zhili
    const { sent, acked } = await storm(t, story, 0)
    await acked
    await until(() => aside.bytes() > 0)
    // Once the rest lies on the disk memory is almost free again: a little more, and it stays tight.
    const release = ingest.pressure.hold(512 * 1024)
    const answer = await byHttp(story, 'zhili.reading', { values: { ch4: 2 } })
    assert.deepEqual([answer.statusCode, answer.json().code, answer.headers['retry-after']], [429, 'ingest.busy', '2'])
    const { body: lanes } = await story.as('chenli').get<z.infer<typeof LaneList>>('/api/v1/lanes')
    const calm = lanes.lanes.find(({ lane }) => lane === 'calm')!
    assert.ok(lanes.heldBytes > 1024 * 1024 && calm.waiting > 0, JSON.stringify(lanes))
    assert.ok(calm.oldestMs! > 0 && lanes.aside.bytes > 0 && Date.parse(lanes.aside.oldestAt!) < story.now().getTime())
    const receipt = { command: randomUUID(), ok: true, at: story.now().toISOString() }
    const codes = new Set<string>()
    // While all of it comes in it may also be full for moments; a fan that answered is heard as soon as it is not.
    for (let n = 0; n < 50 && !codes.has('thing.not-found'); n++) {
      await until(() => ingest.pressure.level() === 'tight')
      codes.add((await byHttp(story, 'zhili.receipt', receipt)).json().code)
    }
    assert.ok(codes.has('thing.not-found'), `a receipt is judged, not sent away: ${[...codes].join()}`)
    release()
    await letGo()
    while (ingest.pressure.bytes() > 0 || aside.bytes() > 0) {
      await aside.replay(ingest)
      await turn()
    }
    await expectAllOnce(story, sent)
    const { body: after } = await story.as('chenli').get<z.infer<typeof LaneList>>('/api/v1/lanes')
    assert.deepEqual(after.aside, { bytes: 0, oldestAt: null })
    assert.ok(after.lanes.every(({ waiting, oldestMs }) => waiting === 0 && oldestMs === null))
  })

  it('what will be sent again is not read: memory stays within its bound, and all is acknowledged in the end', async (t) => {
    const { story, letGo } = await held(t)
    const { ingest } = story.zhili
    const { sent, acked } = await storm(t, story, 1)
    await until(() => ingest.pressure.level() === 'full')
    for (let n = 0; n < 200; n++) await turn()
    assert.ok(ingest.pressure.bytes() < 3.2 * 1024 * 1024, `${ingest.pressure.bytes()} bytes held`)
    await letGo()
    await acked
    await expectAllOnce(story, sent)
    assert.equal(ingest.pressure.bytes(), 0)
  })

  it('what lies on the disk is taken in after a crash', async (t) => {
    const story = await startStory(t)
    const at = (n: number) => new Date(story.now().getTime() - 1_000 + n).toISOString()
    for (let n = 0; n < 10; n++) {
      const payload = JSON.stringify({ at: at(n), values: { ch4: 1 + n / 10 } })
      await story.zhili.aside.put({ device: firstDevice, via: 'gw-990101', kind: 'gas-monitor', payload })
    }
    await story.restart()
    const { aside, ingest } = story.zhili
    assert.ok(aside.waits())
    assert.equal(await aside.replay(ingest), true)
    assert.equal(await aside.replay(ingest), false)
    await expectAllOnce(story, 10)
  })

  it('what lies on the disk and cannot be read any more is kept in quarantine, and holds up nothing', async (t) => {
    const story = await startStory(t)
    const { aside, ingest } = story.zhili
    const put = (payload: string) => aside.put({ device: firstDevice, via: 'gw-990101', kind: 'gas-monitor', payload })
    await put('{"at":"never"}')
    await put(JSON.stringify({ at: new Date(story.now().getTime() - 1_000).toISOString(), values: { ch4: 1 } }))
    assert.equal(await aside.replay(ingest), true)
    await expectAllOnce(story, 1)
    assert.equal(aside.waits(), false)
    assert.deepEqual(await story.sql('select source, code from quarantine'), [{ source: firstDevice, code: 'reading.malformed' }])
  })
})
