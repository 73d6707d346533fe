import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { system } from '../../contract/actor.ts'
import { testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { outboxLoop, type Send } from './outbox.ts'
import { type ChannelName, createSpine, type Outgoing } from './spine.ts'

async function lane(t: TestContext, channel: ChannelName, outgoing: Omit<Outgoing, 'channel' | 'body'>[], send: Send) {
  const database = await testDatabase('town')
  const clock = manualClock(new Date('2026-03-02T01:30:00Z'))
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  await spine.transaction(system, (tx) => tx.send(outgoing.map((one) => ({ ...one, channel, body: {} }))))
  const loop = outboxLoop(spine, channel, send)
  t.after(async () => {
    await loop.stop()
    await spine.close()
    await database.drop()
  })
  return { spine, loop }
}

describe('a way out', () => {
  it('whose one target hangs serves the others, and that target one message at a time', async (t) => {
    const [hangs, served, all] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const begun: string[] = []
    const targets = ['slow', 'slow', 'fast', 'fast', 'other'].map((address, n) => ({ key: `${n}`, address }))
    const { loop } = await lane(t, 'webhook', targets, async ({ key, address }) => {
      begun.push(key)
      if (['2', '3', '4'].every((one) => begun.includes(one))) served.resolve()
      if (begun.length === 5) all.resolve()
      if (address === 'slow') await hangs.promise
    })
    await served.promise
    assert.equal(begun.filter((key) => key === '0' || key === '1').length, 1)
    hangs.resolve()
    await all.promise
    await loop.stop()
    assert.deepEqual(begun.toSorted(), ['0', '1', '2', '3', '4'])
  })

  it('rings up sixteen people beside each other, whatever the gateway takes for each, the red ones first', async (t) => {
    const [hangs, full] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const begun: string[] = []
    const calls = Array.from({ length: 20 }, (_, n) => ({ key: `${n}`, address: 'p-zhoumin', urgent: n >= 10 }))
    const { spine, loop } = await lane(t, 'voice', calls, async ({ key }) => {
      begun.push(key)
      if (begun.length === 16) full.resolve()
      await hangs.promise
    })
    await full.promise
    assert.deepEqual(begun.slice(0, 10).toSorted(), calls.flatMap(({ key, urgent }) => (urgent ? [key] : [])).toSorted())
    hangs.resolve()
    await loop.stop()
    const [{ sent }] = (await spine.query(`select count(*)::int as sent from outbox where state = 'sent'`)) as [{ sent: number }]
    assert.ok(sent >= 16, `${sent} sent`)
  })
})
