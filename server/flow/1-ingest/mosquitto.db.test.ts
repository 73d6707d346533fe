import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { firstDevice, startStory } from '../../../test/story.ts'
import { startBroker } from './mqtt.ts'

const isHere = !spawnSync('mosquitto_pub', ['--help']).error

describe('mosquitto_pub, a client that is not ours', () => {
  it('brings a reading to the list of what came, and is turned away with a wrong key', {
    skip: isHere ? false : 'no mosquitto_pub here (Debian mosquitto-clients)',
  }, async (t) => {
    const story = await startStory(t)
    const broker = await startBroker(story.zhili, 0)
    t.after(() => broker.close())
    const publish = async (device: string, payload: string, secret = 'zhili-demo-gateway-990101'): Promise<number> => {
      const where = ['-h', '127.0.0.1', '-p', String(broker.port), '-i', 'gw-990101', '-u', 'gw-990101', '-P', secret]
      const child = spawn('mosquitto_pub', [...where, '-q', '1', '-t', `zhili/v1/devices/${device}/readings`, '-m', payload], {
        stdio: 'ignore',
      })
      const [code] = (await once(child, 'exit')) as [number]
      return code
    }
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
})
