import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { writePayload } from '../../../protocols/sparkplug/write.ts'
import { withoutTool } from '../../../test/foreign-tool.ts'
import { deliveries, makeFeed, systemKey } from '../../../test/mapped-feed.ts'
import { firstDevice, startStory } from '../../../test/story.ts'
import { startBroker } from './mqtt.ts'

const skip = withoutTool('mosquitto_pub', '--help', 'mosquitto-clients')

/** Its exit code: 0 once the message was acknowledged. */
async function mosquittoPub(port: number, { key, secret }: { key: string; secret: string }, ...what: string[]): Promise<number> {
  const where = ['-h', '127.0.0.1', '-p', String(port), '-i', key, '-u', key, '-P', secret, '-q', '1']
  const [code] = (await once(spawn('mosquitto_pub', [...where, ...what], { stdio: 'ignore' }), 'exit')) as [number]
  return code
}

describe('mosquitto_pub, a client that is not ours', () => {
  it('brings a reading to the list of what came, and is turned away with a wrong key', { skip }, async (t) => {
    const story = await startStory(t)
    const broker = await startBroker(story.zhili, 0)
    t.after(() => broker.close())
    const publish = (device: string, payload: string, secret = 'zhili-demo-gateway-990101'): Promise<number> =>
      mosquittoPub(broker.port, { key: 'gw-990101', secret }, '-t', `zhili/v1/devices/${device}/readings`, '-m', payload)
    const reading = (ch4: number): string => JSON.stringify({ at: story.now().toISOString(), values: { ch4 } })
    assert.equal(await publish(firstDevice, reading(3)), 0)
    assert.equal(await publish(firstDevice, reading(3)), 0, 'sent again')
    const received = await story.as('shenlan').get<{ rows: { device: string; values: object }[] }>('/api/v1/received')
    assert.deepEqual(
      (await story.sql('select device, values from readings')) as unknown,
      [{ device: firstDevice, values: { ch4: 3 } }],
      JSON.stringify(received.body),
    )
    assert.match(JSON.stringify(received.body.rows), new RegExp(firstDevice))
    assert.notEqual(await publish(firstDevice, reading(4), 'wrong'), 0)
    assert.equal(await publish('hf-990102-0001', reading(4)), 0, 'acknowledged, and put into the quarantine')
    assert.deepEqual(await story.sql('select code from quarantine'), [{ code: 'reading.not-allowed' }])
    assert.equal((await story.sql('select 1 from readings')).length, 1)
    await story.end()
  })

  it('brings births and data of Sparkplug B out of files', { skip }, async (t) => {
    const story = await startStory(t)
    const dir = mkdtempSync(join(tmpdir(), 'zhili-sparkplug-'))
    t.after(() => rmSync(dir, { recursive: true }))
    const key = { key: 'key-drainage', secret: (await systemKey(story)).authorization.split('.')[1]! }
    const feed = await makeFeed(story, {
      ...{ name: '水厂', kind: 'sparkplug', key: key.key, group: 'water' },
      mapping: {
        device: { column: 'device', known: { 'pump/meter': firstDevice } },
        time: { column: 'timestamp', format: 'iso' },
        long: { name: 'metric', value: 'value', names: [{ said: 'Gas/CH4', reading: 'ch4', factor: 0.1 }] },
      },
    })
    const broker = await startBroker(story.zhili, 0)
    t.after(() => broker.close())
    const from = story.now().getTime() - 60_000
    const ch4 = { alias: 7, type: 'Double' } as const
    const messages = [
      ['NBIRTH/pump', [{ name: 'bdSeq', type: 'UInt64', value: 0 }]],
      ['DBIRTH/pump/meter', [{ ...ch4, name: 'Gas/CH4', timestamp: from, value: 40 }]],
      ['DDATA/pump/meter', [{ ...ch4, timestamp: from + 10_000, value: 50 }]],
    ] as const
    for (const [seq, [topic, metrics]] of messages.entries()) {
      const file = join(dir, `${seq}.bin`)
      writeFileSync(file, writePayload({ timestamp: from, seq, metrics: [...metrics] }))
      assert.equal(await mosquittoPub(broker.port, key, '-t', `spBv1.0/water/${topic}`, '-f', file), 0, topic)
    }
    assert.deepEqual(await story.sql('select device, values from readings order by at'), [
      { device: firstDevice, values: { ch4: 4 } },
      { device: firstDevice, values: { ch4: 5 } },
    ])
    const [line] = await deliveries(story, feed)
    assert.deepEqual([line!.kept, line!.refused], [2, 0])
    await story.acknowledge()
    await story.end()
  })
})
