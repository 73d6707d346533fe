import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'
import { describe, it, type TestContext } from 'node:test'
import { type Got, startReceiver } from '../../../test/receiver.ts'
import { startStory } from '../../../test/story.ts'

/** A browser: its keys, and how it opens what its push service hands it (RFC 8291, from the reader's side). */
function browser() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = Buffer.alloc(16, 7)
  const derive = (key: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length))
  return {
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    open(body: Buffer): Record<string, unknown> {
      const [salt, theirs, sealed] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]!), body.subarray(21 + body[20]!)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs])
      const ikm = derive(pair.computeSecret(theirs), auth, info, 32)
      const decipher = createDecipheriv(
        'aes-128-gcm',
        derive(ikm, salt, 'Content-Encoding: aes128gcm\0', 16),
        derive(ikm, salt, 'Content-Encoding: nonce\0', 12),
      )
      decipher.setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      assert.equal(text.at(-1), 2)
      return JSON.parse(text.subarray(0, -1).toString()) as Record<string, unknown>
    },
  }
}

async function phone(t: TestContext) {
  const service = await startReceiver(t)
  service.always({ status: 201 })
  const story = await startStory(t, { env: { PUSH: 'on', PUSH_HOSTS: new URL(service.url).origin } })
  const mine = browser()
  const subscribe = () => story.as('zhoumin').put('/api/v1/push/subscription', { endpoint: `${service.url}one`, keys: mine.keys })
  return { story, service, mine, subscribe }
}

/** Red is told to the phone's person: one push. */
async function goRed(story: Awaited<ReturnType<typeof startStory>>): Promise<void> {
  await story.reads('hf-990101-0001', { ch4: 55 })
  await story.acknowledge()
}

describe('a push', () => {
  it('reaches the browser of whoever is told, sealed, urgent on red, and without anybody’s name or place', async (t) => {
    const { story, service, mine, subscribe } = await phone(t)
    assert.match(String((await story.as('zhoumin').get('/api/v1/push/key')).body.key), /^B[\w-]{86}$/)
    assert.deepEqual((await subscribe()).body, { subscribed: true })
    await goRed(story)
    assert.equal(service.got.length, 1)
    const { headers, body } = service.got[0] as Got
    assert.deepEqual([headers['content-encoding'], headers.urgency, headers.ttl], ['aes128gcm', 'high', '600'])
    assert.match(String(headers.authorization), /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=B[\w-]{86}$/)
    const note = mine.open(body)
    assert.deepEqual(Object.keys(note).sort(), ['kind', 'notice', 'order', 'urgent'])
    assert.deepEqual([note.kind, note.urgent], ['order', true])
  })

  it('ends with signing out, and with a browser that is gone', async (t) => {
    const { story, service, subscribe } = await phone(t)
    await subscribe()
    service.say({ status: 410 })
    await goRed(story)
    assert.equal(service.got.length, 1)
    assert.equal((await story.sql('select 1 from push_subscriptions')).length, 0)
    assert.deepEqual(await story.sql(`select key from outbox where state <> 'sent' and channel = 'push'`), [])
    await subscribe()
    await story.sql('update sessions set closed_at = $1', [story.now()])
    await story.pass({ m: 20 })
    assert.equal(service.got.length, 1)
  })

  it('goes to no address a phone makes up, and nowhere at all while it is switched off', async (t) => {
    const { story, mine } = await phone(t)
    const made = await story.as('zhoumin').put('/api/v1/push/subscription', { endpoint: 'http://127.0.0.1:1/x', keys: mine.keys })
    assert.equal(made.status, 400)
    const off = await startStory(t)
    assert.equal((await off.as('zhoumin').get('/api/v1/push/key')).body.key, null)
    const asked = await off
      .as('zhoumin')
      .put('/api/v1/push/subscription', { endpoint: 'https://fcm.googleapis.com/x', keys: mine.keys })
    assert.deepEqual(asked.body, { subscribed: false })
    await goRed(off)
    assert.deepEqual(await off.sql(`select 1 from outbox where channel = 'push'`), [])
  })
})
